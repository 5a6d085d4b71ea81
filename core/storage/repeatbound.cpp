// SPDX-License-Identifier: MIT
#include "core/storage/repeatbound.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype mostBodies = 1'024;
constexpr int mostAtOnce = 1'000; // more than a commit brings

bool isWithoutEvent(const DeliverySummary& summary)
{
    return summary.verdict == Verdict::Verified && !summary.event;
}

} // namespace

// The first condition is that of the index over repeats, word by word.
RepeatBound::RepeatBound(const LogDatabase& database, int mostAttempts)
    : m_mostAttempts(std::max(mostAttempts, firstAttemptsKept + 1))
    , m_select(database, QStringLiteral("SELECT number FROM deliveries WHERE attempt > 1"
                                        " AND event = (SELECT event FROM deliveries WHERE number = ?)"
                                        " AND attempt > %1 AND attempt <= ? AND number < ? AND superseded = 1"
                                        " ORDER BY number LIMIT %2")
                             .arg(firstAttemptsKept)
                             .arg(mostAtOnce))
    , m_removal(database)
{
}

Result<RepeatBound::Outcome, LogError> RepeatBound::apply(const QList<DeliverySummary>& recorded, LogTotals& totals)
{
    QSet<qint64> followed; // by another of the same event, which has all removed that there is
    for (const DeliverySummary& summary : recorded)
        followed.insert(summary.previousOfEvent);
    Outcome outcome;
    const qint64 first = recorded.isEmpty() ? 0 : recorded.constFirst().number;
    for (const DeliverySummary& summary : recorded) {
        if (isWithoutEvent(summary)) {
            const QList<qint64> numbers = surplusOfBody(summary, first);
            outcome.removed += numbers;
            if (!numbers.isEmpty())
                outcome.surplus.insert(summary.number);
            continue;
        }
        if (summary.attempt <= m_mostAttempts)
            continue;
        outcome.surplus.insert(summary.number);
        if (followed.contains(summary.number))
            continue;
        const auto numbers = surplusOfEvent(summary, first);
        if (!numbers)
            return failure(numbers.error());
        outcome.removed += *numbers;
    }
    if (outcome.removed.isEmpty()) // as nearly always
        return outcome;
    if (auto done = m_removal.remove(outcome.removed, totals); !done)
        return failure(done.error());
    return outcome;
}

Result<QList<qint64>, LogError> RepeatBound::surplusOfEvent(const DeliverySummary& latest, qint64 first)
{
    return m_select.numbers({latest.number, latest.attempt - (m_mostAttempts - firstAttemptsKept), first});
}

QList<qint64> RepeatBound::surplusOfBody(const DeliverySummary& summary, qint64 first)
{
    if (m_withoutEvent.size() >= mostBodies && !m_withoutEvent.contains(summary.bodySha256))
        m_withoutEvent.clear();
    QList<qint64>& numbers = m_withoutEvent[summary.bodySha256];
    numbers.append(summary.number);
    QList<qint64> surplus;
    while (numbers.size() > m_mostAttempts && numbers.at(firstAttemptsKept) < first)
        surplus.append(numbers.takeAt(firstAttemptsKept));
    return surplus;
}

} // namespace kaunt
