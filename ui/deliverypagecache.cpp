// SPDX-License-Identifier: MIT
#include "ui/deliverypagecache.h"

#include "core/whenanswered.h"

#include <utility>

namespace kaunt {

DeliveryPageCache::DeliveryPageCache(LogReader& reader, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
{
}

const DeliverySummary* DeliveryPageCache::find(qint64 number) const
{
    const Entry* entry = m_deliveries.object(number);
    return entry ? &entry->summary : nullptr;
}

const QStringList* DeliveryPageCache::findValues(qint64 number) const
{
    const Entry* entry = m_deliveries.object(number);
    return entry && entry->values.size() == m_paths.size() ? &entry->values : nullptr;
}

void DeliveryPageCache::setPaths(const QStringList& paths)
{
    m_paths = paths;
    const QList<qint64> numbers = m_deliveries.keys();
    for (const qint64 number : numbers)
        m_deliveries.object(number)->values.clear();
}

void DeliveryPageCache::put(const DeliverySummary& delivery)
{
    const Entry* known = m_deliveries.object(delivery.number);
    // A payload never changes.
    m_deliveries.insert(delivery.number, new Entry{delivery, known ? known->values : QStringList(), false});
}

void DeliveryPageCache::doubtAll()
{
    const QList<qint64> numbers = m_deliveries.keys() + m_asked;
    for (const qint64 number : numbers)
        doubt(number);
}

void DeliveryPageCache::doubt(qint64 number)
{
    if (Entry* entry = m_deliveries.object(number))
        entry->isDoubted = true;
    if (m_asked.contains(number))
        m_doubtedSince.insert(number);
}

bool DeliveryPageCache::isDoubted(qint64 number) const
{
    const Entry* entry = m_deliveries.object(number);
    return entry && entry->isDoubted;
}

void DeliveryPageCache::remove(qint64 number)
{
    m_deliveries.remove(number);
}

void DeliveryPageCache::want(const QList<qint64>& numbers)
{
    QList<qint64> missing;
    for (const qint64 number : numbers) {
        if ((!findValues(number) || isDoubted(number)) && !m_pending.contains(number))
            missing.append(number);
    }
    addWanted(missing);
}

void DeliveryPageCache::reload(const QList<qint64>& numbers)
{
    QList<qint64> present;
    for (const qint64 number : numbers) {
        doubt(number); // of very many, the last are read once they are looked at
        if (m_deliveries.contains(number) || m_pending.contains(number))
            present.append(number);
    }
    addWanted(present);
}

void DeliveryPageCache::addWanted(const QList<qint64>& numbers)
{
    for (const qint64 number : numbers)
        m_wanted.removeOne(number);
    m_wanted = numbers + m_wanted;
    if (m_wanted.size() > mostWanted)
        m_wanted.resize(mostWanted);
    ask();
    updatePending();
}

void DeliveryPageCache::updatePending()
{
    m_pending = QSet<qint64>(m_wanted.cbegin(), m_wanted.cend());
    for (const qint64 number : std::as_const(m_asked))
        m_pending.insert(number);
}

void DeliveryPageCache::ask()
{
    if (m_wanted.isEmpty() || !m_asked.isEmpty())
        return;
    m_asked = std::exchange(m_wanted, {});
    const auto question = [numbers = m_asked, paths = m_paths](const LogQueries& log) {
        return readPage(log, numbers, paths);
    };
    whenAnswered(this, m_reader.ask(question),
                 [this, paths = m_paths](const Result<Page, LogError>& answer) { take(answer, paths); });
}

Result<DeliveryPageCache::Page, LogError>
DeliveryPageCache::readPage(const LogQueries& log, const QList<qint64>& numbers, const QStringList& paths)
{
    auto summaries = log.summaries(numbers);
    if (!summaries)
        return failure(summaries.error());
    auto values = log.payloadValues(numbers, paths);
    if (!values)
        return failure(values.error());
    return Page{std::move(*summaries), std::move(*values)};
}

void DeliveryPageCache::take(const Result<Page, LogError>& answer, const QStringList& paths)
{
    m_asked.clear();
    QList<qint64> numbers;
    if (answer) {
        for (const DeliverySummary& delivery : answer->summaries) {
            put(delivery);
            Entry* entry = m_deliveries.object(delivery.number);
            entry->isDoubted = m_doubtedSince.contains(delivery.number);
            if (paths == m_paths)
                entry->values = answer->values.value(delivery.number);
            numbers.append(delivery.number);
        }
    }
    m_doubtedSince.clear();
    ask();
    updatePending();
    if (!numbers.isEmpty())
        Q_EMIT loaded(numbers);
}

} // namespace kaunt
