// SPDX-License-Identifier: MIT
#include "core/simulator/samplerun.h"

#include "core/api/apisettings.h"
#include "core/simulator/faults.h"
#include "core/simulator/oddities.h"
#include "core/simulator/samples.h"
#include "core/webhook/signatureverifier.h"

#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace kaunt {

namespace {

constexpr int mostAtOnce = 32; ///< connections; a rate that the other side can't follow waits
constexpr int mostAtOnceOfABurst = 256;
constexpr qint64 mostWaiting = 5'000; ///< for their next attempt, or for a connection
constexpr qint64 mostBytesWaiting = qint64{64} << 20;
constexpr qint64 windowSize = 64;

int atOnce(const SampleRequest& request)
{
    return request.isBurst ? mostAtOnceOfABurst : mostAtOnce;
}

} // namespace

QStringList documentChain()
{
    return {QStringLiteral("DocumentAIDocumentResultReady"),
            QStringLiteral("InvoiceCodingProposalProcessingCompleted")};
}

QString faultOfTheNext()
{
    return QStringLiteral("signature-of-other-delivery");
}

QStringList sampleFaults()
{
    return faultKinds() + oddityKinds() + QStringList{faultOfTheNext()};
}

QByteArray filledIn(QByteArray text, const WebhookEvent& event)
{
    const std::array<std::pair<const char*, QString>, 6> values{{{"{{Id}}", event.id},
                                                                 {"{{Url}}", event.url},
                                                                 {"{{TenantId}}", event.tenantId},
                                                                 {"{{CompanyName}}", event.companyName},
                                                                 {"{{CorrelationId}}", event.correlationId},
                                                                 {"{{EventType}}", event.eventType}}};
    for (const auto& [placeholder, value] : values)
        text.replace(placeholder, value.toUtf8());
    return text;
}

QStringList unknownPlaceholders(const QByteArray& text)
{
    static const QRegularExpression braces(QStringLiteral("\\{\\{\\s*\\w{1,60}\\s*\\}\\}"));
    const QByteArray filled = filledIn(text, {});
    QStringList unknown;
    QRegularExpressionMatchIterator found = braces.globalMatch(QString::fromUtf8(filled));
    while (found.hasNext()) {
        const QString placeholder = found.next().captured();
        if (!unknown.contains(placeholder))
            unknown.append(placeholder);
    }
    return unknown;
}

void SampleRequest::repeatAsKaunt(double timeLapse)
{
    using std::chrono::milliseconds;
    retry = fasterBy(timeLapse, RetryPolicy{});
    if (repeatAfter.count() > 0) // never at once, which is another order
        repeatAfter = std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(repeatAfter / timeLapse));
}

SampleRun::SampleRun(SampleRequest request, quint32 seed, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_seed(seed)
    , m_sender(this)
    , m_pace(this)
    , m_pause(this)
    , m_allowed(m_request.repeatAfter.count() > 0 ? m_request.events() : m_request.deliveries())
{
    connect(&m_sender, &DeliverySender::finished, this, &SampleRun::takeOutcome);
    connect(&m_sender, &DeliverySender::attempted, this, &SampleRun::takeAttempt);
    m_sender.setMostAtOnce(atOnce(m_request));
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer); // a coarse one may be early by a twentieth
    m_pause.setInterval(m_request.repeatAfter);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_madeBefore = m_made;
        m_elapsed.restart();
        m_allowed += m_request.events();
        sendDue();
    });
    connect(&m_pace, &QTimer::timeout, this, &SampleRun::sendDue);
}

bool SampleRun::isFaultWithoutEffect() const
{
    const bool isOfTheNext = m_request.fault == faultOfTheNext();
    if (!isOfTheNext && !faultKinds().contains(m_request.fault))
        return false;
    OutgoingDelivery one = make(isOfTheNext ? 1 : 0);
    if (isOfTheNext)
        one.headers = make(0).headers;
    return verifySignature(one.body, headerValues(one.headers, signatureHeaderName), {{{}, m_request.secret, false}})
               .verdict == Verdict::Verified;
}

void SampleRun::start()
{
    m_elapsed.start();
    if (m_request.rate > 0) {
        constexpr std::chrono::milliseconds tick{1};
        m_pace.setTimerType(Qt::PreciseTimer);
        m_pace.start(tick);
    }
    sendDue();
}

