// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logerror.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

struct sqlite3;

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

    using DamageHandler = std::function<void(const LogError&)>;

    /// For how long a statement waits for another's lock, unless said otherwise.
    static constexpr std::chrono::milliseconds usualPatience{5'000};

    /// Opens the file and changes nothing in it.
    [[nodiscard]] static Result<std::unique_ptr<LogDatabase>, LogError>
    open(const QString& path, Access access, std::chrono::milliseconds patience = usualPatience);
    ~LogDatabase();
    Q_DISABLE_COPY_MOVE(LogDatabase)

    [[nodiscard]] const QString& path() const { return m_path; }
    /// For SQLite's C interface, while this lives.
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    /// Has isReplaced() look at the write-ahead log too, which is there once something was read.
    void watchWriteAheadLog() { m_openedWal = fileAt(m_walFile); }
    /// Whether another file stands in the place of the one that was opened, or of its write-ahead log, where that is
    /// watched: what is written then is in no file that the next start finds, and what others write is not seen.
    [[nodiscard]] bool isReplaced() const;
    /// Whether that is so of the file itself, be it that none is there.
    [[nodiscard]] bool isMoved() const;
    /// Whether it is moved and its write-ahead log is not: what is opened in that place now would be read with the
    /// changes of another file.
    [[nodiscard]] bool hasLeftWriteAheadLog() const;
    void setPatience(std::chrono::milliseconds patience) const;
    /// Called whenever a statement finds the log damaged, whatever is made of its error; in this thread.
    void setDamageHandler(DamageHandler handler) { m_onDamage = std::move(handler); }

    /// What the database said last, with what the circumstances tell of it: who holds the lock, how much room there is.
    [[nodiscard]] LogError lastError() const;
    /// Write-ahead log, which is watched then, an fsync for each commit, a file that can shrink. Writes to the file, so
    /// look first whose it is.
    [[nodiscard]] Result<void, LogError> makeDurable();
    /// Runs a statement without an answer.
    [[nodiscard]] Result<void, LogError> execute(const QString& sql) const;
    /// The first column of the first row.
    [[nodiscard]] Result<qint64, LogError> number(const QString& sql, const QVariantList& values = {}) const;

private:
    /// One that exists; null where none does.
    struct FileId {
        quint64 device = 0;
        quint64 inode = 0;

        bool operator==(const FileId&) const = default;
    };

    LogDatabase(QString path, Access access, std::chrono::milliseconds patience);
    [[nodiscard]] static FileId fileAt(const QByteArray& path);
    [[nodiscard]] LogError withCircumstances(LogError told) const;
    [[nodiscard]] Result<void, LogError> takeHandle();

    const QString m_path;
    const QByteArray m_file; ///< the path, as the system takes it
    const QByteArray m_walFile;
    QSqlDatabase m_connection;
    sqlite3* m_handle = nullptr; ///< the connection's
    FileId m_opened;             ///< which file that was
    FileId m_openedWal;          ///< likewise, of its write-ahead log; null where that is not watched
    DamageHandler m_onDamage;
};

/// A transaction: rolled back unless committed.
class LogTransaction {
public:
    enum class Lock {
        Immediate, ///< SQLite's write lock at once, of attached databases too: what follows can't fail for want of it
        Deferred,  ///< of each database when it is first written to, so that one that is only read stays free
    };

    explicit LogTransaction(const LogDatabase& database, Lock lock = Lock::Immediate);
    ~LogTransaction();
    Q_DISABLE_COPY_MOVE(LogTransaction)

    [[nodiscard]] Result<void, LogError> begin();
    [[nodiscard]] Result<void, LogError> commit();

private:
    const LogDatabase& m_database;
    const Lock m_lock;
    bool m_open = false;
};

} // namespace kaunt
