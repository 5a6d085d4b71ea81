// SPDX-License-Identifier: MIT
#include "ui/rowupdates.h"

#include "core/storage/forwardrecord.h"
#include "core/whenanswered.h"

namespace kaunt {

RowUpdates::RowUpdates(LogReader& reader, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
{
}

void RowUpdates::setQuery(const DeliveryQuery& query)
{
    ++m_queryId;
    m_query = query;
}

void RowUpdates::takeAnswer(qint64 delivery)
{
    read(delivery, DeliveryOrder::Key::Status);
    if (!m_query.filter.isEmpty())
        lookAt(delivery);
}

void RowUpdates::takeResource(qint64 delivery)
{
    read(delivery, DeliveryOrder::Key::Resource);
    if (m_query.filter.asksForResources() || m_query.quick == DeliveryQuery::Quick::NeedsAttention)
        lookAt(delivery);
}

void RowUpdates::takeForwards(const QList<ForwardRecord>& records)
{
    const bool isAsked = m_query.filter.asksForForwards();
    if (!isAsked && m_query.quick != DeliveryQuery::Quick::NeedsAttention)
        return;
    for (const ForwardRecord& record : records) {
        if (isAsked || !record.isAccepted())
            lookAt(record.delivery);
    }
}

void RowUpdates::takeAnnotated(qint64 delivery)
{
    read(delivery, DeliveryOrder::Key::Mark);
    if (m_query.filter.asksForAnnotations())
        lookAt(delivery);
}

void RowUpdates::read(qint64 delivery, std::optional<DeliveryOrder::Key> changed)
{
    const auto question = [delivery](const LogQueries& log) { return log.attempts(delivery); };
    whenAnswered(this, m_reader.ask(question), [this, changed](const Result<QList<DeliverySummary>, LogError>& answer) {
        if (answer)
            Q_EMIT readAgain(*answer, changed);
    });
}

void RowUpdates::lookAt(qint64 delivery)
{
    const auto question = [query = m_query, delivery](const LogQueries& log) {
        return log.matchesOfEvent(query, delivery);
    };
    whenAnswered(this, m_reader.ask(question),
                 [this, id = m_queryId](const Result<QHash<qint64, bool>, LogError>& answer) {
                     if (answer && id == m_queryId)
                         Q_EMIT lookedAtAgain(*answer);
                 });
}

} // namespace kaunt
