// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace kaunt {

/// Writes one JSON object with its keys in the order in which they are given, which QJsonObject would sort. A null
/// QString is null. It is one line for every reader, those included that end a line at U+0085, U+2028 or U+2029 as
/// well: these are escaped.
class LineWriter {
public:
    LineWriter() { m_writer.StartObject(); }

    LineWriter& key(const char* name)
    {
        m_writer.Key(name);
        return *this;
    }
    void text(const QByteArray& utf8)
    {
        m_writer.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
    }
    void text(const QString& value)
    {
        if (value.isNull())
            m_writer.Null();
        else
            text(value.toUtf8());
    }
    void number(qint64 value) { m_writer.Int64(value); }
    void real(double value) { m_writer.Double(value); }
    void truth(bool value) { m_writer.Bool(value); }
    void numberOrNull(qint64 value)
    {
        if (value < 0)
            m_writer.Null();
        else
            m_writer.Int64(value);
    }
    void null() { m_writer.Null(); }
    void raw(const QByteArray& json, rapidjson::Type type)
    {
        m_writer.RawValue(json.constData(), static_cast<size_t>(json.size()), type);
    }
    void startObject() { m_writer.StartObject(); }
    void endObject() { m_writer.EndObject(); }
    void startArray() { m_writer.StartArray(); }
    void endArray() { m_writer.EndArray(); }

    QByteArray line()
    {
        m_writer.EndObject();
        QByteArray json(m_buffer.GetString(), static_cast<qsizetype>(m_buffer.GetSize()));
        if (json.contains('\xC2')) // JSON has them in its strings alone
            json.replace("\xC2\x85", "\\u0085");
        if (json.contains('\xE2'))
            json.replace("\xE2\x80\xA8", "\\u2028").replace("\xE2\x80\xA9", "\\u2029");
        return json;
    }

private:
    static constexpr size_t usualBytes = 2'048; ///< of a delivery's line, with the room that is asked for before a text

    rapidjson::StringBuffer m_buffer{nullptr, usualBytes};
    rapidjson::Writer<rapidjson::StringBuffer> m_writer{m_buffer};
};

} // namespace kaunt
