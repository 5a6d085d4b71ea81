// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"
#include "core/storage/sqlvalue.h"

#include <QVariantList>

#include <initializer_list>
#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

namespace kaunt {

/// A statement that is prepared when it is first run and kept for the life of its connection. Values are always bound,
/// in the order of its question marks. Speaks SQLite's C interface (https://www.sqlite.org/c3ref/stmt.html) over the
/// connection that Qt has opened: through QSqlQuery, what is bound to a delivery's rows costs more than writing them.
class LogStatement {
    template <typename Make>
    using Made = std::invoke_result_t<const Make&, const LogStatement&>;

public:
    LogStatement(const LogDatabase& database, QString sql);

    /// One that gives no rows.
    [[nodiscard]] Result<void, LogError> run(std::initializer_list<SqlValue> values = {});
    [[nodiscard]] Result<void, LogError> run(const QVariantList& values);
    /// Runs it and calls take(row) for each row, which is read by value() in that call; until take() answers false,
    /// where it answers at all. Holds the read snapshot for as long. An error may end the rows early.
    template <typename Take>
    [[nodiscard]] Result<void, LogError> forEach(std::initializer_list<SqlValue> values, const Take& take);
    template <typename Take>
    [[nodiscard]] Result<void, LogError> forEach(const QVariantList& values, const Take& take);
    /// What make(row) makes of each row.
    template <typename Make>
    [[nodiscard]] Result<QList<Made<Make>>, LogError> rows(const QVariantList& values, const Make& make);
    /// What make(row) makes of its first row; nothing where there is none.
    template <typename Make>
    [[nodiscard]] Result<std::optional<Made<Make>>, LogError> first(std::initializer_list<SqlValue> values,
                                                                    const Make& make);
    /// The first column of its first row; 0 where there is none.
    [[nodiscard]] Result<qint64, LogError> number(std::initializer_list<SqlValue> values = {});
    [[nodiscard]] Result<qint64, LogError> number(const QVariantList& values);
    /// The first column of each row.
    [[nodiscard]] Result<QList<qint64>, LogError> numbers(const QVariantList& values);

    [[nodiscard]] QVariant value(int column) const;
    [[nodiscard]] int changedRows() const;
    [[nodiscard]] qint64 insertedId() const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    [[nodiscard]] Result<void, LogError> prepare();
    [[nodiscard]] Result<void, LogError> run(const SqlValue* values, int count);
    [[nodiscard]] bool bind(const SqlValue* values, int count);
    void step();
    [[nodiscard]] bool next();
    [[nodiscard]] Result<qint64, LogError> firstNumber();
    [[nodiscard]] Result<void, LogError> finish();
    template <typename Take>
    [[nodiscard]] Result<void, LogError> takeRows(const Take& take);

    const LogDatabase* m_database;
    QString m_sql;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::vector<SqlValue> m_bound; ///< while there are rows
    std::vector<char> m_texts;     ///< of what is bound
    std::optional<LogError> m_error;
    bool m_hasRow = false;
    bool m_isFirstRow = false; ///< which run() has found, and next() did not tell yet
};

template <typename Take>
Result<void, LogError> LogStatement::forEach(std::initializer_list<SqlValue> values, const Take& take)
{
    return run(values).and_then([&] { return takeRows(take); });
}

template <typename Take>
Result<void, LogError> LogStatement::forEach(const QVariantList& values, const Take& take)
{
    return run(values).and_then([&] { return takeRows(take); });
}

template <typename Make>
Result<QList<LogStatement::Made<Make>>, LogError> LogStatement::rows(const QVariantList& values, const Make& make)
{
    QList<Made<Make>> rows;
    if (auto done = forEach(values, [&](const LogStatement& row) { rows.append(make(row)); }); !done)
        return failure(done.error());
    return rows;
}

template <typename Make>
Result<std::optional<LogStatement::Made<Make>>, LogError> LogStatement::first(std::initializer_list<SqlValue> values,
                                                                              const Make& make)
{
    if (auto done = run(values); !done)
        return failure(done.error());
    std::optional<Made<Make>> made;
    if (next())
        made.emplace(make(*this));
    if (auto done = finish(); !done)
        return failure(done.error());
    return made;
}

template <typename Take>
Result<void, LogError> LogStatement::takeRows(const Take& take)
{
    while (next()) {
        if constexpr (std::is_void_v<Made<Take>>)
            take(*this);
        else if (!take(*this))
            break;
    }
    return finish();
}

} // namespace kaunt
