// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <optional>
#include <variant>

struct sqlite3_stmt;

namespace kaunt {

/// What is bound to a question mark of a LogStatement. Made of what stands there without a word, as a statement's
/// values are a plain list; null text and null bytes are an SQL null. Any thread.
class SqlValue {
public:
    SqlValue() = default;
    SqlValue(int number)
        : m_value(qint64(number))
    {
    }
    SqlValue(qint64 number)
        : m_value(number)
    {
    }
    SqlValue(const QString& text);
    SqlValue(const QByteArray& bytes);
    SqlValue(const QVariant& value);
    template <typename T>
    SqlValue(const std::optional<T>& value)
        : SqlValue(value ? SqlValue(*value) : SqlValue())
    {
    }

    /// The room that its text needs; 0 where it is none.
    [[nodiscard]] qsizetype textBytes() const;
    /// SQLite's result code. Text is put at `texts`, which then points behind it; bytes are not copied. What is there,
    /// and a copy of this value, have to be there while the statement runs.
    [[nodiscard]] int bindTo(sqlite3_stmt* statement, int place, char*& texts) const;

private:
    std::variant<std::monostate, qint64, double, QString, QByteArray> m_value;
};

} // namespace kaunt
