// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// Ways to write or misread a text that Qt's converters do not know. Pure.
namespace kaunt::textforms {

/// What becomes of each byte beyond ASCII, whatever the character that it is of.
enum class BytesRead {
    Questions, ///< a question mark
    Cut,       ///< its lower seven bits
    Marks,     ///< U+FFFD
};
[[nodiscard]] QByteArray bytesRead(const QByteArray& utf8, BytesRead how);

/// IBM's code pages 850 and 865.
enum class Console { Western, Nordic };
/// Nothing where it has one of the characters not.
[[nodiscard]] std::optional<QByteArray> toConsole(const QString& text, Console console);
[[nodiscard]] QString fromConsole(const QByteArray& bytes, Console console);

/// Each half of a surrogate pair by itself (Unicode Technical Report 26).
[[nodiscard]] QByteArray asCesu8(const QString& text);
/// UTF-8 with this in place of each character beyond the first 65,536.
[[nodiscard]] QByteArray withPlanesAs(const QString& text, const char* replacement);
/// ASCII, with &#248; for all else.
[[nodiscard]] QByteArray withReferences(const QString& text);

} // namespace kaunt::textforms
