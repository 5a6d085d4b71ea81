// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

namespace kaunt {

/// What is written within a string of JSON, read without its escapes (RFC 8259 section 7) and written again. A
/// backslash that begins none stands for itself. Half a surrogate pair is kept as what would be its UTF-8. Pure; linear
/// in the text.
class Unescaped {
public:
    explicit Unescaped(QByteArrayView written);

    [[nodiscard]] const QByteArray& text() const { return m_text; }
    /// What became of the text, as it is written: a letter that was escaped is again, as it was; so is what has to be.
    [[nodiscard]] QByteArray written(QByteArrayView text) const;

private:
    QByteArray m_text;
    QHash<char16_t, QByteArray> m_escapes; ///< by the letter's UTF-16 unit
};

} // namespace kaunt