OutgoingDelivery SampleRun::make(qint64 event) const
{
    const qint64 types = m_request.eventTypes.size();
    const WebhookEvent sample = sampleEvent(m_request.eventTypes.at(event % types), QUrl(QLatin1String(defaultApiBase)),
                                            m_seed + static_cast<quint32>(event / types));
    OutgoingDelivery delivery;
    delivery.target = m_request.target;
    delivery.trustedFingerprint = m_request.trustedFingerprint;
    // .NET's client is likely to send chunked, which an endpoint that is just begun may not read: a single one comes
    // with its length in front.
    delivery.chunked = event % 2 == 1;
    delivery.body = webhookBody(sample);
    const bool hasBody = !m_request.body.isNull();
    if (hasBody)
        delivery.body = m_request.isTemplate ? filledIn(m_request.body, sample) : m_request.body;
    if (const auto odd = oddDelivery(m_request.fault, sample)) {
        if (!hasBody)
            delivery.body = odd->body;
        delivery.chunked = odd->chunked;
        delivery.bytesPerSecond = odd->bytesPerSecond;
    }
    delivery.headers = signedHeaders(delivery.body, m_request.secret, m_request.encoding);
    spoil(delivery);
    return delivery;
}

void SampleRun::spoil(OutgoingDelivery& delivery) const
{
    if (m_request.fault == faultOfTheNext() && !m_headersOfFirst.isEmpty())
        delivery.headers = m_headersOfFirst;
    if (const auto faulty = faultyDelivery(m_request.fault, delivery.body, m_request.secret, m_request.encoding)) {
        delivery.body = faulty->body;
        delivery.headers = faulty->headers;
    }
}

qint64 SampleRun::due() const
{
    if (m_request.isBurst)
        return m_allowed;
    if (m_request.rate <= 0)
        return std::min(m_tried + 1, m_allowed); // one after another
    constexpr double millisPerSecond = 1'000.0;
    const double sinceThen = 1 + static_cast<double>(m_elapsed.elapsed()) * m_request.rate / millisPerSecond;
    return m_madeBefore + static_cast<qint64>(std::min(sinceThen, static_cast<double>(m_allowed - m_madeBefore)));
}

/// The place of the delivery that goes as the one after `position` others, were all in their order.
qint64 SampleRun::inOrder(qint64 position)
{
    if (!m_request.isShuffled)
        return position;
    const qint64 place = position % windowSize;
    if (place == 0) {
        m_window.resize(static_cast<size_t>(std::min(windowSize, m_request.deliveries() - position)));
        std::iota(m_window.begin(), m_window.end(), position);
        std::shuffle(m_window.begin(), m_window.end(), *QRandomGenerator::global());
    }
    return m_window.at(static_cast<size_t>(place));
}

qint64 SampleRun::eventAt(qint64 position) const
{
    return m_request.repeatAfter.count() > 0 ? position % m_request.events() : position / m_request.repeat;
}

/// One that waits for its next attempt keeps no other from its first, but takes memory.
qint64 SampleRun::mostInHand() const
{
    const qint64 ofThisSize = mostBytesWaiting / std::max<qint64>(1, m_current.body.size());
    return std::clamp<qint64>(ofThisSize, atOnce(m_request), mostWaiting);
}

void SampleRun::sendDue()
{
    const qint64 last = due();
    while (m_made < last && m_sender.hasRoom() && m_made - m_ended < mostInHand()) {
        const qint64 event = eventAt(inOrder(m_made));
        if (m_made == 0)
            m_headersOfFirst = make(event).headers;
        if (event != std::exchange(m_currentEvent, event))
            m_current = make(event);
        ++m_made;
        m_sender.send(m_current, m_request.retry);
    }
}

void SampleRun::takeAttempt(quint64 number, const SendOutcome& outcome)
{
    m_tried += outcome.attempts == 1 ? 1 : 0;
    if (!outcome.retryIn)
        return;
    Q_EMIT repeated(number, outcome);
    sendDue();
}

void SampleRun::takeOutcome(quint64 number, const SendOutcome& outcome)
{
    ++m_ended;
    Q_EMIT answered(number, outcome);
    if (m_ended == m_request.deliveries())
        Q_EMIT finished();
    else if (m_ended == m_allowed)
        m_pause.start();
    else
        sendDue();
}

} // namespace kaunt
