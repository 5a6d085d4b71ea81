// SPDX-License-Identifier: MIT
#include "core/compare/arrayalignment.h"

#include "core/compare/risingplaces.h"

#include <QHash>
#include <QList>

#include <algorithm>

namespace kaunt {

namespace {

/// Elements by numbers that are the same where they say the same.
class ElementClasses {
public:
    explicit ElementClasses(const JsonEquality& equality)
        : m_equality(equality)
    {
    }

    [[nodiscard]] std::vector<int> of(const JsonValue& array)
    {
        std::vector<int> classes;
        classes.reserve(array.elements.size());
        for (const JsonValue& element : array.elements)
            classes.push_back(classOf(element));
        return classes;
    }

private:
    struct Known {
        const JsonValue* value;
        int number;
    };

    int classOf(const JsonValue& element)
    {
        QList<Known>& alike = m_known[m_equality.hashOf(element)];
        for (const Known& known : std::as_const(alike)) {
            if (m_equality.isSame(*known.value, element))
                return known.number;
        }
        alike.append({&element, m_count});
        return m_count++;
    }

    const JsonEquality& m_equality;
    QHash<size_t, QList<Known>> m_known;
    int m_count = 0;
};

struct Range {
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] bool isEmpty() const { return begin == end; }
};

class Alignment {
public:
    Alignment(const JsonValue& before, const JsonValue& after, const JsonEquality& equality)
        : m_before(before)
        , m_after(after)
        , m_equality(equality)
        , m_afterOf(before.elements.size(), -1)
        , m_beforeOf(after.elements.size(), -1)
        , m_isMoved(before.elements.size(), false)
    {
        ElementClasses classes(equality);
        m_beforeClasses = classes.of(before);
        m_afterClasses = classes.of(after);
    }

    [[nodiscard]] std::vector<ArrayStep> steps()
    {
        constexpr int mostPasses = 4;
        match({0, count(m_before)}, {0, count(m_after)}, mostPasses);
        findMoved();
        pairRest();
        std::vector<ArrayStep> found;
        qsizetype after = 0;
        const auto addUpTo = [&](qsizetype end) {
            for (; after < end; ++after) {
                if (at(m_beforeOf, after) < 0)
                    found.push_back({-1, after});
            }
        };
        for (qsizetype before = 0; before < count(m_before); ++before) {
            const qsizetype partner = at(m_afterOf, before);
            if (partner >= 0 && !isMoved(before))
                addUpTo(partner);
            found.push_back({before, partner, partner >= 0 && isSame(before, partner), isMoved(before)});
        }
        addUpTo(count(m_after));
        return found;
    }

private:
    static qsizetype count(const JsonValue& array) { return static_cast<qsizetype>(array.elements.size()); }
    template <typename Value>
    static Value& at(std::vector<Value>& values, qsizetype place)
    {
        return values[static_cast<size_t>(place)];
    }
    [[nodiscard]] bool isMoved(qsizetype before) const { return m_isMoved[static_cast<size_t>(before)]; }
    [[nodiscard]] bool isSame(qsizetype before, qsizetype after)
    {
        return at(m_beforeClasses, before) == at(m_afterClasses, after);
    }
    void join(qsizetype before, qsizetype after)
    {
        at(m_afterOf, before) = after;
        at(m_beforeOf, after) = before;
    }

    /// Those that say the same, in the same order. Of several that do, the first goes with the first in a range: which
    /// is why what is left between those that were found is looked at again.
    void match(Range before, Range after, int passes)
    {
        while (!before.isEmpty() && !after.isEmpty() && isSame(before.begin, after.begin))
            join(before.begin++, after.begin++);
        while (!before.isEmpty() && !after.isEmpty() && isSame(before.end - 1, after.end - 1))
            join(--before.end, --after.end);
        const std::vector<PlacePair> found =
            passes > 0 ? risingPlaces(commonIn(before, after)) : std::vector<PlacePair>();
        if (found.empty())
            return;
        for (const PlacePair& pair : found) {
            match({before.begin, pair.before}, {after.begin, pair.after}, passes - 1);
            join(pair.before, pair.after);
            before.begin = pair.before + 1;
            after.begin = pair.after + 1;
        }
        match(before, after, passes - 1);
    }

