// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
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

    /// `name` is ASCII with nothing in it that JSON escapes.
    LineWriter& key(QByteArrayView name);
    void text(QByteArrayView utf8);
    void text(const QByteArray& utf8) { text(QByteArrayView(utf8)); }
    void text(const QString& value);
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

    [[nodiscard]] QByteArray line();

private:
    static constexpr size_t usualBytes = 2'048; ///< of a delivery's line, with the room that is asked for before a text

    /// The library's looks at each byte of a text by itself, which takes most of a line's time; what has nothing in it
    /// that is escaped, as nearly all, can be copied at once.
    class Writer final : public rapidjson::Writer<rapidjson::StringBuffer> {
    public:
        using rapidjson::Writer<rapidjson::StringBuffer>::Writer;
        /// Room for so many bytes of a text or key, between its quotes.
        [[nodiscard]] char* addText(qsizetype size);
    };

    rapidjson::StringBuffer m_buffer{nullptr, usualBytes};
    Writer m_writer{m_buffer};
};

} // namespace kaunt
