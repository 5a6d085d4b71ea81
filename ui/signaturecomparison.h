// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace kaunt {

/// What the signature would be under one secret, written the way in which the received one was: same encoding, letter
/// case, padding and prefix; lower-case hex where that can't be told.
struct ComputedSignature {
    QString secretName;
    bool isRetired = false;
    QString text;
    std::optional<bool> matches = {}; ///< null where no signature was received
    bool isOtherwise = false; ///< it was received, in a writing that is not accepted: in quotes, with separators …
    QString aligned = {};     ///< the text with blanks where the received one has more; empty where that can't be told
};

/// Pure. One for each secret, in their order; secrets themselves are in none.
[[nodiscard]] QList<ComputedSignature> computeSignatures(const QByteArray& body, const QByteArray& received,
                                                         const QList<SigningSecret>& secrets);

/// A received signature above the computed one, with what differs marked beneath: three lines, for a font in which all
/// characters are as wide as each other. `received` is as people see it. Pure.
[[nodiscard]] QStringList comparedText(const QString& received, const ComputedSignature& computed);

/// "^" under each character in which two texts differ, blanks elsewhere; empty where they are equal. Pure.
[[nodiscard]] QString differenceMarks(const QString& one, const QString& other);

} // namespace kaunt