    [[nodiscard]] std::vector<PlacePair> commonIn(Range before, Range after)
    {
        QHash<std::pair<int, int>, qsizetype> later; ///< by class and how many of it came before
        QHash<int, int> counts;
        for (qsizetype place = after.begin; place < after.end; ++place)
            later.insert({at(m_afterClasses, place), counts[at(m_afterClasses, place)]++}, place);
        counts.clear();
        std::vector<PlacePair> common;
        for (qsizetype place = before.begin; place < before.end; ++place) {
            const int number = at(m_beforeClasses, place);
            const auto other = later.constFind({number, counts[number]++});
            if (other != later.cend())
                common.push_back({place, *other});
        }
        return common;
    }

    void findMoved()
    {
        QHash<int, QList<qsizetype>> later;
        for (qsizetype place = count(m_after) - 1; place >= 0; --place) {
            if (at(m_beforeOf, place) < 0)
                later[at(m_afterClasses, place)].append(place);
        }
        for (qsizetype place = 0; place < count(m_before); ++place) {
            const auto same = at(m_afterOf, place) < 0 ? later.find(at(m_beforeClasses, place)) : later.end();
            if (same == later.end() || same->isEmpty())
                continue;
            join(place, same->takeLast());
            m_isMoved[static_cast<size_t>(place)] = true;
        }
    }

    void pairRest()
    {
        QList<qsizetype> removed;
        qsizetype after = 0;
        const auto pairUpTo = [&](qsizetype end) {
            QList<qsizetype> added;
            for (; after < end; ++after) {
                if (at(m_beforeOf, after) < 0)
                    added.append(after);
            }
            pairSimilar(removed, added);
            removed.clear();
        };
        for (qsizetype before = 0; before < count(m_before); ++before) {
            if (at(m_afterOf, before) < 0)
                removed.append(before);
            else if (!isMoved(before))
                pairUpTo(at(m_afterOf, before));
        }
        pairUpTo(count(m_after));
    }

    /// In their order, so that what they have in common together is the most; any two have a little, so that as many as
    /// can be are told as changed.
    void pairSimilar(const QList<qsizetype>& removed, const QList<qsizetype>& added)
    {
        constexpr qsizetype mostPairs = 40'000;
        const qsizetype rows = removed.size();
        const qsizetype columns = added.size();
        if (rows == 0 || columns == 0)
            return;
        if (columns > mostPairs / rows) {
            for (qsizetype i = 0; i < std::min(rows, columns); ++i)
                join(removed.at(i), added.at(i));
            return;
        }
        const qsizetype width = columns + 1;
        std::vector<int> best(static_cast<size_t>((rows + 1) * width), 0); // of what follows
        std::vector<int> own(static_cast<size_t>(rows * width), 0);
        for (qsizetype i = rows - 1; i >= 0; --i) {
            for (qsizetype j = columns - 1; j >= 0; --j) {
                at(own, i * width + j) = inCommon(removed.at(i), added.at(j));
                at(best, i * width + j) = std::max({at(own, i * width + j) + at(best, (i + 1) * width + j + 1),
                                                    at(best, (i + 1) * width + j), at(best, i * width + j + 1)});
            }
        }
        for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
            const int value = at(best, i * width + j);
            if (value == at(own, i * width + j) + at(best, (i + 1) * width + j + 1))
                join(removed.at(i++), added.at(j++));
            else if (value == at(best, (i + 1) * width + j))
                ++i;
            else
                ++j;
        }
    }

    /// By hash, for nothing depends on it.
    [[nodiscard]] int inCommon(qsizetype before, qsizetype after) const
    {
        constexpr size_t mostMembers = 64;
        constexpr int ofAMember = 4;
        const JsonValue& one = m_before.elements[static_cast<size_t>(before)];
        const JsonValue& other = m_after.elements[static_cast<size_t>(after)];
        int common = 1;
        if (one.members.size() > mostMembers || other.members.size() > mostMembers)
            return common;
        for (const JsonMember& member : one.members) {
            const JsonValue* same = other.find(member.key);
            if (same && m_equality.hashOf(member.value) == m_equality.hashOf(*same))
                common += ofAMember;
        }
        return common;
    }

    const JsonValue& m_before;
    const JsonValue& m_after;
    const JsonEquality& m_equality;
    std::vector<int> m_beforeClasses;
    std::vector<int> m_afterClasses;
    std::vector<qsizetype> m_afterOf; ///< of those that belong together; -1
    std::vector<qsizetype> m_beforeOf;
    std::vector<bool> m_isMoved; ///< of the earlier ones
};

} // namespace

std::vector<ArrayStep> alignArrays(const JsonValue& before, const JsonValue& after, const JsonEquality& equality)
{
    return Alignment(before, after, equality).steps();
}

} // namespace kaunt
