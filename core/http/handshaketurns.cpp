// SPDX-License-Identifier: MIT
#include "core/http/handshaketurns.h"

#include <utility>

namespace kaunt::http {

void HandshakeTurns::ask(const QObject* who, const QHostAddress& customer, std::function<void()> goOn)
{
    QQueue<Asked>& waiting = m_waiting[customer];
    if (waiting.isEmpty())
        m_customers.enqueue(customer);
    waiting.enqueue({who, std::move(goOn)});
    begin();
}

void HandshakeTurns::begin()
{
    if (!m_customers.isEmpty() && !std::exchange(m_isBegun, true))
        QMetaObject::invokeMethod(this, &HandshakeTurns::takeTurn, Qt::QueuedConnection);
}

void HandshakeTurns::takeTurn()
{
    m_isBegun = false;
    while (!m_customers.isEmpty()) {
        const Asked next = takeNext();
        if (!next.who)
            continue;
        next.goOn();
        break;
    }
    begin();
}

HandshakeTurns::Asked HandshakeTurns::takeNext()
{
    const QHostAddress customer = m_customers.dequeue();
    QQueue<Asked>& waiting = m_waiting[customer];
    Asked next = waiting.dequeue();
    if (waiting.isEmpty())
        m_waiting.remove(customer);
    else
        m_customers.enqueue(customer);
    return next;
}

} // namespace kaunt::http
