// SPDX-License-Identifier: MIT
#include "core/forward/forwardqueue.h"

#include <algorithm>
#include <iterator>

namespace kaunt {

namespace {

std::vector<qint64> numbersOf(const std::vector<ForwardQueue::Item>& items)
{
    std::vector<qint64> numbers;
    numbers.reserve(items.size());
    for (const ForwardQueue::Item& item : items)
        numbers.push_back(item.number);
    return numbers;
}

} // namespace

std::vector<qint64> ForwardQueue::notSending() const
{
    std::vector<Item> items;
    std::copy_if(m_items.begin(), m_items.end(), std::back_inserter(items),
                 [](const Item& item) { return item.state != Item::Sending; });
    return numbersOf(items);
}

std::vector<qint64> ForwardQueue::inTurn(bool isDown) const
{
    std::vector<Item> items = m_items;
    if (isDown)
        std::stable_sort(items.begin(), items.end(),
                         [](const Item& one, const Item& other) { return one.lastSent < other.lastSent; });
    return numbersOf(items);
}

ForwardQueue::Item* ForwardQueue::find(qint64 number)
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [number](const Item& one) { return one.number == number; });
    return found == m_items.end() ? nullptr : &*found;
}

bool ForwardQueue::mayStart(const Item& item) const
{
    return item.state == Item::Waiting && std::none_of(m_items.cbegin(), m_items.cend(), [&item](const Item& one) {
               return one.number == item.previous;
           });
}

void ForwardQueue::remove(qint64 number)
{
    m_items.erase(
        std::remove_if(m_items.begin(), m_items.end(), [number](const Item& one) { return one.number == number; }),
        m_items.end());
}

void ForwardQueue::markSending(Item& item)
{
    item.state = Item::Sending;
    item.lastSent = ++m_sendings;
}

} // namespace kaunt
