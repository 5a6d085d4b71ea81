// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/bytecomparison.h"
#include "core/compare/jsoncomparison.h"

#include <QByteArray>
#include <QFuture>

#include <stop_token>

namespace kaunt {

/// Two bodies, compared in both ways in which they are shown. A plain value.
struct BodyComparison {
    QByteArray before;
    QByteArray after;
    ByteComparison bytes;
    bool isJson = false; ///< both are; else `json` is empty
    JsonComparison json;
};

/// Pure. Once a stop is requested it ends early, with a part of the differences.
[[nodiscard]] BodyComparison compareBodies(const QByteArray& before, const QByteArray& after,
                                           const std::stop_token& stop = {});
/// The same in a thread of the pool, which the program waits for when it ends: who wants the answer no more says so.
[[nodiscard]] QFuture<BodyComparison> compareBodiesAside(const QByteArray& before, const QByteArray& after,
                                                         const std::stop_token& stop);

/// What is the same and what is not, in one or two plain sentences. Where only the first `mostKept` bytes of each are
/// kept, nothing is said of what is not; 0: no bound.
[[nodiscard]] QString comparisonText(const BodyComparison& comparison, qsizetype mostKept = 0);

} // namespace kaunt
