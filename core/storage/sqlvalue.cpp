// SPDX-License-Identifier: MIT
#include "core/storage/sqlvalue.h"

#include "core/utf8bytes.h"

#include <sqlite3.h>
#include <utility>

namespace kaunt {

namespace {

sqlite3_uint64 sizeOf(const QByteArray& bytes)
{
    return static_cast<sqlite3_uint64>(bytes.size());
}

} // namespace

SqlValue::SqlValue(const QString& text)
{
    if (!text.isNull())
        m_value = text;
}

SqlValue::SqlValue(const QByteArray& bytes)
{
    if (!bytes.isNull())
        m_value = bytes;
}

SqlValue::SqlValue(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        break;
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong:
        m_value = value.toLongLong();
        break;
    case QMetaType::Double:
        m_value = value.toDouble();
        break;
    case QMetaType::QByteArray:
        *this = SqlValue(value.toByteArray());
        break;
    default:
        *this = SqlValue(value.toString());
        break;
    }
}

qsizetype SqlValue::textBytes() const
{
    const auto* text = std::get_if<QString>(&m_value);
    return text ? mostUtf8Bytes(*text) : 0;
}

int SqlValue::bindTo(sqlite3_stmt* statement, int place, char*& texts) const
{
    if (const auto* number = std::get_if<qint64>(&m_value))
        return sqlite3_bind_int64(statement, place, *number);
    if (const auto* text = std::get_if<QString>(&m_value)) {
        const char* const utf8 = std::exchange(texts, writeUtf8(*text, texts));
        return sqlite3_bind_text64(statement, place, utf8, static_cast<sqlite3_uint64>(texts - utf8), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    if (const auto* bytes = std::get_if<QByteArray>(&m_value))
        return sqlite3_bind_blob64(statement, place, bytes->constData(), sizeOf(*bytes), SQLITE_STATIC);
    if (const auto* real = std::get_if<double>(&m_value))
        return sqlite3_bind_double(statement, place, *real);
    return sqlite3_bind_null(statement, place);
}

} // namespace kaunt
