// SPDX-License-Identifier: MIT
#include "core/http/headcheck.h"

#include "core/http/requestline.h"
#include "core/http/syntax.h"

#include <algorithm>

namespace kaunt::http {

HeadVerdict HeadCheck::check(QByteArrayView bytes)
{
    if (m_scanned == 0)
        passRequestLine(bytes);
    while (m_scanned < bytes.size()) {
        const std::optional<QByteArrayView> line = wholeFieldLine(bytes);
        if (line)
            passLine(*line);
        const int status = line ? endLine(*line) : judgeByte(bytes[m_scanned++], bytes);
        if (status != 0)
            return {HeadVerdict::Kind::Refused, status, 0};
        if (m_complete)
            return {HeadVerdict::Kind::Complete, 0, m_scanned};
    }
    return {};
}

/// One that is there as a whole, as nearly always, and right has no beginning that would be refused. Which refusal else
/// comes first, its bytes tell.
void HeadCheck::passRequestLine(QByteArrayView bytes)
{
    const std::optional<QByteArrayView> line = wholeLine(bytes);
    if (line && endLine(*line) == 0)
        passLine(*line);
}

/// The one that begins here, without its CRLF, where that is there within the limit.
std::optional<QByteArrayView> HeadCheck::wholeLine(QByteArrayView bytes) const
{
    const QByteArrayView allowed = bytes.first(std::min<qsizetype>(bytes.size(), m_limits.maxHeaderBytes));
    const qsizetype lineEnd = allowed.indexOf('\r', m_lineStart);
    if (lineEnd < 0 || lineEnd + 1 == allowed.size() || allowed[lineEnd + 1] != '\n')
        return std::nullopt;
    return allowed.first(lineEnd).sliced(m_lineStart);
}

/// A whole one of which no byte is refused by itself, as nearly always: it is judged at its end alone.
std::optional<QByteArrayView> HeadCheck::wholeFieldLine(QByteArrayView bytes) const
{
    if (m_inRequestLine || m_scanned != m_lineStart)
        return std::nullopt;
    const std::optional<QByteArrayView> line = wholeLine(bytes);
    const bool isRight = line && (line->isEmpty() || (isTokenChar(line->front()) && areFieldBytes(*line)));
    return isRight ? line : std::nullopt;
}

void HeadCheck::passLine(QByteArrayView line)
{
    m_scanned += line.size() + 2;
    m_lineStart = m_scanned;
}

int HeadCheck::judgeByte(char c, QByteArrayView bytes)
{
    if (m_scanned > m_limits.maxHeaderBytes)
        return m_inRequestLine ? 414 : 431;
    if (m_afterCarriageReturn) {
        if (c != '\n')
            return 400;
        m_afterCarriageReturn = false;
        const QByteArrayView line = bytes.sliced(m_lineStart, m_scanned - 2 - m_lineStart);
        m_lineStart = m_scanned;
        return endLine(line);
    }
    if (c == '\r') {
        m_afterCarriageReturn = true;
        return 0;
    }
    if (!isFieldByte(c))
        return 400;
    if (m_inRequestLine)
        return judgeRequestLineSoFar(bytes.first(m_scanned));
    const bool isFirst = m_scanned - 1 == m_lineStart;
    return isFirst && !isTokenChar(c) ? 400 : 0;
}

int HeadCheck::judgeRequestLineSoFar(QByteArrayView line)
{
    if (line.back() == ' ') {
        // One each: no rest makes an empty method or target, or a third part's blank, right.
        const qsizetype before = std::max(m_methodEnd, m_targetEnd);
        if (m_targetEnd >= 0 || line.size() - 2 == before)
            return 400;
        (m_methodEnd < 0 ? m_methodEnd : m_targetEnd) = line.size() - 1;
    }
    if (m_methodEnd < 0) {
        if (!isTokenChar(line.back()))
            return 400;
        return line.size() > maxMethodBytes ? 501 : 0;
    }
    if (m_targetEnd < 0)
        return line.size() - m_methodEnd - 1 > m_limits.maxTargetBytes ? 414 : 0;
    return judgeVersionSoFar(line.sliced(m_targetEnd + 1));
}

int HeadCheck::endLine(QByteArrayView line)
{
    if (m_inRequestLine) {
        const auto parsed = parseRequestLine(line, m_limits);
        if (!parsed)
            return parsed.error();
        m_version = parsed->version;
        m_inRequestLine = false;
        return 0;
    }
    if (line.isEmpty())
        return endHead();
    if (++m_fields > m_limits.maxHeaders)
        return 431;
    const auto field = splitFieldLine(line);
    return field ? m_rules.addField(*field) : 400;
}

int HeadCheck::endHead()
{
    const auto framing = m_rules.finish(m_version);
    if (!framing)
        return framing.error();
    m_framing = *framing;
    m_complete = true;
    return 0;
}

} // namespace kaunt::http
