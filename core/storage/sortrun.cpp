// SPDX-License-Identifier: MIT
#include "core/storage/sortrun.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace kaunt {

/// As comesBefore(), for entries of two runs or of one.
class SortRun::Order {
public:
    explicit Order(bool isAscending)
        : m_isAscending(isAscending)
    {
    }

    [[nodiscard]] bool operator()(const Entry& left, const QByteArray& leftKeys, const Entry& right,
                                  const QByteArray& rightKeys) const
    {
        if (left.hasKey != right.hasKey)
            return left.hasKey;
        if (left.start != right.start)
            return (left.start < right.start) == m_isAscending;
        const QByteArrayView leftKey(leftKeys.constData() + left.offset, left.length);
        const QByteArrayView rightKey(rightKeys.constData() + right.offset, right.length);
        const int difference = leftKey.compare(rightKey);
        return difference != 0 ? (difference < 0) == m_isAscending : left.number > right.number;
    }

private:
    bool m_isAscending;
};

void SortRun::add(const SortedRow& row)
{
    Entry entry;
    entry.number = row.number;
    entry.hasKey = row.key.has_value();
    if (row.key) {
        char start[sizeof entry.start] = {};
        std::memcpy(start, row.key->constData(), std::min(sizeof start, static_cast<size_t>(row.key->size())));
        entry.start = qFromBigEndian<quint64>(start);
        entry.offset = static_cast<quint32>(m_keys.size());
        entry.length = static_cast<quint16>(row.key->size());
        m_keys += *row.key;
    }
    m_entries.append(entry);
}

void SortRun::sort(bool isAscending)
{
    std::sort(m_entries.begin(), m_entries.end(),
              [this, order = Order(isAscending)](const Entry& left, const Entry& right) {
                  return order(left, m_keys, right, m_keys);
              });
    // All runs of a log are held until they are merged: room for more would be half of what they take.
    m_entries.squeeze();
    m_keys.squeeze();
}

QList<qint64> SortRun::merged(const QList<SortRun>& runs, bool isAscending)
{
    struct Head {
        const SortRun* run;
        qsizetype next;
    };
    qsizetype count = 0;
    QList<Head> heads;
    for (const SortRun& run : runs) {
        count += run.m_entries.size();
        if (!run.m_entries.isEmpty())
            heads.append({&run, 0});
    }
    // The heap has on top what is greatest, which is what comes first here.
    const auto comesLater = [order = Order(isAscending)](const Head& left, const Head& right) {
        return order(right.run->m_entries.at(right.next), right.run->m_keys, left.run->m_entries.at(left.next),
                     left.run->m_keys);
    };
    std::make_heap(heads.begin(), heads.end(), comesLater);
    QList<qint64> numbers;
    numbers.reserve(count);
    while (!heads.isEmpty()) {
        std::pop_heap(heads.begin(), heads.end(), comesLater);
        Head& head = heads.last();
        numbers.append(head.run->m_entries.at(head.next).number);
        if (++head.next == head.run->m_entries.size())
            heads.removeLast();
        else
            std::push_heap(heads.begin(), heads.end(), comesLater);
    }
    return numbers;
}

} // namespace kaunt
