// SPDX-License-Identifier: MIT
#include "core/http/chunkcheck.h"

#include "core/hexdigits.h"
#include "core/http/framing.h"
#include "core/http/syntax.h"

#include <algorithm>
#include <limits>

namespace kaunt::http {

namespace {

constexpr qsizetype maxSizeDigits = 16;
constexpr qsizetype maxSizeLineBytes = 4'096;
constexpr qsizetype maxExtensionBytes = 16'384;

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

qsizetype skipToken(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isTokenChar(text[at]))
        ++at;
    return at;
}

/// Behind the closing quote of the quoted-string that starts at `at` (RFC 9110 section 5.6.4), or -1.
qsizetype skipQuoted(QByteArrayView text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '"')
            return at + 1;
        if (text[at] == '\\')
            ++at;
    }
    return -1;
}

/// Behind the value of an extension that starts at `at`, or -1.
qsizetype skipExtensionValue(QByteArrayView text, qsizetype at)
{
    if (at < text.size() && text[at] == '"')
        return skipQuoted(text, at);
    const qsizetype end = skipToken(text, at);
    return end > at ? end : -1;
}

/// *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ), RFC 9112 section 7.1.1.
bool isChunkExtension(QByteArrayView text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        at = skipBlanks(text, at);
        if (at >= text.size() || text[at] != ';')
            return false;
        const qsizetype nameStart = skipBlanks(text, at + 1);
        at = skipToken(text, nameStart);
        if (at == nameStart)
            return false;
        const qsizetype equals = skipBlanks(text, at);
        if (equals < text.size() && text[equals] == '=') {
            at = skipExtensionValue(text, skipBlanks(text, equals + 1));
            if (at < 0)
                return false;
        }
    }
    return true;
}

} // namespace

ChunkVerdict ChunkCheck::check(QByteArrayView piece)
{
    qsizetype at = 0;
    qsizetype settled = 0;
    while (at < piece.size() && m_part != Part::Complete) {
        if (m_part == Part::Data) {
            const qint64 taken = std::min<qint64>(m_remaining, piece.size() - at);
            at += taken;
            m_remaining -= taken;
            settled = at;
            if (m_remaining == 0)
                m_part = Part::DataEnd;
            continue;
        }
        if (const int status = judgeByte(piece[at++]); status != 0)
            return {ChunkVerdict::Kind::Refused, status, at, settled};
    }
    if (m_part == Part::Complete)
        return {ChunkVerdict::Kind::Complete, 0, at, at};
    return {ChunkVerdict::Kind::NeedMore, 0, at, settled};
}

int ChunkCheck::judgeByte(char c)
{
    return m_part == Part::DataEnd ? judgeDataEnd(c) : judgeLineByte(c);
}

int ChunkCheck::judgeDataEnd(char c)
{
    if (c != (m_afterCarriageReturn ? '\n' : '\r'))
        return 400;
    if (m_afterCarriageReturn)
        m_part = Part::SizeLine;
    m_afterCarriageReturn = !m_afterCarriageReturn;
    return 0;
}

int ChunkCheck::judgeLineByte(char c)
{
    if (m_part == Part::Trailer && ++m_trailerBytes > m_limits.maxHeaderBytes)
        return 431;
    if (m_afterCarriageReturn) {
        m_afterCarriageReturn = false;
        return c == '\n' ? endLine() : 400;
    }
    if (c == '\r') {
        m_afterCarriageReturn = true;
        return 0;
    }
    if (!isFieldByte(c))
        return 400;
    if (m_part == Part::SizeLine && m_line.isEmpty() && !isHexDigit(c))
        return 400;
    m_line.append(c);
    return m_part == Part::SizeLine && m_line.size() > maxSizeLineBytes ? 400 : 0;
}

int ChunkCheck::endLine()
{
    const int status = m_part == Part::SizeLine ? endSizeLine() : endTrailerLine();
    m_line.clear();
    return status;
}

int ChunkCheck::endSizeLine()
{
    const auto digitsEnd = std::find_if_not(m_line.cbegin(), m_line.cend(), isHexDigit);
    const qsizetype digits = digitsEnd - m_line.cbegin();
    const QByteArrayView extension = QByteArrayView(m_line).sliced(digits);
    m_extensionBytes += extension.size();
    if (digits == 0 || digits > maxSizeDigits || !isChunkExtension(extension) || m_extensionBytes > maxExtensionBytes)
        return 400;
    const quint64 size = m_line.first(digits).toULongLong(nullptr, 16);
    if (size > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return 400; // an overflow to some reader
    if (size > static_cast<quint64>(m_limits.maxBodyBytes - m_bodyBytes))
        return 413;
    m_remaining = static_cast<qint64>(size);
    m_bodyBytes += m_remaining;
    m_part = size == 0 ? Part::Trailer : Part::Data;
    return 0;
}

int ChunkCheck::endTrailerLine()
{
    if (m_line.isEmpty()) {
        m_part = Part::Complete;
        return 0;
    }
    if (++m_trailers > m_limits.maxHeaders)
        return 431;
    const auto field = splitFieldLine(m_line);
    if (!field)
        return 400;
    // Fields that frame or route the message are none of a trailer's (RFC 9110 section 6.5.1).
    const bool forbidden = equalsIgnoringCase(field->name, "Content-Length") ||
                           equalsIgnoringCase(field->name, "Transfer-Encoding") ||
                           equalsIgnoringCase(field->name, "Host") || equalsIgnoringCase(field->name, "Trailer");
    return forbidden ? 400 : 0;
}

} // namespace kaunt::http
