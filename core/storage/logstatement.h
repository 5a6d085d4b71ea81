// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"
#include "core/storage/sqlvalue.h"

#include <QVariantList>

#include <initializer_list>
#include <memory>
#include <vector>

namespace kaunt {

/// A statement that is prepared when it is first run and kept for the life of its connection. Values are always bound,
/// in the order of its question marks. Speaks SQLite's C interface (https://www.sqlite.org/c3ref/stmt.html) over the
/// connection that Qt has opened: through QSqlQuery, what is bound to a delivery's rows costs more than writing them.
class LogStatement {
public:
    LogStatement(const LogDatabase& database, QString sql);

    [[nodiscard]] Result<void, LogError> run(std::initializer_list<SqlValue> values = {});
    [[nodiscard]] Result<void, LogError> run(const QVariantList& values);
    /// Runs it, to its last row: the first column of each.
    [[nodiscard]] Result<QList<qint64>, LogError> numbers(const QVariantList& values);
    [[nodiscard]] bool next();
    [[nodiscard]] QVariant value(int column) const;
    [[nodiscard]] int changedRows() const;
    [[nodiscard]] qint64 insertedId() const;
    /// To be called after the last row: lets go of the read snapshot, and tells an error that ended the rows early.
    [[nodiscard]] Result<void, LogError> finish();

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    [[nodiscard]] Result<void, LogError> prepare();
    [[nodiscard]] Result<void, LogError> run(const SqlValue* values, int count);
    void step();

    const LogDatabase* m_database;
    QString m_sql;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::vector<SqlValue> m_bound; ///< while there are rows
    std::optional<LogError> m_error;
    bool m_hasRow = false;
    bool m_isFirstRow = false; ///< which run() has found, and next() did not tell yet
};

} // namespace kaunt
