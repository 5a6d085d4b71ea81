// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logerror.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

#include <memory>

namespace kaunt {

/// One connection to a log's database under a name of its own. Made, used and destroyed in one thread. Statements of it
/// go before it.
class LogDatabase {
public:
    enum class Access {
        Write,
        ReadOnly,
        Salvage, ///< read-only, of a file that may be shorter than its head says
    };

    /// Opens the file and changes nothing in it.
    [[nodiscard]] static Result<std::unique_ptr<LogDatabase>, LogError> open(const QString& path, Access access);
    ~LogDatabase();
    Q_DISABLE_COPY_MOVE(LogDatabase)

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const QSqlDatabase& connection() const { return m_connection; }
    /// Whether another file stands in the place of the one that was opened.
    [[nodiscard]] bool isReplaced() const;

    /// What the database says, with what the circumstances tell of it: who holds the lock, how much room there is.
    [[nodiscard]] LogError errorFrom(const QSqlError& error) const;
    /// Write-ahead log, an fsync for each commit, a file that can shrink. Writes to the file, so look first whose it
    /// is.
    [[nodiscard]] Result<void, LogError> makeDurable() const;
    /// Runs a statement without an answer.
    [[nodiscard]] Result<void, LogError> execute(const QString& sql) const;
    /// The first column of the first row.
    [[nodiscard]] Result<qint64, LogError> number(const QString& sql) const;

private:
    LogDatabase(QString path, Access access);

    QString m_path;
    QSqlDatabase m_connection;
    QByteArray m_opened; ///< which file that was
};

/// A write transaction: rolled back unless committed. Takes SQLite's write lock at once, so that what follows can't
/// fail for want of it.
class LogTransaction {
public:
    explicit LogTransaction(const LogDatabase& database);
    ~LogTransaction();
    Q_DISABLE_COPY_MOVE(LogTransaction)

    [[nodiscard]] Result<void, LogError> begin();
    [[nodiscard]] Result<void, LogError> commit();

private:
    const LogDatabase& m_database;
    bool m_open = false;
};

/// A statement that is prepared when it is first run and kept for the life of its connection. Values are always bound,
/// in the order of its question marks.
class LogStatement {
public:
    LogStatement(const LogDatabase& database, const QString& sql);

    [[nodiscard]] Result<void, LogError> run(const QVariantList& values = {});
    [[nodiscard]] bool next() { return m_query.next(); }
    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }
    [[nodiscard]] int changedRows() const { return m_query.numRowsAffected(); }
    [[nodiscard]] qint64 insertedId() const { return m_query.lastInsertId().toLongLong(); }
    /// To be called after the last row: lets go of the read snapshot, and tells an error that ended the rows early.
    [[nodiscard]] Result<void, LogError> finish();

private:
    const LogDatabase* m_database;
    QString m_sql;
    QStringList m_placeholders; ///< a value bound by its place makes Qt print the name of the place, each time
    QSqlQuery m_query;
    bool m_prepared = false;
};

} // namespace kaunt
