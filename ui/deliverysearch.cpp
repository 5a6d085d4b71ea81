// SPDX-License-Identifier: MIT
#include "ui/deliverysearch.h"

#include "core/whenanswered.h"

#include <QTimer>

#include <algorithm>

namespace kaunt {

namespace {

/// The first one is to be seen at once, and its rows are read before the search goes on.
constexpr int firstPartMillis = 15;
constexpr int firstPauseMillis = 25;

int percentOf(const ScanPart& part)
{
    const qint64 left = part.isFinished ? 0 : part.searchedTo;
    return static_cast<int>(DeliverySearch::wholeLog -
                            left * DeliverySearch::wholeLog / std::max<qint64>(1, part.newest));
}

} // namespace

DeliverySearch::DeliverySearch(LogReader& reader, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
{
}

void DeliverySearch::start(const DeliveryQuery& query, const DeliveryOrder& order)
{
    stop();
    m_query = query;
    m_order = order;
    m_isRunning = true;
    if (!m_isAsking) // else the answer that is on its way leads here
        ask(0);
}

void DeliverySearch::stop()
{
    ++m_id;
    m_runs.clear();
    m_leftOut.clear();
    m_percent = 0;
    m_isRunning = false;
}

void DeliverySearch::leaveOut(qint64 number)
{
    if (m_isRunning || !m_runs.isEmpty())
        m_leftOut.insert(number);
}

void DeliverySearch::ask(qint64 before)
{
    m_isAsking = true;
    const int millis = before == 0 ? firstPartMillis : partMillis;
    const auto question = [query = m_query, order = m_order, before, millis](const LogQueries& log) {
        if (order.isNewestFirst())
            return log.scan(query, before, millis);
        auto part = log.sortedScan(query, order, before, millis);
        if (part && before == 0)
            part->numbers = SortRun::merged({part->rows}, order.isAscending);
        return part;
    };
    whenAnswered(this, m_reader.ask(question), [this, id = m_id, before](const Result<ScanPart, LogError>& answer) {
        m_isAsking = false;
        if (id == m_id)
            take(answer, before == 0);
        else if (m_isRunning)
            ask(0);
    });
}

void DeliverySearch::take(const Result<ScanPart, LogError>& answer, bool isFirst)
{
    if (!answer) {
        stop();
        Q_EMIT failed(answer.error());
        return;
    }
    if (isFirst)
        m_newest = answer->newest;
    m_percent = percentOf(*answer);
    m_isRunning = !answer->isFinished;
    if (!m_order.isNewestFirst())
        m_runs.append(answer->rows);
    if (m_isRunning && isFirst)
        goOnSoon(answer->searchedTo);
    else if (m_isRunning)
        ask(answer->searchedTo);
    ScanPart part = *answer;
    if (!m_leftOut.isEmpty())
        part.numbers.removeIf([this](qint64 number) { return m_leftOut.contains(number); });
    Q_EMIT partFound(part);
}

void DeliverySearch::goOnSoon(qint64 before)
{
    QTimer::singleShot(firstPauseMillis, this, [this, id = m_id, before] {
        if (id == m_id)
            ask(before);
    });
}

} // namespace kaunt
