// SPDX-License-Identifier: MIT
#include "core/compare/risingplaces.h"

#include <algorithm>

namespace kaunt {

namespace {

/// The best of what ends before a place: a binary indexed tree (doi:10.1002/spe.4380240306) of maxima.
class BestBefore {
public:
    struct Entry {
        qint64 worth = 0;
        qsizetype last = -1; ///< the pair that it ends with
    };

    explicit BestBefore(qsizetype places)
        : m_entries(static_cast<size_t>(places) + 1)
    {
    }

    [[nodiscard]] Entry find(qsizetype place) const
    {
        Entry best;
        for (; place > 0; place -= place & -place)
            takeBetter(best, m_entries[static_cast<size_t>(place)]);
        return best;
    }
    void add(qsizetype place, const Entry& entry)
    {
        for (++place; place < static_cast<qsizetype>(m_entries.size()); place += place & -place)
            takeBetter(m_entries[static_cast<size_t>(place)], entry);
    }

private:
    static void takeBetter(Entry& best, const Entry& other)
    {
        if (other.worth > best.worth)
            best = other;
    }

    std::vector<Entry> m_entries;
};

} // namespace

std::vector<PlacePair> risingPlaces(const std::vector<PlacePair>& pairs)
{
    constexpr qint64 worthOfOne = qint64{1} << 32;
    qsizetype places = 0;
    for (const PlacePair& pair : pairs)
        places = std::max(places, pair.after + 1);
    BestBefore best(places);
    std::vector<qsizetype> previous(pairs.size(), -1);
    for (size_t i = 0; i < pairs.size(); ++i) {
        const PlacePair& pair = pairs[i];
        const BestBefore::Entry before = best.find(pair.after);
        previous[i] = before.last;
        best.add(pair.after,
                 {before.worth + worthOfOne + (pair.before == pair.after ? 1 : 0), static_cast<qsizetype>(i)});
    }
    std::vector<PlacePair> rising;
    for (qsizetype i = best.find(places).last; i >= 0; i = previous[static_cast<size_t>(i)])
        rising.push_back(pairs[static_cast<size_t>(i)]);
    std::reverse(rising.begin(), rising.end());
    return rising;
}

} // namespace kaunt
