// SPDX-License-Identifier: MIT
#include "core/alerts/alertqueue.h"

#include <utility>

namespace kaunt {

AlertQueue::AlertQueue(Tell tell)
    : m_tell(std::move(tell))
{
}

void AlertQueue::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    if (!isOpen)
        m_waiting.clear();
}

bool AlertQueue::add(const QByteArray& alert)
{
    if (!m_isOpen)
        return true;
    if (m_waiting.size() >= mostWaiting)
        return false;
    m_waiting.enqueue(alert);
    tellNext();
    return true;
}

void AlertQueue::takeEnd()
{
    m_isTelling = false;
    tellNext();
}

void AlertQueue::tellNext()
{
    if (m_isTelling || m_waiting.isEmpty())
        return;
    m_isTelling = true;
    m_tell(m_waiting.dequeue());
}

} // namespace kaunt
