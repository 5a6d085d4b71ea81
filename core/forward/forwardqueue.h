// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace kaunt {

/// The deliveries that one target is still to get and that are held for it, in the order of their numbers; of each
/// event one after another. Bounded by who fills it. A plain value.
class ForwardQueue {
public:
    struct Item {
        qint64 number = 0;
        qint64 previous = 0; ///< the delivery of its event before it
        enum { Waiting, Sending, Resting } state = Waiting;
        int attempts = 0;
        int lastSent = 0; ///< grows from one that is sent to the next; 0: not yet
    };

    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    [[nodiscard]] size_t size() const { return m_items.size(); }
    /// Of the first; there is one.
    [[nodiscard]] qint64 firstNumber() const { return m_items.front().number; }
    /// The numbers of those that are not on their way.
    [[nodiscard]] std::vector<qint64> notSending() const;
    /// The numbers in the order in which they are to be sent. A target that is down is tried with another one each
    /// time: it may be that one that it can't take.
    [[nodiscard]] std::vector<qint64> inTurn(bool isDown) const;
    /// Null where it is not held; until something is added or removed.
    [[nodiscard]] Item* find(qint64 number);
    /// It waits, and nothing of its event is before it.
    [[nodiscard]] bool mayStart(const Item& item) const;

    /// Behind all others: its number is the highest.
    void add(qint64 number, qint64 previousOfEvent) { m_items.push_back(Item{number, previousOfEvent}); }
    void remove(qint64 number);
    void markSending(Item& item);

private:
    std::vector<Item> m_items;
    int m_sendings = 0;
};

} // namespace kaunt
