// SPDX-License-Identifier: MIT
#include "core/export/linewriter.h"

#include "core/areall.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr bool isEscaped(char16_t unit)
{
    constexpr char16_t firstPrinted = 0x20;
    return unit < firstPrinted || unit == u'"' || unit == u'\\'; // RFC 8259 section 7
}

/// Whether it stands in JSON as it is.
bool isPlainUtf8(QByteArrayView utf8)
{
    return areAll<unsigned char>(utf8, [](char unit) { return !isEscaped(static_cast<unsigned char>(unit)); });
}

/// Likewise, with the same units in UTF-8.
bool isPlainAscii(QStringView text)
{
    constexpr char16_t firstBeyond = 0x80;
    return areAll<char16_t>(text,
                            [](QChar unit) { return !isEscaped(unit.unicode()) && unit.unicode() < firstBeyond; });
}

} // namespace

char* LineWriter::Writer::addText(qsizetype size)
{
    Prefix(rapidjson::kStringType);
    char* const quoted = os_->Push(static_cast<size_t>(size) + 2);
    quoted[0] = '"';
    quoted[size + 1] = '"';
    return quoted + 1;
}

LineWriter& LineWriter::key(QByteArrayView name)
{
    std::copy(name.begin(), name.end(), m_writer.addText(name.size()));
    return *this;
}

void LineWriter::text(QByteArrayView utf8)
{
    if (isPlainUtf8(utf8))
        std::copy(utf8.begin(), utf8.end(), m_writer.addText(utf8.size()));
    else
        m_writer.String(utf8.data(), static_cast<rapidjson::SizeType>(utf8.size()));
}

void LineWriter::text(const QString& value)
{
    if (value.isNull())
        m_writer.Null();
    else if (isPlainAscii(value))
        std::transform(value.cbegin(), value.cend(), m_writer.addText(value.size()),
                       [](QChar unit) { return static_cast<char>(unit.unicode()); });
    else
        text(value.toUtf8());
}

QByteArray LineWriter::line()
{
    m_writer.EndObject();
    QByteArray json(m_buffer.GetString(), static_cast<qsizetype>(m_buffer.GetSize()));
    if (json.contains('\xC2')) // JSON has them in its strings alone
        json.replace("\xC2\x85", "\\u0085");
    if (json.contains('\xE2'))
        json.replace("\xE2\x80\xA8", "\\u2028").replace("\xE2\x80\xA9", "\\u2029");
    return json;
}

} // namespace kaunt
