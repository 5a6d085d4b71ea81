// SPDX-License-Identifier: MIT
#include "core/storage/filterparser.h"

#include "core/durationtext.h"
#include "core/storage/payloadfield.h"

#include <QDateTime>
#include <QRegularExpression>

#include <limits>
#include <utility>

namespace kaunt {

namespace {

using Flaw = FilterError::Code;
using Compare = FilterExpression::Compare;
using Field = FilterExpression::Field;

constexpr qsizetype maxValueLength = 4000;

/// What has a value that is a text of its own.
bool canBeExact(Field field)
{
    switch (field) {
    case Field::Type:
    case Field::Company:
    case Field::Tenant:
    case Field::Id:
    case Field::Correlation:
    case Field::Endpoint:
    case Field::Peer:
    case Field::Note:
        return true;
    default:
        return false;
    }
}

/// Where clocks are put back, an hour (on Lord Howe Island half of one) is there twice: its first for `since`, its
/// second for `before`, so that nothing of either is left out.
qint64 momentOf(const QDateTime& when, Field field)
{
    constexpr qint64 anHour = 3'600'000;
    const qint64 moment = when.toMSecsSinceEpoch();
    if (when.timeSpec() != Qt::LocalTime)
        return moment;
    for (const qint64 shift : {anHour, anHour / 2}) {
        const qint64 other = field == Field::Since ? moment - shift : moment + shift;
        const QDateTime asLocal = QDateTime::fromMSecsSinceEpoch(other);
        if (asLocal.date() == when.date() && asLocal.time() == when.time())
            return other;
    }
    return moment;
}

} // namespace

FilterParser::FilterParser(QString expression)
    : m_text(std::move(expression))
{
}

Result<FilterExpression, FilterError> FilterParser::parse()
{
    FilterExpression expression;
    for (;;) {
        while (!atEnd() && m_text.at(m_position).isSpace())
            ++m_position;
        if (atEnd())
            return expression;
        auto next = term();
        if (!next)
            return failure(next.error());
        expression.terms.append(std::move(*next));
    }
}

Result<FilterExpression::Term, FilterError> FilterParser::term()
{
    FilterExpression::Term term;
    m_termStart = m_position;
    if (m_text.at(m_position) == u'-') {
        term.negated = true;
        ++m_position;
    }
    const auto named = field();
    if (!named)
        return failure(named.error());
    term.field = *named;
    for (bool more = true; more;) {
        const auto value = word();
        if (!value)
            return failure(value.error());
        if (++m_values > FilterExpression::mostValues)
            return failure(error(Flaw::TooMany, value->start, value->end));
        auto read = alternative(term.field, *value);
        if (!read)
            return failure(read.error());
        term.alternatives.append(std::move(*read));
        more = !atEnd() && m_text.at(m_position) == u'|';
        if (more)
            ++m_position;
    }
    return term;
}

Result<FilterExpression::Field, FilterError> FilterParser::field()
{
    m_isExact = false;
    qsizetype end = m_position;
    while (end < m_text.size() && !m_text.at(end).isSpace() && m_text.at(end) != u'"' && m_text.at(end) != u'|' &&
           m_text.at(end) != u':')
        ++end;
    if (end == m_text.size() || m_text.at(end) != u':')
        return Field::Text;
    QStringView name = QStringView(m_text).sliced(m_position, end - m_position);
    m_isExact = name.endsWith(u'=');
    if (m_isExact)
        name.chop(1);
    const auto named = filterField(name);
    if (!named || (m_isExact && !canBeExact(*named)))
        return failure(
            error(Flaw::UnknownField, m_position, qMax(end, m_position + 1), FilterExpression::fieldNames()));
    m_position = end + 1;
    return *named;
}

Result<FilterParser::Word, FilterError> FilterParser::word()
{
    if (!atEnd() && m_text.at(m_position) == u'"')
        return quoted();
    Word word{{}, m_position, m_position};
    while (!atWordEnd())
        ++m_position;
    word.end = m_position;
    word.text = m_text.sliced(word.start, word.end - word.start);
    if (word.text.isEmpty())
        return failure(error(Flaw::EmptyValue, m_termStart, m_position));
    return word;
}

Result<FilterParser::Word, FilterError> FilterParser::quoted()
{
    Word word{{}, m_position, m_position};
    ++m_position;
    while (!atEnd() && m_text.at(m_position) != u'"') {
        const bool isEscape = m_text.at(m_position) == u'\\' && m_position + 1 < m_text.size() &&
                              (m_text.at(m_position + 1) == u'"' || m_text.at(m_position + 1) == u'\\');
        if (isEscape)
            ++m_position;
        word.text += m_text.at(m_position++);
    }
    if (atEnd())
        return failure(error(Flaw::UnclosedQuote, word.start, m_text.size()));
    word.end = ++m_position;
    if (word.text.isEmpty())
        return failure(error(Flaw::EmptyValue, m_termStart, m_position));
    const qsizetype closed = m_position;
    while (!atWordEnd())
        ++m_position;
    if (m_position > closed)
        return failure(error(Flaw::WrongValue, closed, m_position));
    return word;
}

Result<FilterExpression::Alternative, FilterError> FilterParser::alternative(FilterExpression::Field field,
                                                                             const Word& word) const
{
    if (word.text.size() > maxValueLength)
        return failure(error(Flaw::WrongValue, word.start, word.end));
    if (m_isExact)
        return FilterExpression::Alternative{Compare::Equal, word.text};
    switch (field) {
    case Field::Attempt:
    case Field::Status:
    case Field::Delivery:
        return number(word);
    case Field::Since:
    case Field::Before:
        return time(field, word);
    case Field::Verdict:
    case Field::Has:
    case Field::Forward: {
        const QStringList allowed = FilterExpression::fieldValues(field);
        const QString value = word.text.toLower();
        if (!allowed.contains(value))
            return failure(error(Flaw::WrongValue, word.start, word.end, allowed));
        return FilterExpression::Alternative{Compare::Equal, value};
    }
    case Field::PayloadField: {
        const auto read = payloadFieldFrom(word.text);
        if (!read)
            return failure(error(Flaw::WrongPath, word.start, word.end));
        return FilterExpression::Alternative{Compare::Equal, read->value, 0, false, read->path};
    }
    case Field::Id:
        return FilterExpression::Alternative{Compare::Prefix, word.text};
    default:
        return FilterExpression::Alternative{Compare::Contains, word.text};
    }
}

Result<FilterExpression::Alternative, FilterError> FilterParser::number(const Word& word) const
{
    static const QRegularExpression pattern(QStringLiteral("^(>=|<=|>|<|=)?([0-9]+)$"));
    const QRegularExpressionMatch match = pattern.match(word.text);
    if (!match.hasMatch())
        return failure(error(Flaw::WrongNumber, word.start, word.end));
    bool isInRange = false;
    const qint64 read = match.captured(2).toLongLong(&isInRange);
    // What is above all numbers compares with each of them as the greatest does.
    FilterExpression::Alternative alternative{Compare::Equal, word.text,
                                              isInRange ? read : std::numeric_limits<qint64>::max()};
    const QString sign = match.captured(1);
    if (sign == u">")
        alternative.compare = Compare::Greater;
    else if (sign == u">=")
        alternative.compare = Compare::GreaterOrEqual;
    else if (sign == u"<")
        alternative.compare = Compare::Less;
    else if (sign == u"<=")
        alternative.compare = Compare::LessOrEqual;
    return alternative;
}

Result<FilterExpression::Alternative, FilterError> FilterParser::time(FilterExpression::Field field,
                                                                      const Word& word) const
{
    static const QRegularExpression absolute(QStringLiteral("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?$"));
    FilterExpression::Alternative alternative{Compare::Equal, word.text};
    if (const auto ago = anyDurationFromText(word.text)) {
        alternative.relative = true;
        alternative.number = ago->count();
        return alternative;
    }
    if (!absolute.match(word.text).hasMatch())
        return failure(error(Flaw::WrongTime, word.start, word.end));
    const bool isDate = word.text.size() == 10;
    const QDateTime when = isDate ? QDate::fromString(word.text, Qt::ISODate).startOfDay()
                                  : QDateTime::fromString(word.text, Qt::ISODateWithMs);
    if (!when.isValid())
        return failure(error(Flaw::WrongTime, word.start, word.end));
    alternative.number = momentOf(when, field);
    return alternative;
}

FilterError FilterParser::error(FilterError::Code code, qsizetype start, qsizetype end, QStringList allowed) const
{
    return {code, start, end - start, m_text.sliced(start, end - start), std::move(allowed)};
}

bool FilterParser::atWordEnd() const
{
    return atEnd() || m_text.at(m_position).isSpace() || m_text.at(m_position) == u'|';
}

} // namespace kaunt
