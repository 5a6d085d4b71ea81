// SPDX-License-Identifier: MIT
#include "core/storage/logstatement.h"

#include "core/utf8text.h"

#include <numeric>
#include <sqlite3.h>
#include <utility>

namespace kaunt {

void LogStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

LogStatement::LogStatement(const LogDatabase& database, QString sql)
    : m_database(&database)
    , m_sql(std::move(sql))
{
}

Result<void, LogError> LogStatement::run(std::initializer_list<SqlValue> values)
{
    return run(values.begin(), static_cast<int>(values.size()));
}

Result<void, LogError> LogStatement::run(const QVariantList& values)
{
    const std::vector<SqlValue> converted(values.cbegin(), values.cend());
    return run(converted.data(), static_cast<int>(converted.size()));
}

Result<qint64, LogError> LogStatement::number(std::initializer_list<SqlValue> values)
{
    return run(values).and_then([this] { return firstNumber(); });
}

Result<qint64, LogError> LogStatement::number(const QVariantList& values)
{
    return run(values).and_then([this] { return firstNumber(); });
}

Result<qint64, LogError> LogStatement::firstNumber()
{
    const qint64 found = next() ? value(0).toLongLong() : 0;
    return finish().map([found] { return found; });
}

Result<QList<qint64>, LogError> LogStatement::numbers(const QVariantList& values)
{
    return rows(values, [](const LogStatement& row) { return row.value(0).toLongLong(); });
}

Result<void, LogError> LogStatement::prepare()
{
    const QByteArray sql = m_sql.toUtf8();
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(m_database->handle(), sql.constData(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
    if (result != SQLITE_OK)
        return failure(m_database->lastError());
    return {};
}

Result<void, LogError> LogStatement::run(const SqlValue* values, int count)
{
    if (!m_statement) {
        if (auto prepared = prepare(); !prepared)
            return prepared;
    }
    sqlite3_reset(m_statement.get());
    Q_ASSERT(sqlite3_bind_parameter_count(m_statement.get()) == count);
    if (!bind(values, count))
        return failure(m_database->lastError());
    m_error.reset();
    step();
    m_isFirstRow = m_hasRow;
    if (m_hasRow)
        m_bound.assign(values, values + count);
    if (m_error)
        return failure(*m_error);
    return {};
}

/// All texts stand in one place, which is kept for the next run where it is not large.
bool LogStatement::bind(const SqlValue* values, int count)
{
    constexpr size_t mostKept = 4'096;
    constexpr qsizetype leastBytes = 1; // an empty text has a place too: none is an SQL null
    const qsizetype bytes =
        std::accumulate(values, values + count, leastBytes,
                        [](qsizetype sum, const SqlValue& value) { return sum + value.textBytes(); });
    if (m_texts.size() > mostKept)
        m_texts = std::vector<char>(); // which `{}` would leave as large as it is
    if (m_texts.size() < size_t(bytes))
        m_texts.resize(size_t(bytes));
    char* texts = m_texts.data();
    for (int i = 0; i < count; ++i) {
        if (values[i].bindTo(m_statement.get(), i + 1, texts) != SQLITE_OK)
            return false;
    }
    return true;
}

void LogStatement::step()
{
    const int result = sqlite3_step(m_statement.get());
    m_hasRow = result == SQLITE_ROW;
    if (m_hasRow)
        return;
    if (result != SQLITE_DONE)
        m_error = m_database->lastError();
    sqlite3_reset(m_statement.get());
}

bool LogStatement::next()
{
    if (m_hasRow && !std::exchange(m_isFirstRow, false))
        step();
    return m_hasRow;
}

QVariant LogStatement::value(int column) const
{
    sqlite3_stmt* statement = m_statement.get();
    const auto size = [&] { return sqlite3_column_bytes(statement, column); };
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
        const auto* utf8 = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        return utf8Text(QByteArrayView(utf8, size()));
    }
    case SQLITE_BLOB: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
        return bytes ? QByteArray(bytes, size()) : QByteArray("");
    }
    default:
        return {};
    }
}

int LogStatement::changedRows() const
{
    return sqlite3_changes(m_database->handle());
}

qint64 LogStatement::insertedId() const
{
    return sqlite3_last_insert_rowid(m_database->handle());
}

Result<void, LogError> LogStatement::finish()
{
    sqlite3_reset(m_statement.get());
    m_hasRow = false;
    m_bound.clear();
    if (const auto error = std::exchange(m_error, std::nullopt))
        return failure(*error);
    return {};
}

} // namespace kaunt
