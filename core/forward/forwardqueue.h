// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <map>
#include <set>
#include <vector>

namespace kaunt {

/// The deliveries that one target is still to get and that are held for it, in the order of their numbers; of each
/// event one after another. Bounded by who fills it, by its room. A plain value.
class ForwardQueue {
public:
    /// A delivery on its way to a target.
    struct Item {
        qint64 number = 0;
        QByteArray event; ///< the identity of its event; empty where it has none
        enum { Waiting, Sending, Resting } state = Waiting;
        int attempts = 0;
        qint64 lastSent = 0; ///< grows from one that is sent to the next; 0: not yet; below that it is the next
        int rests = 0;       ///< that it has had: one that was cut short does not end the next
    };

    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    /// For how many more there is room, as far as it is known now: 64 that are on their way or could be, and thousands
    /// of those that rest and of what follows of the same events, so that these keep nothing else from being held.
    [[nodiscard]] int room() const;
    /// Of the first; there is one.
    [[nodiscard]] qint64 firstNumber() const { return m_items.begin()->first; }
    /// The numbers of those that are not on their way.
    [[nodiscard]] std::vector<qint64> notSending() const;
    /// The numbers in the order in which they are to be sent. A target that is down is tried with another one each
    /// time: it may be that one that it can't take.
    [[nodiscard]] std::vector<qint64> inTurn(bool isDown) const;
    /// Null where it is not held; until it is removed.
    [[nodiscard]] Item* find(qint64 number);
    /// It waits, and nothing of its event is held before it.
    [[nodiscard]] bool mayStart(const Item& item) const;

    /// Behind all others: its number is the highest.
    void add(qint64 number, const QByteArray& event);
    void remove(qint64 number);
    void markSending(Item& item);

private:
    std::map<qint64, Item> m_items;                    ///< by number
    std::map<QByteArray, std::set<qint64>> m_ofEvents; ///< the numbers of those that have one
    qint64 m_sendings = 0;
};

} // namespace kaunt
