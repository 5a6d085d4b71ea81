// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace kaunt {

/// A text that is looked for in others: the one place that says what "contains" is in a filter. Letter case counts for
/// nothing, in all of Unicode (simple case folding); the rest is compared as it stands. What is no UTF-8 counts as
/// U+FFFD. Pure; cheap to ask again and again.
class TextPart {
public:
    explicit TextPart(QByteArrayView utf8);

    [[nodiscard]] bool isIn(QByteArrayView text) const;
    /// As the text stands, or with the escapes of JSON's strings decoded (RFC 8259 section 7): what somebody sees of
    /// "N\u00f8rrebro" is found as well as what was sent.
    [[nodiscard]] bool isInJson(QByteArrayView text) const;
    [[nodiscard]] bool begins(QByteArrayView text) const;

private:
    [[nodiscard]] bool isInFolded(QByteArrayView text) const;

    QByteArray m_folded;
    bool m_isAscii = false;
    bool m_hasLetterOfOthers = false; ///< one that a letter outside ASCII folds to
    std::array<qsizetype, 256> m_skip{};
};

/// The text in the case folding of TextPart: one contains the other here where it does there.
[[nodiscard]] QByteArray foldedText(QByteArrayView utf8);
/// The same for isInJson(): with what the escapes stand for behind the text, and without zero bytes, at which an index
/// may end.
[[nodiscard]] QByteArray foldedJson(QByteArrayView utf8);

} // namespace kaunt
