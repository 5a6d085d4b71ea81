// SPDX-License-Identifier: MIT
#include "core/storage/filtersql.h"

#include "core/storage/resourcerow.h"

#include <utility>

namespace kaunt {

namespace {

using Alternative = FilterExpression::Alternative;
using Compare = FilterExpression::Compare;
using Field = FilterExpression::Field;

SqlCondition text(const QString& column, const Alternative& alternative)
{
    if (alternative.compare == Compare::Equal)
        return {u'(' + column + QStringLiteral(") = ?"), {alternative.text}};
    const bool isBeginning = alternative.compare == Compare::Prefix;
    const QString function = isBeginning ? QStringLiteral("begins_text") : QStringLiteral("contains_text");
    return {QStringLiteral("%1(%2, ?)").arg(function, column), {alternative.text}};
}

SqlCondition number(const QString& column, const Alternative& alternative)
{
    const char* sign = "=";
    switch (alternative.compare) {
    case Compare::Less:
        sign = "<";
        break;
    case Compare::LessOrEqual:
        sign = "<=";
        break;
    case Compare::Greater:
        sign = ">";
        break;
    case Compare::GreaterOrEqual:
        sign = ">=";
        break;
    default:
        break;
    }
    return {QStringLiteral("%1 %2 ?").arg(column, QLatin1String(sign)), {alternative.number}};
}

SqlCondition time(const Alternative& alternative, bool isSince, qint64 nowUtcMillis)
{
    const qint64 bound = alternative.relative ? nowUtcMillis - alternative.number : alternative.number;
    return {isSince ? QStringLiteral("d.received_at >= ?") : QStringLiteral("d.received_at < ?"), {bound}};
}

/// There are few, so that they are found once and not for each delivery.
SqlCondition annotated(const QString& condition, const QVariantList& values)
{
    return {
        QStringLiteral("coalesce(d.event, d.number) IN (SELECT n.subject FROM annotations n WHERE %1)").arg(condition),
        values};
}

SqlCondition noteText(const Alternative& alternative)
{
    const SqlCondition note = text(QStringLiteral("n.note"), alternative);
    return annotated(note.text, note.values);
}

SqlCondition has(const Alternative& alternative)
{
    if (alternative.text == u"event")
        return {QStringLiteral("d.event IS NOT NULL"), {}};
    if (alternative.text == u"notes")
        return {QStringLiteral("d.notes IS NOT NULL"), {}};
    if (alternative.text == u"diagnosis")
        return {QStringLiteral("d.diagnosis IS NOT NULL"), {}};
    if (alternative.text == u"repeats")
        return {QStringLiteral("e.attempts > 1"), {}};
    if (alternative.text == u"mark")
        return annotated(QStringLiteral("n.marked"), {});
    if (alternative.text == u"note")
        return annotated(QStringLiteral("n.note <> ''"), {});
    return {QStringLiteral("EXISTS (SELECT 1 FROM resources x WHERE x.subject = coalesce(d.event, d.number)"
                           " AND x.error_step = '')"),
            {}};
}

SqlCondition forwarded(bool isAccepted)
{
    return {QStringLiteral("EXISTS (SELECT 1 FROM forwards f WHERE f.delivery = d.number AND f.status %1 BETWEEN 200"
                           " AND 299)")
                .arg(isAccepted ? QString() : QStringLiteral("NOT")),
            {}};
}

SqlCondition payloadField(const Alternative& alternative)
{
    return {QStringLiteral("EXISTS (SELECT 1 FROM contents c WHERE c.number = d.number"
                           " AND payload_has(c.body, c.headers, ?, ?))"),
            {alternative.path, alternative.text}};
}

SqlCondition freeText(const Alternative& alternative)
{
    const QString& text = alternative.text;
    const SqlCondition note = noteText(alternative);
    return {QStringLiteral("EXISTS (SELECT 1 FROM contents c WHERE c.number = d.number"
                           " AND (contains_content(c.body, c.headers, ?) OR contains_text(c.headers, ?)))"
                           " OR EXISTS (SELECT 1 FROM resources x WHERE x.subject = coalesce(d.event, d.number)"
                           " AND contains_json(x.body, ?)) OR ") +
                note.text,
            QVariantList{text, text, text} + note.values};
}

SqlCondition conditionFor(Field field, const Alternative& alternative, qint64 nowUtcMillis)
{
    switch (field) {
    case Field::Type:
    case Field::Company:
    case Field::Tenant:
    case Field::Id:
    case Field::Correlation:
        return text(eventColumn(field), alternative);
    case Field::Verdict:
        return {QStringLiteral("d.verdict = ?"), {alternative.text}};
    case Field::Attempt:
        return number(QStringLiteral("d.attempt"), alternative);
    case Field::Since:
    case Field::Before:
        return time(alternative, field == Field::Since, nowUtcMillis);
    case Field::Has:
        return has(alternative);
    case Field::Endpoint:
        return text(QStringLiteral("d.endpoint"), alternative);
    case Field::Peer:
        return text(QStringLiteral("d.peer"), alternative);
    case Field::Status:
        return number(QStringLiteral("d.status"), alternative);
    case Field::Delivery:
        return number(QStringLiteral("d.number"), alternative);
    case Field::Note:
        return noteText(alternative);
    case Field::Forward:
        return forwarded(alternative.text == u"accepted");
    case Field::PayloadField:
        return payloadField(alternative);
    case Field::Text:
        break;
    }
    return freeText(alternative);
}

SqlCondition conditionFor(const FilterExpression::Term& term, qint64 nowUtcMillis)
{
    SqlCondition condition;
    QStringList parts;
    for (const Alternative& alternative : term.alternatives) {
        SqlCondition part = conditionFor(term.field, alternative, nowUtcMillis);
        parts.append(part.text);
        condition.values += part.values;
    }
    condition.text = u'(' + parts.join(QStringLiteral(" OR ")) + u')';
    if (term.negated)
        condition.text += QStringLiteral(" IS NOT TRUE");
    return condition;
}

SqlCondition needsAttention()
{
    SqlCondition condition;
    QStringList failedTypes;
    for (const QString& type : knownEventTypes()) {
        const EventKind kind = eventKind(type);
        if (kind != EventKind::ProposalFailed && kind != EventKind::DocumentFailed)
            continue;
        failedTypes.append(QStringLiteral("?"));
        condition.values.append(type);
    }
    condition.text =
        QStringLiteral("(d.verdict <> 'verified' OR e.type IN (%1) OR d.notes LIKE '%\"not-json\"%'"
                       " OR d.notes LIKE '%\"too-deep\"%' OR d.notes LIKE '%\"too-large\"%'"
                       " OR d.notes LIKE '%\"not-an-object\"%' OR d.notes LIKE '%\"missing-field:%'"
                       " OR (SELECT x.error_step FROM resources x WHERE x.subject = coalesce(d.event, d.number)"
                       "%2) <> '' OR %3)")
            .arg(failedTypes.join(QStringLiteral(", ")), shownResourceFirst(), forwarded(false).text);
    return condition;
}

bool asksForMisdirected(const FilterExpression& filter)
{
    return std::any_of(filter.terms.cbegin(), filter.terms.cend(), [](const FilterExpression::Term& term) {
        return term.field == Field::Verdict && !term.negated &&
               std::any_of(term.alternatives.cbegin(), term.alternatives.cend(), [](const Alternative& alternative) {
                   return alternative.text == verdictCode(Verdict::Misdirected);
               });
    });
}

} // namespace

QString eventColumn(Field field)
{
    const auto column = [](const char* ofEvent, const char* ofOwn) {
        // A text that is no JSON, as a damaged log may have it, would be an error of the whole question.
        return QStringLiteral("CASE WHEN d.own_event IS NULL THEN e.%1 WHEN json_valid(d.own_event)"
                              " THEN json_extract(d.own_event, '$.%2') END")
            .arg(QLatin1String(ofEvent), QLatin1String(ofOwn));
    };
    switch (field) {
    case Field::Type:
        return column("type", "eventType");
    case Field::Company:
        return column("company", "companyName");
    case Field::Tenant:
        return column("tenant", "tenantId");
    case Field::Id:
        return column("id", "id");
    case Field::Correlation:
        return column("correlation", "correlationId");
    default:
        return QStringLiteral("NULL");
    }
}

SqlCondition conditionFor(const DeliveryQuery& query, qint64 nowUtcMillis)
{
    QStringList parts;
    SqlCondition condition;
    const auto add = [&](const SqlCondition& part) {
        parts.append(part.text);
        condition.values += part.values;
    };
    switch (query.quick) {
    case DeliveryQuery::Quick::All:
        break;
    case DeliveryQuery::Quick::NeedsAttention:
        add(needsAttention());
        break;
    case DeliveryQuery::Quick::Verified:
        add({QStringLiteral("d.verdict = 'verified'"), {}});
        break;
    case DeliveryQuery::Quick::Refused:
        add({QStringLiteral("d.verdict <> 'verified'"), {}});
        break;
    }
    const bool isShown = query.withMisdirected && query.quick != DeliveryQuery::Quick::Refused;
    if (!isShown && query.quick != DeliveryQuery::Quick::Verified && !asksForMisdirected(query.filter))
        add({QStringLiteral("d.verdict <> 'misdirected'"), {}});
    if (query.foldRepeats)
        add({QStringLiteral("d.superseded = 0"), {}});
    for (const FilterExpression::Term& term : query.filter.terms)
        add(conditionFor(term, nowUtcMillis));
    condition.text = parts.isEmpty() ? QStringLiteral("TRUE") : parts.join(QStringLiteral(" AND "));
    return condition;
}

} // namespace kaunt
