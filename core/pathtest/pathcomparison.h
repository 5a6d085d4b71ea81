// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/bodychange.h"

#include <QList>

namespace kaunt {

/// What became of one probe on its way.
struct PathResult {
    QString name;
    SendOutcome outcome;
    qint64 delivery = 0;        ///< its number in the log; 0 where it did not arrive
    bool isMisdirected = false; ///< it arrived, but at no endpoint
    QString endpoint = {};      ///< the name of the one that it came to
    QList<PathChange> changes;

    [[nodiscard]] PathChange::Effect effect() const; ///< the worst
};

/// `arrivals` are the deliveries of the log that carry the probe's mark or name, in their order. Pure. Milliseconds:
/// not for the GUI thread.
[[nodiscard]] PathResult pathResult(const PathProbe& probe, const QByteArray& secret, const SendOutcome& outcome,
                                    const QList<DeliveryRecord>& arrivals);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::PathResult)
