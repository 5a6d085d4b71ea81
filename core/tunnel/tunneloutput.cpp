// SPDX-License-Identifier: MIT
#include "core/tunnel/tunneloutput.h"

#include "core/tunnel/publicurl.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

QString shownText(const QByteArray& line)
{
    // ECMA-48: control sequences (colours), commands to the terminal (links, titles), and the shorter ones.
    static const QRegularExpression escapes(
        uR"(\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\|$)|[ -/]*[0-~]))"_s);
    return QString::fromUtf8(line).remove(escapes);
}

} // namespace

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

void TunnelOutput::showBegun()
{
    const QString text = shownText(m_begun);
    if (!hasBegunLine() || isOfSsh(text))
        return;
    show(text);
    m_isOverwritten = true;
}

void TunnelOutput::countBegun()
{
    if (!hasBegunLine() || !m_url.isEmpty() || !m_plan.publicUrl.isEmpty())
        return;
    if (const auto told = publicUrlIn(m_plan, shownText(m_begun))) {
        m_url = told->url;
        m_isUrlBegun = true;
    }
}

void TunnelOutput::takeBegun()
{
    const QString text = shownText(std::exchange(m_begun, {}));
    if (std::exchange(m_isUrlBegun, false))
        m_url.clear();
    if (isOfSsh(text)) {
        m_isForwarded = m_isForwarded || text.startsWith(u"debug1: remote forward success");
        hideOverwritten();
        return;
    }
    if (m_plan.publicUrl.isEmpty()) {
        const auto told = publicUrlIn(m_plan, text);
        if (told && (told->isAnnounced || m_url.isEmpty()))
            m_url = told->url;
    }
    show(text);
}

bool TunnelOutput::isOfSsh(const QString& text) const
{
    return m_plan.way == TunnelPlan::Way::Ssh && text.startsWith(u"debug1:");
}

void TunnelOutput::hideOverwritten()
{
    if (std::exchange(m_isOverwritten, false) && !m_lines.isEmpty())
        m_lines.removeLast();
}

void TunnelOutput::show(const QString& text)
{
    hideOverwritten();
    if (m_lines.size() == mostLines)
        m_lines.removeFirst();
    m_lines.append(text);
}

} // namespace kaunt
