// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/bytecomparison.h"
#include "core/compare/jsoncomparison.h"

#include <QByteArray>
#include <QFuture>

namespace kaunt {

/// Two bodies, compared in both ways in which they are shown. A plain value.
struct BodyComparison {
    QByteArray before;
    QByteArray after;
    ByteComparison bytes;
    bool isJson = false; ///< both are; else `json` is empty
    JsonComparison json;
};

/// Pure.
[[nodiscard]] BodyComparison compareBodies(const QByteArray& before, const QByteArray& after);
/// The same in a thread of the pool.
[[nodiscard]] QFuture<BodyComparison> compareBodiesAside(const QByteArray& before, const QByteArray& after);

/// What is the same and what is not, in one or two plain sentences.
[[nodiscard]] QString comparisonText(const BodyComparison& comparison);
/// The same of bodies of which only the first `mostKept` bytes are kept: nothing is said of what is not. 0: no bound.
[[nodiscard]] QString comparisonText(const BodyComparison& comparison, qsizetype mostKept);

} // namespace kaunt
