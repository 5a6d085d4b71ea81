// SPDX-License-Identifier: MIT
#include "ui/detailsannotation.h"

#include "core/session/monitorsession.h"
#include "core/whenanswered.h"
#include "ui/summarypanel.h"

#include <utility>

namespace kaunt {

DetailsAnnotation::DetailsAnnotation(MonitorSession& session, SummaryPanel& summary, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    summary.setAnnotatable(!session.isCapture());
    connect(&summary, &SummaryPanel::annotated, &session.log(), &EventLog::annotate);
    connect(&session, &MonitorSession::deliveryAnnotated, this, &DetailsAnnotation::changed); // it may share the event
    connect(&session, &MonitorSession::detailNotStored, this, [this, &summary](DeliveryDetail detail) {
        if (detail != DeliveryDetail::Annotation)
            return;
        summary.takeNotStored();
        Q_EMIT changed(); // the mark is as it was
    });
    connect(&session, &MonitorSession::annotationsWaiting, this, [this](const QList<Annotation>& waiting) {
        m_waiting = waiting;
        Q_EMIT changed();
    });
}

void DetailsAnnotation::setDelivery(qint64 number)
{
    m_number = number;
    m_isMarked.reset();
    m_toggleWanted.reset();
}

void DetailsAnnotation::takeRead(bool isMarked)
{
    m_isMarked = isMarked;
    if (m_toggleWanted)
        toggleMark(*std::exchange(m_toggleWanted, std::nullopt));
}

void DetailsAnnotation::addWaiting(DeliverySummary& delivery) const
{
    for (const Annotation& annotation : m_waiting) {
        if (annotation.delivery != delivery.number)
            continue;
        delivery.isMarked = annotation.isMarked.value_or(delivery.isMarked);
        delivery.note = annotation.note.value_or(delivery.note);
    }
}

void DetailsAnnotation::toggleMark(const QList<qint64>& chosen)
{
    if (!chosen.isEmpty() && !chosen.contains(m_number)) {
        const auto first = m_session.reader().ask(
            [number = chosen.constFirst()](const LogQueries& log) { return log.summaries({number}); });
        whenAnswered(this, first, [this, chosen](const Result<QList<DeliverySummary>, LogError>& answer) {
            if (answer && !answer->isEmpty())
                mark(chosen, !answer->constFirst().isMarked);
        });
    } else if (m_isMarked) {
        m_isMarked = !*m_isMarked;
        mark(chosen.isEmpty() ? QList<qint64>{m_number} : chosen, *m_isMarked);
    } else if (m_number != 0) {
        m_toggleWanted = chosen;
    }
}

void DetailsAnnotation::mark(const QList<qint64>& deliveries, bool isMarked)
{
    for (const qint64 delivery : deliveries)
        m_session.log().annotate({delivery, isMarked, {}});
}

} // namespace kaunt
