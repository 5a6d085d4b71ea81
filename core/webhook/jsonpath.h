// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

struct JsonValue;

/// One step of a path as RFC 9535 writes it: ".lines", "['odd key']" (section 2.5.1), "[0]". Pure.
[[nodiscard]] QString jsonPathStep(const QString& key);
[[nodiscard]] QString jsonPathStep(qsizetype index);
/// The value at a path that begins with "$" and goes on in such steps, of names beyond ASCII also behind a dot (section
/// 2.5.1.1); of a key that stands more than once the last one. Null where there is none, or where the text is no such
/// path. It lives as long as the root.
[[nodiscard]] const JsonValue* jsonValueAt(const JsonValue& root, QStringView path);
/// The text in single quotes, as a string literal of RFC 9535 (section 2.3.1.1).
[[nodiscard]] QString jsonPathQuoted(QString text);

} // namespace kaunt
