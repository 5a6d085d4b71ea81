// SPDX-License-Identifier: MIT
#include "core/storage/seenvalues.h"

#include "core/storage/logstatement.h"

namespace kaunt {

namespace {

using Field = FilterExpression::Field;

constexpr int rowsAtOnce = 20'000;
constexpr int mostValues = 20;
/// What is longer can't be chosen from a list.
constexpr int longestValue = 200;

struct Source {
    QString table;
    QString column;
};

Source sourceOf(Field field)
{
    const QString events = QStringLiteral("events");
    switch (field) {
    case Field::Type:
        return {events, QStringLiteral("type")};
    case Field::Company:
        return {events, QStringLiteral("company")};
    case Field::Tenant:
        return {events, QStringLiteral("tenant")};
    case Field::Id:
        return {events, QStringLiteral("id")};
    case Field::Correlation:
        return {events, QStringLiteral("correlation")};
    case Field::Endpoint:
        return {QStringLiteral("deliveries"), QStringLiteral("endpoint")};
    case Field::Peer:
        return {QStringLiteral("deliveries"), QStringLiteral("peer")};
    case Field::Status:
        return {QStringLiteral("deliveries"), QStringLiteral("status")};
    default:
        return {};
    }
}

} // namespace

bool hasSeenValues(Field field)
{
    return !sourceOf(field).table.isEmpty();
}

Result<QStringList, LogError> seenValues(const LogDatabase& database, Field field, const QString& part)
{
    const Source source = sourceOf(field);
    if (source.table.isEmpty())
        return QStringList();
    LogStatement statement(
        database, QStringLiteral("SELECT v FROM (SELECT %1 AS v, number FROM %2 ORDER BY number DESC LIMIT %3)"
                                 " WHERE %6(v, ?) AND v <> '' AND length(v) <= %4"
                                 " GROUP BY v ORDER BY max(number) DESC LIMIT %5")
                      .arg(source.column, source.table)
                      .arg(rowsAtOnce)
                      .arg(longestValue)
                      .arg(mostValues)
                      .arg(field == Field::Id ? QStringLiteral("begins_text") : QStringLiteral("contains_text")));
    // An empty text is in all others; a null, which SQL would make of it, is in none.
    return statement.rows({part.isNull() ? QStringLiteral("") : part},
                          [](const LogStatement& row) { return row.value(0).toString(); });
}

} // namespace kaunt
