// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <vector>

namespace kaunt {

/// A text with what its escapes stand for in their place, and the way back to where that is written. Places are in
/// UTF-16 units. A plain value.
class UnescapedText {
public:
    /// Of valid JSON, in which backslashes stand in strings only (RFC 8259 section 7).
    [[nodiscard]] static UnescapedText ofJson(const QString& json);
    /// Of form data (WHATWG URL, application/x-www-form-urlencoded); its "&" and "=" stay.
    [[nodiscard]] static UnescapedText ofForm(const QString& form);

    [[nodiscard]] const QString& text() const { return m_text; }
    /// Where the character at `position` begins in what it was made from; of the end of the text, its end.
    [[nodiscard]] qsizetype sourceOf(qsizetype position) const;

private:
    struct Place {
        qsizetype text = 0;
        qsizetype source = 0;
    };

    /// `characters` stand for what ends before `sourceEnd`.
    void add(QStringView characters, qsizetype sourceEnd);

    QString m_text;
    std::vector<Place> m_places{Place{}}; ///< the beginning, and behind each escape
};

} // namespace kaunt
