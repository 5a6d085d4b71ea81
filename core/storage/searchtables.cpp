// SPDX-License-Identifier: MIT
#include "core/storage/searchtables.h"

#include "core/storage/filtersql.h"

namespace kaunt {

namespace {

/// What a filter by a field of the event looks at, as SQL over a delivery `d` and its event `e`.
QString eventText()
{
    QStringList parts;
    using Field = FilterExpression::Field;
    for (const Field field : {Field::Type, Field::Company, Field::Tenant, Field::Id, Field::Correlation})
        parts.append(QStringLiteral("coalesce(%1, '')").arg(eventColumn(field)));
    return parts.join(QStringLiteral(" || char(10) || "));
}

} // namespace

QString createTextTable(const QString& name)
{
    return QStringLiteral("CREATE VIRTUAL TABLE IF NOT EXISTS main.%1 USING fts5(event, headers, body, content='',"
                          " detail=none, columnsize=0, tokenize='trigram')")
        .arg(name);
}

QString fillTextTable(const QString& name, const QString& range)
{
    return QStringLiteral("INSERT INTO main.%1 (rowid, event, headers, body) SELECT d.number,"
                          " folded_json(%2), folded_json(c.headers), folded_content(c.body, c.headers)"
                          " FROM log.deliveries d JOIN log.contents c ON c.number = d.number"
                          " LEFT JOIN log.events e ON e.number = d.event WHERE d.verdict = 'verified' AND %3"
                          " ORDER BY d.number")
        .arg(name, eventText(), range);
}

QString createResourcesTable(const QString& name)
{
    return QStringLiteral("CREATE VIRTUAL TABLE main.%1 USING fts5(body, content='', detail=none, columnsize=0,"
                          " tokenize='trigram')")
        .arg(name);
}

QString fillResourcesTable(const QString& name, const QString& source)
{
    return QStringLiteral("INSERT INTO main.%1 (rowid, body) SELECT id, folded_json(body) %2 ORDER BY id")
        .arg(name, source);
}

QString resourcesBetween(qint64 first, qint64 last)
{
    return QStringLiteral("FROM log.resources WHERE id >= %1 AND id <= %2").arg(first).arg(last);
}

Result<void, LogError> runAll(const LogDatabase& database, const QStringList& statements)
{
    for (const QString& statement : statements) {
        if (auto done = database.execute(statement); !done)
            return done;
    }
    return {};
}

} // namespace kaunt
