// SPDX-License-Identifier: MIT
#include "core/sending/answerhead.h"

#include "core/asciicharacters.h"

namespace kaunt {

namespace {

constexpr QByteArrayView sampleLine("HTTP/1.1 200");
constexpr qsizetype codeAt = 9;

bool endsWithItsCode(QByteArrayView line)
{
    return line.size() == sampleLine.size() && line.startsWith("HTTP/") && line.at(codeAt - 1) == ' ' &&
           isAsciiDigits(line.sliced(codeAt));
}

} // namespace

qsizetype AnswerHead::mend(QByteArrayView came, QByteArray& mended)
{
    qsizetype used = 0;
    while (used < came.size() && !m_isOver) {
        const char byte = came.at(used++);
        if (byte == '\n') {
            endLine(mended);
            continue;
        }
        if (m_isReturnHeld)
            mended += '\r';
        m_isReturnHeld = byte == '\r';
        if (!m_isReturnHeld)
            mended += byte;
        if (!m_isReturnHeld && m_line.size() <= sampleLine.size())
            m_line += byte;
    }
    return used;
}

void AnswerHead::endLine(QByteArray& mended)
{
    if (m_isStatusLine && endsWithItsCode(m_line))
        mended += ' ';
    mended += "\r\n";
    m_isOver = m_line.isEmpty() && !m_isStatusLine;
    m_isStatusLine = false;
    m_isReturnHeld = false;
    m_line.clear();
}

} // namespace kaunt
