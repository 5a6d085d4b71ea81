// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"

#include "core/storage/lockholder.h"
#include "core/storage/sqlerror.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QStorageInfo>
#include <QUrl>
#include <QUuid>

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <utility>

namespace kaunt {

namespace {

bool isOnReadOnlyFileSystem(const QString& path)
{
    struct statvfs status = {};
    return ::statvfs(QFile::encodeName(path).constData(), &status) == 0 && (status.f_flag & ST_RDONLY) != 0;
}

/// Of the file that has this name now; empty where none has.
QByteArray fileAt(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return QByteArray::number(static_cast<qulonglong>(status.st_dev)) + ' ' +
           QByteArray::number(static_cast<qulonglong>(status.st_ino));
}

} // namespace

LogDatabase::LogDatabase(QString path, Access access)
    : m_path(std::move(path))
    , m_connection(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QUuid::createUuid().toString()))
{
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (access != Access::Write)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    // Readers of a write-ahead log share a file that they can't make there; what was closed well needs none.
    const bool isUnchanging =
        access != Access::Write && isOnReadOnlyFileSystem(m_path) && !QFile::exists(m_path + QStringLiteral("-wal"));
    if (isUnchanging)
        options += QStringLiteral(";QSQLITE_OPEN_URI");
    m_connection.setConnectOptions(options);
    m_connection.setDatabaseName(
        isUnchanging ? QString::fromLatin1(QUrl::fromLocalFile(m_path).toEncoded() + "?immutable=1") : m_path);
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
        return failure(database->errorFrom(database->m_connection.lastError()));

    database->m_opened = fileAt(path);
    // SQLite refuses a file that was cut, but for who may write its schema; read-only, nobody does.
    if (access == Access::Salvage) {
        if (auto done = database->execute(QStringLiteral("PRAGMA writable_schema = ON")); !done)
            return failure(done.error());
    }
    if (auto done = database->execute(QStringLiteral("PRAGMA cache_size = -16384")); !done)
        return failure(done.error());
    return database;
}

bool LogDatabase::isReplaced() const
{
    return fileAt(m_path) != m_opened;
}

LogError LogDatabase::errorFrom(const QSqlError& error) const
{
    LogError told = logErrorFrom(error, m_path);
    if (told.code == LogError::Code::Busy)
        told.owner = lockHolderOf(m_path);
    if (told.code == LogError::Code::DiskFull)
        told.freeBytes = QStorageInfo(QFileInfo(m_path).path()).bytesAvailable();
    return told;
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
        return failure(errorFrom(query.lastError()));
    return {};
}

Result<qint64, LogError> LogDatabase::number(const QString& sql) const
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(sql) || !query.next())
        return failure(errorFrom(query.lastError()));
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

LogStatement::LogStatement(const LogDatabase& database, const QString& sql)
    : m_database(&database)
    , m_query(database.connection())
{
    m_query.setForwardOnly(true);
    for (const QChar character : sql) {
        if (character != u'?') {
            m_sql += character;
            continue;
        }
        m_placeholders.append(QStringLiteral(":v%1").arg(m_placeholders.size()));
        m_sql += m_placeholders.constLast();
    }
}

Result<void, LogError> LogStatement::run(const QVariantList& values)
{
    if (!m_prepared && !m_query.prepare(m_sql))
        return failure(m_database->errorFrom(m_query.lastError()));
    m_prepared = true;
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query.bindValue(m_placeholders.at(i), values.at(i));
    if (!m_query.exec()) {
        LogError error = m_database->errorFrom(m_query.lastError());
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
        return failure(m_database->errorFrom(error));
    return {};
}

} // namespace kaunt
