// SPDX-License-Identifier: MIT
#include "core/storage/filterexpression.h"

#include "core/storage/filterparser.h"
#include "core/webhook/signature.h"
#include "core/webhook/webhookevent.h"

#include <algorithm>

namespace kaunt {

namespace {

struct FieldName {
    QLatin1String name;
    FilterExpression::Field field;
};

using Field = FilterExpression::Field;

constexpr FieldName fields[] = {
    {QLatin1String("type"), Field::Type},
    {QLatin1String("verdict"), Field::Verdict},
    {QLatin1String("company"), Field::Company},
    {QLatin1String("tenant"), Field::Tenant},
    {QLatin1String("id"), Field::Id},
    {QLatin1String("attempt"), Field::Attempt},
    {QLatin1String("since"), Field::Since},
    {QLatin1String("before"), Field::Before},
    {QLatin1String("has"), Field::Has},
    {QLatin1String("correlation"), Field::Correlation},
    {QLatin1String("endpoint"), Field::Endpoint},
    {QLatin1String("peer"), Field::Peer},
    {QLatin1String("status"), Field::Status},
    {QLatin1String("note"), Field::Note},
    {QLatin1String("delivery"), Field::Delivery},
    {QLatin1String("forward"), Field::Forward},
    {QLatin1String("field"), Field::PayloadField},
};

/// By `has:` one of these.
bool asksFor(const FilterExpression::Term& term, const QStringList& words)
{
    return term.field == FilterExpression::Field::Has &&
           std::any_of(term.alternatives.cbegin(), term.alternatives.cend(),
                       [&words](const auto& alternative) { return words.contains(alternative.text); });
}

} // namespace

std::optional<FilterExpression::Field> filterField(QStringView name)
{
    for (const FieldName& known : fields) {
        if (name.compare(known.name, Qt::CaseInsensitive) == 0)
            return known.field;
    }
    return {};
}

bool FilterExpression::asksForAnnotations() const
{
    return std::any_of(terms.cbegin(), terms.cend(), [](const Term& term) {
        // Free text is looked for in notes, too.
        return term.field == Field::Note || term.field == Field::Text ||
               asksFor(term, {QStringLiteral("mark"), QStringLiteral("note")});
    });
}

bool FilterExpression::asksForResources() const
{
    return std::any_of(terms.cbegin(), terms.cend(), [](const Term& term) {
        return term.field == Field::Text || asksFor(term, {QStringLiteral("resource")});
    });
}

bool FilterExpression::asksForForwards() const
{
    return std::any_of(terms.cbegin(), terms.cend(), [](const Term& term) { return term.field == Field::Forward; });
}

std::optional<qint64> FilterExpression::shortestRelativeTime() const
{
    std::optional<qint64> shortest;
    for (const Term& term : terms) {
        for (const Alternative& alternative : term.alternatives) {
            if (alternative.relative)
                shortest = std::min(shortest.value_or(alternative.number), alternative.number);
        }
    }
    return shortest;
}

QStringList FilterExpression::fieldNames()
{
    QStringList names;
    for (const FieldName& known : fields)
        names.append(known.name);
    return names;
}

QStringList FilterExpression::fieldValues(Field field)
{
    switch (field) {
    case Field::Verdict: {
        QStringList codes;
        for (const auto verdict : {Verdict::Verified, Verdict::Mismatch, Verdict::Missing, Verdict::Malformed,
                                   Verdict::NoSecret, Verdict::Misdirected})
            codes.append(verdictCode(verdict));
        return codes;
    }
    case Field::Has:
        return {QStringLiteral("event"),     QStringLiteral("resource"), QStringLiteral("notes"),
                QStringLiteral("diagnosis"), QStringLiteral("repeats"),  QStringLiteral("mark"),
                QStringLiteral("note")};
    case Field::Forward:
        return {QStringLiteral("failed"), QStringLiteral("accepted")};
    case Field::Type:
        return knownEventTypes();
    default:
        return {};
    }
}

Result<FilterExpression, FilterError> parseFilter(const QString& expression)
{
    return FilterParser(expression).parse();
}

QString filterWord(const QString& value)
{
    const bool isWord = !value.isEmpty() && std::none_of(value.cbegin(), value.cend(), [](QChar character) {
        return character.isSpace() || character == u'"' || character == u'|';
    });
    if (isWord)
        return value;
    QString escaped = value;
    escaped.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    return u'"' + escaped + u'"';
}

QString filterTerm(const QString& fieldName, const QString& value)
{
    if (!fieldName.isEmpty())
        return fieldName + u':' + filterWord(value);
    const QString word = filterWord(value);
    const bool wouldBeRead = word == value && (value.contains(u':') || value.startsWith(u'-'));
    return wouldBeRead ? u'"' + QString(value).replace(u'\\', QLatin1String("\\\\")) + u'"' : word;
}

QString exactFilterTerm(const QString& fieldName, const QString& value)
{
    return fieldName + QLatin1String("=:") + filterWord(value);
}

} // namespace kaunt
