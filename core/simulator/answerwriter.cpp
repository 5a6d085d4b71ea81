// SPDX-License-Identifier: MIT
#include "core/simulator/answerwriter.h"

#include <cstring>

namespace kaunt {

AnswerWriter::AnswerWriter()
    : m_writer(m_buffer)
{
}

void AnswerWriter::beginAnswer(const QString& correlationId)
{
    beginObject();
    text("correlationId", correlationId);
    truth("isSuccess", true);
    beginObject("result");
}

void AnswerWriter::endAnswer()
{
    endObject();
    endObject();
}

void AnswerWriter::beginObject()
{
    m_writer.StartObject();
}

void AnswerWriter::beginObject(const char* name)
{
    key(name);
    m_writer.StartObject();
}

void AnswerWriter::endObject()
{
    m_writer.EndObject();
}

void AnswerWriter::beginArray(const char* name)
{
    key(name);
    m_writer.StartArray();
}

void AnswerWriter::endArray()
{
    m_writer.EndArray();
}

void AnswerWriter::text(const char* name, const QString& value)
{
    key(name);
    text(value);
}

void AnswerWriter::text(const QString& value)
{
    const QByteArray utf8 = value.toUtf8();
    if (value.isNull())
        m_writer.Null();
    else
        m_writer.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
}

void AnswerWriter::integer(const char* name, qint64 value)
{
    key(name);
    integer(value);
}

void AnswerWriter::integer(qint64 value)
{
    m_writer.Int64(value);
}

void AnswerWriter::amount(const char* name, qint64 hundredths)
{
    key(name);
    const QByteArray digits = amountText(hundredths);
    m_writer.RawValue(digits.constData(), static_cast<size_t>(digits.size()), rapidjson::kNumberType);
}

void AnswerWriter::truth(const char* name, bool value)
{
    key(name);
    m_writer.Bool(value);
}

void AnswerWriter::null(const char* name)
{
    key(name);
    m_writer.Null();
}

QByteArray AnswerWriter::result() const
{
    return {m_buffer.GetString(), static_cast<qsizetype>(m_buffer.GetSize())};
}

void AnswerWriter::key(const char* name)
{
    m_writer.Key(name, static_cast<rapidjson::SizeType>(std::strlen(name)));
}

QByteArray amountText(qint64 hundredths)
{
    const QByteArray digits = QByteArray::number(qAbs(hundredths)).rightJustified(3, '0');
    return (hundredths < 0 ? "-" : "") + digits.chopped(2) + '.' + digits.last(2);
}

} // namespace kaunt
