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
    qsizetype from = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
        take(m_begun + bytes.mid(from, end - from).left(mostLineBytes));
        m_begun.clear();
        from = end + 1;
    }
    m_begun += bytes.mid(from, std::max(qsizetype{0}, mostLineBytes - m_begun.size()));
}

void TunnelOutput::take(const QByteArray& line)
{
    static const QRegularExpression colours(uR"(\x1b\[[0-9;?]*[A-Za-z])"_s);
    QString text = QString::fromUtf8(line.left(mostLineBytes));
    text.remove(colours);
    while (text.endsWith(u'\r'))
        text.chop(1);
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
