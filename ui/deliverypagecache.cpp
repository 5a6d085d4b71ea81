// SPDX-License-Identifier: MIT
#include "ui/deliverypagecache.h"

#include "ui/whenanswered.h"

#include <utility>

namespace kaunt {

DeliveryPageCache::DeliveryPageCache(LogReader& reader, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
{
}

void DeliveryPageCache::put(const DeliverySummary& delivery)
{
    m_deliveries.insert(delivery.number, new DeliverySummary(delivery));
}

void DeliveryPageCache::remove(qint64 number)
{
    m_deliveries.remove(number);
}

void DeliveryPageCache::want(const QList<qint64>& numbers)
{
    QList<qint64> missing;
    for (const qint64 number : numbers) {
        if (!m_deliveries.contains(number) && !m_pending.contains(number))
            missing.append(number);
    }
    addWanted(missing);
}

void DeliveryPageCache::reload(const QList<qint64>& numbers)
{
    QList<qint64> present;
    for (const qint64 number : numbers) {
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
    whenAnswered(this, m_reader.ask([numbers = m_asked](const LogQueries& log) { return log.summaries(numbers); }),
                 [this](const Result<QList<DeliverySummary>, LogError>& answer) { take(answer); });
}

void DeliveryPageCache::take(const Result<QList<DeliverySummary>, LogError>& answer)
{
    m_asked.clear();
    QList<qint64> numbers;
    if (answer) {
        for (const DeliverySummary& delivery : *answer) {
            put(delivery);
            numbers.append(delivery.number);
        }
    }
    ask();
    updatePending();
    if (!numbers.isEmpty())
        Q_EMIT loaded(numbers);
}

} // namespace kaunt
