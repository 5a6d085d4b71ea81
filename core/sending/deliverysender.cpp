// SPDX-License-Identifier: MIT
#include "core/sending/deliverysender.h"

#include "core/sending/deliveryattempt.h"

#include <QElapsedTimer>
#include <QHash>
#include <QQueue>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace kaunt {

RetryPolicy fasterBy(double factor, RetryPolicy policy)
{
    using std::chrono::duration_cast;
    policy.base = duration_cast<std::chrono::microseconds>(policy.base / factor);
    policy.giveUpAfter = duration_cast<std::chrono::milliseconds>(policy.giveUpAfter / factor);
    return policy;
}

std::optional<std::chrono::milliseconds> waitBeforeRetry(const RetryPolicy& policy, int attempts,
                                                         std::chrono::milliseconds sinceFirst, double random)
{
    if (policy.maxAttempts > 0 && attempts >= policy.maxAttempts)
        return std::nullopt;
    const double base = std::chrono::duration<double, std::milli>(policy.base).count();
    const double spread = 1.0 + policy.jitter * (2.0 * random - 1.0);
    // Never at once: a base that a time lapse has made nothing of would not grow either.
    const double wait = std::max(1.0, base * std::pow(policy.factor, attempts - 1) * spread);
    if (static_cast<double>(sinceFirst.count()) + wait > static_cast<double>(policy.giveUpAfter.count()))
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<qint64>(wait));
}

QByteArray signatureText(const QByteArray& digest, SignatureEncoding encoding)
{
    switch (encoding) {
    case SignatureEncoding::Hex:
        break;
    case SignatureEncoding::Base64:
        return digest.toBase64();
    case SignatureEncoding::Base64Url:
        return digest.toBase64(QByteArray::Base64UrlEncoding);
    }
    return digest.toHex();
}

QByteArray signatureText(const QByteArray& body, const QByteArray& secret, SignatureEncoding encoding)
{
    return signatureText(hmacSha256(secret, body), encoding);
}

HeaderList signedHeaders(const QByteArray& body, const QByteArray& secret, SignatureEncoding encoding)
{
    return {{"Content-Type", "application/json; charset=utf-8"},
            {"User-Agent", "kaunt-monitor/" KAUNT_VERSION " (simulated)"},
            {signatureHeaderName, signatureText(body, secret, encoding)}};
}

/// A delivery under way: attempts and the waits between them.
struct DeliverySender::Private {
    struct Sending {
        OutgoingDelivery delivery;
        std::optional<RetryPolicy> retry;
        QElapsedTimer sinceFirst;
        int attempts = 0;
        QObject* current = nullptr; ///< the attempt, or the timer of the next one
    };

    explicit Private(DeliverySender* sender)
        : q(sender)
    {
    }

    [[nodiscard]] bool hasRoom() const { return mostAtOnce == 0 || onTheirWay + due.size() < mostAtOnce; }
    void begin(quint64 id);
    void beginDue();
    void attempt(quint64 id);
    void attemptFinished(quint64 id, SendOutcome outcome);
    void waitForRetry(quint64 id, std::chrono::milliseconds wait);
    void release(Sending& sending);

    DeliverySender* q;
    QHash<quint64, Sending> sendings;
    quint64 lastId = 0;
    int mostAtOnce = 0;
    int onTheirWay = 0;  ///< attempts
    QQueue<quint64> due; ///< that wait for a place
};

void DeliverySender::Private::begin(quint64 id)
{
    if (hasRoom())
        attempt(id);
    else
        due.enqueue(id);
}

void DeliverySender::Private::beginDue()
{
    while (!due.isEmpty() && (mostAtOnce == 0 || onTheirWay < mostAtOnce))
        attempt(due.dequeue());
}

void DeliverySender::Private::attempt(quint64 id)
{
    Sending& sending = sendings[id];
    release(sending);
    ++sending.attempts;
    ++onTheirWay;
    auto* attempt = new DeliveryAttempt(sending.delivery, q);
    sending.current = attempt;
    QObject::connect(attempt, &DeliveryAttempt::finished, q,
                     [this, id](const SendOutcome& outcome) { attemptFinished(id, outcome); });
}

void DeliverySender::Private::attemptFinished(quint64 id, SendOutcome outcome)
{
    Sending& sending = sendings[id];
    outcome.attempts = sending.attempts;
    if (sending.retry && !outcome.isAccepted()) {
        const std::chrono::milliseconds sinceFirst(sending.sinceFirst.elapsed());
        outcome.retryIn =
            waitBeforeRetry(*sending.retry, sending.attempts, sinceFirst, QRandomGenerator::global()->generateDouble());
    }
    release(sending);
    --onTheirWay;
    Q_EMIT q->attempted(id, outcome);
    if (!sendings.contains(id)) // cancelled by whoever heard of it
        return;
    if (outcome.retryIn)
        waitForRetry(id, *outcome.retryIn);
    else
        sendings.remove(id);
    beginDue();
    if (!outcome.retryIn)
        Q_EMIT q->finished(id, outcome);
}

void DeliverySender::Private::waitForRetry(quint64 id, std::chrono::milliseconds wait)
{
    auto* timer = new QTimer(q);
    sendings[id].current = timer;
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, q, [this, id] { begin(id); });
    timer->start(wait);
}

/// Both are asked for from within their own signals, so they go later; they must not speak until then.
void DeliverySender::Private::release(Sending& sending)
{
    if (sending.current == nullptr)
        return;
    sending.current->disconnect(q);
    sending.current->deleteLater();
    sending.current = nullptr;
}

DeliverySender::DeliverySender(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

DeliverySender::~DeliverySender() = default;

quint64 DeliverySender::send(const OutgoingDelivery& delivery, std::optional<RetryPolicy> retry)
{
    const quint64 id = ++d->lastId;
    Private::Sending& sending = d->sendings[id];
    sending.delivery = delivery;
    sending.retry = retry;
    sending.sinceFirst.start();
    d->begin(id);
    return id;
}

void DeliverySender::cancelAll()
{
    for (Private::Sending& sending : d->sendings)
        d->release(sending);
    d->sendings.clear();
    d->due.clear();
    d->onTheirWay = 0;
}

void DeliverySender::setMostAtOnce(int most)
{
    d->mostAtOnce = most;
    d->beginDue();
}

bool DeliverySender::hasRoom() const
{
    return d->hasRoom();
}

int DeliverySender::pending() const
{
    return static_cast<int>(d->sendings.size());
}

} // namespace kaunt
