// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"

#include <QList>
#include <QString>

namespace kaunt {

/// What a path is to be tried with.
struct PathTestPlan {
    QUrl target; ///< the public URL, with the endpoint's path
    QByteArray secret;
    QString run;                        ///< names this run's probes among others': letters and digits
    QByteArray trustedFingerprint = {}; ///< see OutgoingDelivery
    QByteArray markKey = {};            ///< signs the marks; where it is empty, the secret does
};

/// One request whose bytes a path may be tempted to change.
struct PathProbe {
    QString name;  ///< stable, for scripts: "plain", "trailing-newline" …
    QString token; ///< the run's and its own name, as probeNote() has it
    OutgoingDelivery delivery;
    bool isAdvice = false; ///< Kaunt is not known to send such: a path that refuses it refuses nothing of Kaunt's
};

/// All of them, in the order in which they are sent: the plain one first, so that nothing else is tried where that does
/// not arrive. Signed and marked (core/webhook/probemark.h); each body is a JSON array, which announces no event even
/// where a path takes the mark off. Pure.
[[nodiscard]] QList<PathProbe> pathProbes(const PathTestPlan& plan);

} // namespace kaunt
