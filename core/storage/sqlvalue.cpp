// SPDX-License-Identifier: MIT
#include "core/storage/sqlvalue.h"

#include <sqlite3.h>

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
        m_value = Text{text.toUtf8()};
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

int SqlValue::bindTo(sqlite3_stmt* statement, int place) const
{
    if (const auto* number = std::get_if<qint64>(&m_value))
        return sqlite3_bind_int64(statement, place, *number);
    if (const auto* text = std::get_if<Text>(&m_value))
        return sqlite3_bind_text64(statement, place, text->utf8.constData(), sizeOf(text->utf8), SQLITE_STATIC,
                                   SQLITE_UTF8);
    if (const auto* bytes = std::get_if<QByteArray>(&m_value))
        return sqlite3_bind_blob64(statement, place, bytes->constData(), sizeOf(*bytes), SQLITE_STATIC);
    if (const auto* real = std::get_if<double>(&m_value))
        return sqlite3_bind_double(statement, place, *real);
    return sqlite3_bind_null(statement, place);
}

} // namespace kaunt
