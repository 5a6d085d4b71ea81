// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/filterexpression.h"

#include <optional>

namespace kaunt {

/// The field called `name`, in any letter case.
[[nodiscard]] std::optional<FilterExpression::Field> filterField(QStringView name);

/// Reads one filter expression (contracts.md section 4):
///
///     expression  = *( white-space / term )
///     term        = ["-"] [ field ["="] ":" ] alternative *( "|" alternative )
///     alternative = quoted / word
///
/// A quoted text may contain everything, `\"` and `\\` stand for the character itself; a term that begins with a quote
/// is always free text. A word ends at white space or "|"; one with a colon in it needs the name of a field before
/// that.
class FilterParser {
public:
    explicit FilterParser(QString expression);

    [[nodiscard]] Result<FilterExpression, FilterError> parse();

private:
    struct Word {
        QString text;
        qsizetype start = 0;
        qsizetype end = 0;
    };

    [[nodiscard]] Result<FilterExpression::Term, FilterError> term();
    [[nodiscard]] Result<FilterExpression::Field, FilterError> field();
    [[nodiscard]] Result<Word, FilterError> word();
    [[nodiscard]] Result<Word, FilterError> quoted();
    [[nodiscard]] Result<FilterExpression::Alternative, FilterError> alternative(FilterExpression::Field field,
                                                                                 const Word& word) const;
    [[nodiscard]] Result<FilterExpression::Alternative, FilterError> number(const Word& word) const;
    [[nodiscard]] Result<FilterExpression::Alternative, FilterError> time(FilterExpression::Field field,
                                                                          const Word& word) const;
    [[nodiscard]] FilterError error(FilterError::Code code, qsizetype start, qsizetype end,
                                    QStringList allowed = {}) const;
    [[nodiscard]] bool atEnd() const { return m_position >= m_text.size(); }
    [[nodiscard]] bool atWordEnd() const;

    const QString m_text;
    qsizetype m_position = 0;
    qsizetype m_termStart = 0;
    int m_values = 0;       ///< read so far, of all terms
    bool m_isExact = false; ///< the term that is being read
};

} // namespace kaunt
