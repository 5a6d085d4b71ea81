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

/// `forms` are those of body-reserialised. What both have in common, as the indentation, is left out. Pure.
[[nodiscard]] ComparedForms compareForms(const QStringList& forms, const QByteArray& body);

} // namespace kaunt
