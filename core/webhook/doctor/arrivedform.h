// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace kaunt {

/// How a body was printed by him who signed it, and how it came, in words of the same kinds.
struct ComparedForms {
    QStringList wasSigned; ///< never empty
    QStringList arrived;   ///< in the same order; of some kinds nothing can be said
};

/// `forms` are those of body-reserialised, which made `wasSigned` of what is in `received`. What both texts have in
/// common, as the indentation or the escapes, is left out: it is read off them, not off the forms. Pure.
[[nodiscard]] ComparedForms compareForms(const QStringList& forms, const QByteArray& received,
                                         const QByteArray& wasSigned);
/// The forms alone, where what was printed anew is not the text that came, but was packed or wrapped in it.
[[nodiscard]] ComparedForms formsAlone(const QStringList& forms);

} // namespace kaunt
