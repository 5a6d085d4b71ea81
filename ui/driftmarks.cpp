// SPDX-License-Identifier: MIT
#include "ui/driftmarks.h"

#include "core/whenanswered.h"

#include <utility>

namespace kaunt {

namespace {

constexpr int mostKept = 4'096;
constexpr qsizetype mostWanted = 256; ///< more than are in sight; who scrolls on needs the others no more

} // namespace

DriftMarks::DriftMarks(DriftWatch& watch, QObject* parent)
    : QObject(parent)
    , m_watch(watch)
    , m_entries(mostKept)
{
    connect(&watch, &DriftWatch::baselineChanged, this, [this] {
        ++m_age;
        Q_EMIT outdated();
    });
}

QList<DriftFinding> DriftMarks::find(qint64 number)
{
    const Entry* entry = m_entries.object(number);
    if ((!entry || entry->age != m_age) && !m_wanted.contains(number)) {
        m_wanted.prepend(number);
        if (m_wanted.size() > mostWanted)
            m_wanted.removeLast();
        ask();
    }
    return entry ? entry->findings : QList<DriftFinding>();
}

void DriftMarks::ask()
{
    if (m_wanted.isEmpty() || std::exchange(m_isAsking, true))
        return;
    // What is looked at together is asked for together.
    QMetaObject::invokeMethod(
        this,
        [this] {
            const QList<qint64> asked = std::exchange(m_wanted, {});
            whenAnswered(
                this, m_watch.examineEach(asked),
                [this, asked, age = m_age](const DriftWatch::FindingsOfEach& answer) { take(answer, asked, age); });
        },
        Qt::QueuedConnection);
}

void DriftMarks::take(const DriftWatch::FindingsOfEach& answer, const QList<qint64>& asked, quint64 age)
{
    QList<qint64> changed;
    for (const qint64 number : asked) {
        const Entry* known = m_entries.object(number);
        auto findings = answer ? answer->value(number) : QList<DriftFinding>();
        if (known ? known->findings != findings : !findings.isEmpty())
            changed.append(number);
        m_entries.insert(number, new Entry{std::move(findings), age});
    }
    m_isAsking = false;
    ask();
    if (!changed.isEmpty())
        Q_EMIT told(changed);
}

} // namespace kaunt
