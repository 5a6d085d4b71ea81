// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"

#include "core/storage/sqlerror.h"

#include <QSqlError>
#include <QUuid>

#include <utility>

namespace kaunt {

LogDatabase::LogDatabase(QString path, Access access)
    : m_path(std::move(path))
    , m_connection(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QUuid::createUuid().toString()))
{
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (access == Access::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    m_connection.setConnectOptions(options);
    m_connection.setDatabaseName(m_path);
}

LogDatabase::~LogDatabase()
{
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<LogDatabase>, LogError> LogDatabase::open(const QString& path, Access access)
{
    std::unique_ptr<LogDatabase> database(new LogDatabase(path, access));
    if (!database->m_connection.open())
        return failure(logErrorFrom(database->m_connection.lastError(), path));

    if (auto done = database->execute(QStringLiteral("PRAGMA cache_size = -16384")); !done)
        return failure(done.error());
    return database;
}

Result<void, LogError> LogDatabase::makeDurable() const
{
    // auto_vacuum goes before the first page is written, and journal_mode writes it.
    const QStringList pragmas{QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"),
                              QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = FULL"),
                              QStringLiteral("PRAGMA journal_size_limit = 16777216")};
    for (const QString& pragma : pragmas) {
        if (auto done = execute(pragma); !done)
            return done;
    }
    return {};
}

Result<void, LogError> LogDatabase::execute(const QString& sql) const
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return failure(logErrorFrom(query.lastError(), m_path));
    return {};
}

Result<qint64, LogError> LogDatabase::number(const QString& sql) const
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(sql) || !query.next())
        return failure(logErrorFrom(query.lastError(), m_path));
    return query.value(0).toLongLong();
}

LogTransaction::LogTransaction(const LogDatabase& database)
    : m_database(database)
{
}

LogTransaction::~LogTransaction()
{
    // Where SQLite has rolled back by itself this one is refused, which is just as well.
    if (m_open)
        (void)m_database.execute(QStringLiteral("ROLLBACK"));
}

Result<void, LogError> LogTransaction::begin()
{
    auto begun = m_database.execute(QStringLiteral("BEGIN IMMEDIATE"));
    m_open = begun.has_value();
    return begun;
}

Result<void, LogError> LogTransaction::commit()
{
    auto committed = m_database.execute(QStringLiteral("COMMIT"));
    m_open = m_open && !committed;
    return committed;
}

LogStatement::LogStatement(const LogDatabase& database, QString sql)
    : m_database(&database)
    , m_sql(std::move(sql))
    , m_query(database.connection())
{
    m_query.setForwardOnly(true);
}

Result<void, LogError> LogStatement::run(const QVariantList& values)
{
    if (!m_prepared && !m_query.prepare(m_sql))
        return failure(logErrorFrom(m_query.lastError(), m_database->path()));
    m_prepared = true;
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query.bindValue(int(i), values.at(i));
    if (!m_query.exec()) {
        LogError error = logErrorFrom(m_query.lastError(), m_database->path());
        m_query.finish();
        return failure(std::move(error));
    }
    return {};
}

Result<void, LogError> LogStatement::finish()
{
    const QSqlError error = m_query.lastError();
    m_query.finish();
    if (error.isValid())
        return failure(logErrorFrom(error, m_database->path()));
    return {};
}

} // namespace kaunt
