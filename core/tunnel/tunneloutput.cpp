// SPDX-License-Identifier: MIT
#include "core/tunnel/tunneloutput.h"

#include "core/tunnel/publicurl.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

TunnelOutput::TunnelOutput(TunnelPlan plan)
    : m_plan(std::move(plan))
{
}

void TunnelOutput::append(const QByteArray& bytes)
{
    for (qsizetype from = 0; from < bytes.size();) {
        const auto end =
            std::find_if(bytes.cbegin() + from, bytes.cend(), [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype at = end - bytes.cbegin();
        m_begun += bytes.mid(from, std::min(at - from, mostLineBytes - m_begun.size()));
        if (end == bytes.cend())
            return;
        const bool isLine = !m_begun.isEmpty() || !m_isOverwritten; // a line feed may follow the return
        if (isLine)
            takeBegun();
        m_isOverwritten = *end == '\r';
        from = at + 1;
    }
}

void TunnelOutput::endLine()
{
    if (hasBegunLine())
        takeBegun();
}

void TunnelOutput::takeBegun()
{
    if (m_isOverwritten && !m_lines.isEmpty())
        m_lines.removeLast();
    m_isOverwritten = false;
    take(std::exchange(m_begun, {}));
}

void TunnelOutput::take(const QByteArray& line)
{
    // ECMA-48: control sequences (colours), commands to the terminal (links, titles), and the shorter ones.
    static const QRegularExpression escapes(
        uR"(\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\|$)|[ -/]*[0-~]))"_s);
    QString text = QString::fromUtf8(line);
    text.remove(escapes);
    if (m_plan.way == TunnelPlan::Way::Ssh && text.startsWith(u"debug1:")) {
        m_isForwarded = m_isForwarded || text.startsWith(u"debug1: remote forward success");
        return;
    }
    if (m_plan.publicUrl.isEmpty()) {
        const auto told = publicUrlIn(m_plan, text);
        if (told && (told->isAnnounced || m_url.isEmpty()))
            m_url = told->url;
    }
    if (m_lines.size() == mostLines)
        m_lines.removeFirst();
    m_lines.append(text);
}

} // namespace kaunt
