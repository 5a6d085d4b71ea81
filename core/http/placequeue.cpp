// SPDX-License-Identifier: MIT
#include "core/http/placequeue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kaunt::http {

void PlaceQueue::add(Arrival arrival, const QHostAddress& customer, std::chrono::milliseconds patience)
{
    m_waiting.push_back({std::move(arrival), customer, QDeadlineTimer(patience)});
    ++m_perCustomer[customer];
}

std::chrono::milliseconds PlaceQueue::timeLeft() const
{
    const auto first = std::min_element(m_waiting.cbegin(), m_waiting.cend(),
                                        [](const Waiting& one, const Waiting& other) { return one.end < other.end; });
    return std::chrono::milliseconds(first == m_waiting.cend() ? 0 : first->end.remainingTime());
}

std::optional<Arrival> PlaceQueue::takeFirstOf(const QHostAddress& customer)
{
    return takeFirst([&customer](const QHostAddress& one) { return one == customer; });
}

std::optional<Arrival> PlaceQueue::takeFirst(const std::function<bool(const QHostAddress& customer)>& mayComeIn)
{
    return take(std::find_if(m_waiting.begin(), m_waiting.end(),
                             [&mayComeIn](const Waiting& one) { return mayComeIn(one.customer); }));
}

std::optional<Arrival> PlaceQueue::takeLastOfMost(const QHostAddress& customer)
{
    QHostAddress whose = customer;
    int most = m_perCustomer.value(customer);
    for (auto each = m_perCustomer.cbegin(); each != m_perCustomer.cend(); ++each) {
        if (each.value() > most) {
            whose = each.key();
            most = each.value();
        }
    }
    const auto last = std::find_if(m_waiting.rbegin(), m_waiting.rend(),
                                   [&whose](const Waiting& one) { return one.customer == whose; });
    return take(last == m_waiting.rend() ? m_waiting.end() : std::prev(last.base()));
}

std::optional<Arrival> PlaceQueue::takeLate()
{
    return take(
        std::find_if(m_waiting.begin(), m_waiting.end(), [](const Waiting& one) { return one.end.hasExpired(); }));
}

std::optional<Arrival> PlaceQueue::takeAny()
{
    return take(m_waiting.begin());
}

std::optional<Arrival> PlaceQueue::take(Place place)
{
    if (place == m_waiting.end())
        return std::nullopt;
    std::optional<Arrival> taken(std::move(place->arrival));
    if (--m_perCustomer[place->customer] <= 0)
        m_perCustomer.remove(place->customer);
    m_waiting.erase(place);
    return taken;
}

} // namespace kaunt::http
