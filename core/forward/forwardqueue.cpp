// SPDX-License-Identifier: MIT
#include "core/forward/forwardqueue.h"

#include <algorithm>

namespace kaunt {

int ForwardQueue::room() const
{
    constexpr qsizetype mostReady = 64;
    constexpr qsizetype mostHeld = 4'096;
    const auto ready = std::count_if(m_items.cbegin(), m_items.cend(), [this](const auto& one) {
        return one.second.state == Item::Sending || mayStart(one.second);
    });
    const auto left = std::min<qsizetype>(mostReady - ready, mostHeld - static_cast<qsizetype>(m_items.size()));
    return static_cast<int>(std::max<qsizetype>(left, 0));
}

std::vector<qint64> ForwardQueue::notSending() const
{
    std::vector<qint64> numbers;
    for (const auto& [number, item] : m_items) {
        if (item.state != Item::Sending)
            numbers.push_back(number);
    }
    return numbers;
}

std::vector<qint64> ForwardQueue::inTurn(bool isDown) const
{
    std::vector<qint64> numbers;
    numbers.reserve(m_items.size());
    for (const auto& one : m_items)
        numbers.push_back(one.first);
    if (isDown)
        std::stable_sort(numbers.begin(), numbers.end(), [this](qint64 one, qint64 other) {
            return m_items.at(one).lastSent < m_items.at(other).lastSent;
        });
    return numbers;
}

ForwardQueue::Item* ForwardQueue::find(qint64 number)
{
    const auto found = m_items.find(number);
    return found == m_items.end() ? nullptr : &found->second;
}

bool ForwardQueue::mayStart(const Item& item) const
{
    return item.state == Item::Waiting && (item.event.isEmpty() || *m_ofEvents.at(item.event).begin() == item.number);
}

void ForwardQueue::add(qint64 number, const QByteArray& event)
{
    m_items.emplace(number, Item{number, event});
    if (!event.isEmpty())
        m_ofEvents[event].insert(number);
}

void ForwardQueue::remove(qint64 number)
{
    const auto item = m_items.find(number);
    if (item == m_items.end())
        return;
    if (const auto others = m_ofEvents.find(item->second.event); others != m_ofEvents.end()) {
        others->second.erase(number);
        if (others->second.empty())
            m_ofEvents.erase(others);
    }
    m_items.erase(item);
}

void ForwardQueue::markSending(Item& item)
{
    item.state = Item::Sending;
    item.lastSent = ++m_sendings;
}

} // namespace kaunt
