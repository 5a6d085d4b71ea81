// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// One step of a path as RFC 9535 writes it: ".lines", "['odd key']" (section 2.5.1), "[0]". Pure.
[[nodiscard]] QString jsonPathStep(const QString& key);
[[nodiscard]] QString jsonPathStep(qsizetype index);
/// The text in single quotes, as a string literal of RFC 9535 (section 2.3.1.1).
[[nodiscard]] QString jsonPathQuoted(QString text);

} // namespace kaunt
