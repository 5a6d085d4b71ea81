// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace kaunt {

/// Which lines of a resource are about the same (kaunt-api.md, Invoice coding proposal). Line numbers are the
/// customer's strings: they may be missing, and several lines may have the same. A `Line` is whatever has a
/// `lineNumber`. Pure.

/// The place of each number that one line alone has.
template <typename Line>
[[nodiscard]] QHash<QString, qsizetype> placesByNumber(const QList<Line>& lines)
{
    constexpr qsizetype several = -1;
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString& number = lines.at(i).lineNumber;
        if (!number.isEmpty())
            places.insert(number, places.contains(number) ? several : i);
    }
    places.removeIf([](const auto& entry) { return entry.value() == several; });
    return places;
}

/// For each of `lines` the place of its counterpart among `others`; -1 where that can't be told. By number where one
/// line alone has it on both sides; else by place, where both lists are equally long, the numbers there do not
/// contradict each other, and the line there is not another one's by its number.
template <typename Line, typename Other>
[[nodiscard]] QList<qsizetype> counterparts(const QList<Line>& lines, const QList<Other>& others)
{
    const QHash<QString, qsizetype> own = placesByNumber(lines);
    const QHash<QString, qsizetype> theirs = placesByNumber(others);
    QList<qsizetype> found(lines.size(), -1);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString& number = lines.at(i).lineNumber;
        if (own.contains(number) && theirs.contains(number)) {
            found[i] = theirs.value(number);
            continue;
        }
        const QString there = lines.size() == others.size() ? others.at(i).lineNumber : QString();
        const bool isMeant = number.isEmpty() || there.isEmpty() || number == there;
        if (lines.size() == others.size() && isMeant && !(own.contains(there) && theirs.contains(there)))
            found[i] = i;
    }
    return found;
}

} // namespace kaunt
