// SPDX-License-Identifier: MIT
#include "ui/problemstack.h"

#include "ui/messagebanner.h"

namespace kaunt {

ProblemStack::ProblemStack(MessageBanner& banner)
    : QObject(&banner)
    , m_banner(banner)
{
    banner.setClosable();
    connect(&banner, &MessageBanner::putAway, this, &ProblemStack::putAway);
}

void ProblemStack::add(const Sentence& sentence, const QString& topic)
{
    constexpr qsizetype most = 20;
    const QString text = sentence.text();
    m_problems.removeIf([&text](const Problem& one) { return one.text == text; });
    m_problems.append({text, topic});
    if (m_problems.size() > most)
        m_problems.removeFirst();
    show();
}

void ProblemStack::replace(const Sentence& sentence, const QString& topic)
{
    m_problems.removeIf([&topic](const Problem& one) { return one.topic == topic; });
    add(sentence, topic);
}

void ProblemStack::clear(const QString& topic)
{
    if (m_problems.removeIf([&topic](const Problem& one) { return one.topic == topic; }) > 0)
        show();
}

void ProblemStack::putAway()
{
    if (!m_problems.isEmpty())
        m_problems.removeLast();
    show();
}

void ProblemStack::show()
{
    if (m_problems.isEmpty()) {
        m_banner.clear();
        return;
    }
    QString text = m_problems.constLast().text;
    if (const qsizetype beneath = m_problems.size() - 1; beneath == 1)
        text += u'\n' + tr("One more message is beneath this one: put this one away to read it.");
    else if (beneath > 1)
        text += u'\n' + tr("%1 more messages are beneath this one: put this one away to read them.").arg(beneath);
    m_banner.showSentence({text, {}, {}});
}

} // namespace kaunt
