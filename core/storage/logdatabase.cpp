// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"

#include "core/storage/lockholder.h"
#include "core/storage/logstatement.h"
#include "core/storage/sqlerror.h"
#include "core/storage/textfunctions.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QStorageInfo>
#include <QUrl>
#include <QUuid>

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <utility>

namespace kaunt {

namespace {

const QLatin1String walSuffix("-wal");

bool isOnReadOnlyFileSystem(const QString& path)
{
    struct statvfs status = {};
    return ::statvfs(QFile::encodeName(path).constData(), &status) == 0 && (status.f_flag & ST_RDONLY) != 0;
}

/// Before SQLite is used first, which takes its settings only then. It counts what it has allocated, under a lock that
/// all threads share, and Debian's takes memory for each statement that runs: https://www.sqlite.org/malloc.html
bool isDriverSetUp(const QString& driver)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return QSqlDatabase::isDriverAvailable(driver);
}

/// Of a new name. The first connection of all fills Qt's table of drivers, without a lock: two threads that come at the
/// same time must not both be the first.
QSqlDatabase newConnection()
{
    const QString driver = QStringLiteral("QSQLITE");
    static const bool isSetUp = isDriverSetUp(driver);
    Q_UNUSED(isSetUp)
    return QSqlDatabase::addDatabase(driver, QUuid::createUuid().toString());
}

} // namespace

/// Looked at for every commit, so by no more than the system's own call.
LogDatabase::FileId LogDatabase::fileAt(const QByteArray& path)
{
    struct stat status = {};
    return ::stat(path.constData(), &status) == 0 ? FileId{status.st_dev, status.st_ino} : FileId{};
}

LogDatabase::LogDatabase(QString path, Access access, std::chrono::milliseconds patience)
    : m_path(std::move(path))
    , m_file(QFile::encodeName(m_path))
    , m_walFile(m_file + QByteArray(walSuffix.data(), walSuffix.size()))
    , m_connection(newConnection())
{
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience.count());
    if (access != Access::Write)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    // Readers of a write-ahead log share a file that they can't make there; what was closed well needs none.
    const bool isUnchanging =
        access != Access::Write && isOnReadOnlyFileSystem(m_path) && !QFile::exists(m_path + walSuffix);
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

Result<std::unique_ptr<LogDatabase>, LogError> LogDatabase::open(const QString& path, Access access,
                                                                 std::chrono::milliseconds patience)
{
    std::unique_ptr<LogDatabase> database(new LogDatabase(path, access, patience));
    if (!database->m_connection.open()) {
        const QSqlError error = database->m_connection.lastError();
        return failure(database->withCircumstances(logErrorFrom(error.nativeErrorCode().toInt(), error.text(), path)));
    }
    if (auto done = database->takeHandle(); !done)
        return failure(done.error());
    database->m_opened = fileAt(database->m_file);
    // SQLite refuses a file that was cut, but for who may write its schema; read-only, nobody does.
    if (access == Access::Salvage) {
        if (auto done = database->execute(QStringLiteral("PRAGMA writable_schema = ON")); !done)
            return failure(done.error());
    }
    // SQLite looks through all that a writer has cached at the end of each commit that has shared out a page anew
    // (balance_nonroot() takes the number of PENDING_BYTE's page for a moment, and the cache is cut behind the last).
    const bool isWriter = access == Access::Write;
    if (auto done = database->execute(isWriter ? QStringLiteral("PRAGMA cache_size = -4096")
                                               : QStringLiteral("PRAGMA cache_size = -16384"));
        !done)
        return failure(done.error());
    return database;
}

bool LogDatabase::isReplaced() const
{
    return isMoved() || (m_openedWal != FileId() && fileAt(m_walFile) != m_openedWal);
}

bool LogDatabase::isMoved() const
{
    return fileAt(m_file) != m_opened;
}

bool LogDatabase::hasLeftWriteAheadLog() const
{
    return m_openedWal != FileId() && isMoved() && fileAt(m_walFile) == m_openedWal;
}

void LogDatabase::setPatience(std::chrono::milliseconds patience) const
{
    sqlite3_busy_timeout(m_handle, static_cast<int>(patience.count()));
}

LogError LogDatabase::lastError() const
{
    LogError told = withCircumstances(
        logErrorFrom(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)), m_path));
    if (told.code == LogError::Code::Damaged && m_onDamage)
        m_onDamage(told);
    return told;
}

LogError LogDatabase::withCircumstances(LogError told) const
{
    if (told.code == LogError::Code::Busy)
        told.owner = lockHolderOf(m_path);
    if (told.code != LogError::Code::IoError && told.code != LogError::Code::DiskFull)
        return told;
    // The file that its readers share, for one, can't be made on a full disk, which SQLite tells as an error of it.
    constexpr qint64 least = qint64{64} << 10;
    const qint64 free = QStorageInfo(QFileInfo(m_path).path()).bytesAvailable(); // negative of a disk that is gone
    if (free >= 0 && free < least)
        told.code = LogError::Code::DiskFull;
    if (told.code == LogError::Code::DiskFull)
        told.freeBytes = free;
    return told;
}

/// Only where Qt's driver runs on the library that we call: another copy could not make sense of its connection.
Result<void, LogError> LogDatabase::takeHandle()
{
    const QVariant handle = m_connection.driver()->handle();
    QSqlQuery query(m_connection);
    const bool isOurs = qstrcmp(handle.typeName(), "sqlite3*") == 0 &&
                        query.exec(QStringLiteral("SELECT sqlite_source_id()")) && query.next() &&
                        query.value(0).toString() == QLatin1String(sqlite3_sourceid());
    if (!isOurs)
        return failure(LogError{
            .code = LogError::Code::Failed, .path = m_path, .detail = QStringLiteral("QSQLITE with another SQLite")});
    m_handle = *static_cast<sqlite3* const*>(handle.constData());
    return addTextFunctions(m_handle) == SQLITE_OK ? Result<void, LogError>() : failure(lastError());
}

Result<void, LogError> LogDatabase::makeDurable()
{
    // auto_vacuum goes before the first page is written, and journal_mode writes it.
    const QStringList pragmas{QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"),
                              QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = FULL"),
                              QStringLiteral("PRAGMA journal_size_limit = 16777216")};
    for (const QString& pragma : pragmas) {
        if (auto done = execute(pragma); !done)
            return done;
    }
    // SQLite makes it for the first who reads, and keeps it while anybody has the database open.
    if (auto read = number(QStringLiteral("SELECT count(*) FROM sqlite_schema")); !read)
        return failure(read.error());
    watchWriteAheadLog();
    return {};
}

Result<void, LogError> LogDatabase::execute(const QString& sql) const
{
    // Some do their work row by row.
    return LogStatement(*this, sql).forEach({}, [](const LogStatement&) {});
}

Result<qint64, LogError> LogDatabase::number(const QString& sql, const QVariantList& values) const
{
    return LogStatement(*this, sql).number(values);
}

LogTransaction::LogTransaction(const LogDatabase& database, Lock lock)
    : m_database(database)
    , m_lock(lock)
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
    auto begun = m_database.execute(m_lock == Lock::Immediate ? QStringLiteral("BEGIN IMMEDIATE")
                                                              : QStringLiteral("BEGIN DEFERRED"));
    m_open = begun.has_value();
    return begun;
}

Result<void, LogError> LogTransaction::commit()
{
    auto committed = m_database.execute(QStringLiteral("COMMIT"));
    m_open = m_open && !committed;
    return committed;
}

} // namespace kaunt
