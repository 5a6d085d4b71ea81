// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathcomparison.h"

#include <QStringList>

namespace kaunt {

/// The same change to several probes, told once.
struct SharedPathChange {
    PathChange change; ///< of the first of them
    QStringList probes;
};

/// What a path did to all probes. A plain value.
struct PathReport {
    QUrl target;
    /// False where the plain probe did not arrive at the receiver whose log was looked at; nothing else was sent
    /// then, nor where it came to no endpoint.
    bool isReached = true;
    QList<PathResult> results;

    [[nodiscard]] int count(PathChange::Effect worst) const; ///< of the probes whose worst change is that
    [[nodiscard]] bool isBroken() const { return count(PathChange::Effect::Breaking) > 0; }
    /// The worst first, else in the order of the probes. Fields of the same name count as the same change whatever
    /// their values, which may be others for each request.
    [[nodiscard]] QList<SharedPathChange> changes() const;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::PathReport)
