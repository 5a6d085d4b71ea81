// SPDX-License-Identifier: MIT
#include "core/storage/searchterm.h"

#include "core/storage/textpart.h"

#include <algorithm>

namespace kaunt {

namespace {

using Field = FilterExpression::Field;
using Term = FilterExpression::Term;

constexpr qsizetype gram = 3;
/// More of them narrow nothing further.
constexpr qsizetype mostGrams = 24;

bool isIndexed(Field field)
{
    switch (field) {
    case Field::Type:
    case Field::Company:
    case Field::Tenant:
    case Field::Id:
    case Field::Correlation:
    case Field::PayloadField:
    case Field::Text:
        return true;
    default:
        return false;
    }
}

/// In characters, not UTF-16 units. The index knows of no zero bytes.
qsizetype usableLength(const QString& text)
{
    return text.contains(QChar::Null) ? 0 : text.toUcs4().size();
}

qsizetype shortest(const Term& term)
{
    if (term.negated || !isIndexed(term.field) || term.alternatives.isEmpty())
        return 0;
    qsizetype length = usableLength(term.alternatives.constFirst().text);
    for (const FilterExpression::Alternative& alternative : term.alternatives)
        length = std::min(length, usableLength(alternative.text));
    return length;
}

/// Of the text as the index has it.
QString allGramsOf(const QString& text)
{
    const QList<uint> characters = QString::fromUtf8(foldedText(text.toUtf8())).toUcs4();
    QStringList grams;
    for (qsizetype i = 0; i + gram <= characters.size() && grams.size() < mostGrams; ++i) {
        QString one = QString::fromUcs4(reinterpret_cast<const char32_t*>(characters.constData() + i), gram);
        grams.append(u'"' + one.replace(u'"', QStringLiteral("\"\"")) + u'"');
    }
    grams.removeDuplicates();
    return u'(' + grams.join(QStringLiteral(" AND ")) + u')';
}

} // namespace

SearchTerm searchTermOf(const FilterExpression& filter)
{
    const Term* chosen = nullptr;
    qsizetype longest = gram - 1;
    for (const Term& term : filter.terms) {
        if (const qsizetype length = shortest(term); length > longest) {
            longest = length;
            chosen = &term;
        }
    }
    if (!chosen)
        return {};
    QStringList alternatives;
    for (const FilterExpression::Alternative& alternative : chosen->alternatives)
        alternatives.append(allGramsOf(alternative.text));
    return {alternatives.join(QStringLiteral(" OR ")), chosen->field == Field::Text};
}

} // namespace kaunt
