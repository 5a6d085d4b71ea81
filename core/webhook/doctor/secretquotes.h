// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/secretsteps.h"

namespace kaunt {

/// secret-quoted: quotation marks of any script around a secret, a prefix or a mark that was copied along, the rest of
/// a settings file's line, words in front of it or behind. Details `quotes`, `change`, and of words `at`.
void addQuotes(std::vector<SecretStep>& steps);

/// What a label ends with in front of a value.
[[nodiscard]] bool isLabelEnd(char c);
/// Of any script or font.
[[nodiscard]] bool isQuotationMark(QChar c);

} // namespace kaunt
