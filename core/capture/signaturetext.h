// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace kaunt {

/// The value of a signature header with another digest in place of the one that it was read as (SignatureClaim), in the
/// same writing: hex in its case or base64, padded or not, once more encoded, quoted, behind a prefix, its digits
/// apart. Nothing where the old one can't be found in it. Pure.
[[nodiscard]] std::optional<QByteArray> withOtherDigest(const QByteArray& value, const QByteArray& before,
                                                        const QByteArray& after);

/// Likewise of a value that is only the beginning of a digest.
[[nodiscard]] QByteArray withOtherBeginning(const QByteArray& value, const QByteArray& after);

} // namespace kaunt
