// SPDX-License-Identifier: MIT
#include "ui/detailssignature.h"

#include "core/session/monitorsession.h"
#include "core/storage/deliverycodec.h"
#include "core/whenanswered.h"
#include "ui/seriessentences.h"
#include "ui/signaturepanel.h"

#include <algorithm>

namespace kaunt {

DetailsSignature::DetailsSignature(MonitorSession& session, SignaturePanel& panel, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_panel(panel)
{
    connect(&session, &MonitorSession::settingsChanged, this, &DetailsSignature::showAgain);
    connect(&session, &MonitorSession::deliveriesRecorded, this, &DetailsSignature::takeRecorded);
}

void DetailsSignature::show(const DeliveryRecord& delivery)
{
    m_delivery = delivery;
    m_series.reset();
    showAgain();
    askSeries();
}

SecretByNow DetailsSignature::secretOf(const DeliverySummary& delivery) const
{
    return m_session.isCapture() ? SecretByNow::Unknown
                                 : secretByNow(m_session.settings().receiver.endpoints, delivery.endpoint);
}

std::optional<QList<SigningSecret>> DetailsSignature::secrets(const DeliveryRecord& delivery) const
{
    return secretsByNow(m_session.settings().receiver.endpoints, delivery);
}

void DetailsSignature::showAgain()
{
    if (!m_delivery)
        return;
    m_panel.showSignature(*m_delivery, secrets(*m_delivery), secretOf(m_delivery->summary));
    showSeries();
}

void DetailsSignature::askSeries()
{
    if (!isRefused(m_delivery->summary.verdict))
        return;
    const qint64 number = m_delivery->summary.number;
    const auto answers = m_session.reader().ask([number](const LogQueries& log) { return log.refusalSeries(number); });
    whenAnswered(this, answers, [this, number](const Result<RefusalSeries, LogError>& answer) {
        if (!answer || m_delivery->summary.number != number)
            return;
        m_series = *answer;
        showSeries();
    });
}

void DetailsSignature::showSeries()
{
    if (!m_series) {
        m_panel.showSeries({});
        return;
    }
    const bool isKnown = m_series->verified && !m_session.isCapture();
    m_panel.showSeries(seriesSentences(
        *m_series, isKnown ? secretSince(*m_series->verified, secrets(*m_series->verified)) : SecretSince::Unknown));
}

void DetailsSignature::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    if (!m_series || m_series->refused == 0 || m_series->verifiedAgain)
        return;
    const QString& endpoint = m_delivery->summary.endpoint;
    if (std::any_of(deliveries.cbegin(), deliveries.cend(), [&endpoint](const DeliverySummary& one) {
            return one.verdict == Verdict::Verified && one.endpoint == endpoint;
        }))
        askSeries();
}

} // namespace kaunt
