// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"
#include "core/webhook/webhookevent.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <vector>

namespace kaunt {

/// What is sent by a SampleRun, and how.
struct SampleRequest {
    QUrl target;
    QByteArray secret;
    QByteArray trustedFingerprint = {}; ///< of a certificate that is trusted whoever signed it
    SignatureEncoding encoding = SignatureEncoding::Hex;
    /// The events of one request, in their order and with one CorrelationId: one, or Document AI and then the coding.
    QStringList eventTypes = {knownEventTypes().constFirst()};
    QByteArray body = {};    ///< in place of what is printed of a sample; null: of each its own
    bool isTemplate = false; ///< `body` has placeholders
    QString fault = {};      ///< what is odd or wrong with them, of sampleFaults(); empty where they are right
    int count = 1;           ///< how often the requests
    int repeat = 1;          ///< how often each event
    std::chrono::milliseconds repeatAfter{0}; ///< all first, and again after so long; 0: each again at once
    bool isShuffled = false;                  ///< not in their order, within so many as a window has
    double rate = 0;                          ///< a second; 0: one after another
    bool isBurst = false;                     ///< all at once
    std::optional<RetryPolicy> retry = std::nullopt;

    /// Each until it is answered 2xx, in so many times less time than Kaunt takes; in as many times less than is set by
    /// now, the events again. The factor is at least 0.1: a timer does not wait longer.
    void repeatAsKaunt(double timeLapse);

    [[nodiscard]] qint64 events() const { return qint64{count} * eventTypes.size(); }
    [[nodiscard]] qint64 deliveries() const { return events() * repeat; }
};

inline constexpr qint64 mostSampleDeliveries = 1'000'000;

/// Of one request: the Document AI result, and the coding proposal for it.
[[nodiscard]] QStringList documentChain();

/// All that can be odd or wrong: faultKinds(), oddityKinds(), and faultOfTheNext().
[[nodiscard]] QStringList sampleFaults();
/// "signature-of-other-delivery": wrong only beside another delivery, which goes first.
[[nodiscard]] QString faultOfTheNext();

/// The text with {{Id}}, {{Url}}, {{TenantId}}, {{CompanyName}}, {{CorrelationId}} and {{EventType}} replaced by what
/// the event has; other braces stay. Pure.
[[nodiscard]] QByteArray filledIn(QByteArray text, const WebhookEvent& event);

/// What stands in double braces and is none of these, each once. Pure.
[[nodiscard]] QStringList unknownPlaceholders(const QByteArray& text);

/// Sends signed samples the way Kaunt sends them, or odd or wrong in a named way. Holds what is on its way or waits for
/// its next attempt, up to a bound, and no more, however many are asked for. Lives in its owner's thread; destroyed, it
/// ends at once and tells nothing more.
class SampleRun final : public QObject {
    Q_OBJECT

public:
    /// `seed` gives identifiers and names: the same gives the same.
    SampleRun(SampleRequest request, quint32 seed, QObject* parent = nullptr);

    /// Whether the deliveries would be right for all that the fault does: some bodies it does not change. Before
    /// start().
    [[nodiscard]] bool isFaultWithoutEffect() const;
    void start();

Q_SIGNALS:
    /// After an attempt that is followed by another, `retryIn` later; `number` counts the deliveries of the run from 1.
    void repeated(quint64 number, const kaunt::SendOutcome& outcome);
    void answered(quint64 number, const kaunt::SendOutcome& outcome);
    void finished();

private:
    [[nodiscard]] OutgoingDelivery make(qint64 event) const;
    void spoil(OutgoingDelivery& delivery) const;
    [[nodiscard]] qint64 inOrder(qint64 position);
    [[nodiscard]] qint64 eventAt(qint64 position) const;
    /// How many are to have been sent for the first time by now.
    [[nodiscard]] qint64 due() const;
    void sendDue();
    [[nodiscard]] qint64 mostInHand() const;
    void takeAttempt(quint64 number, const SendOutcome& outcome);
    void takeOutcome(quint64 number, const SendOutcome& outcome);

    const SampleRequest m_request;
    const quint32 m_seed;
    HeaderList m_headersOfFirst;
    OutgoingDelivery m_current; ///< of the event that was sent last
    qint64 m_currentEvent = -1;
    std::vector<qint64> m_window; ///< the positions that are shuffled
    DeliverySender m_sender;
    QElapsedTimer m_elapsed; ///< since the first, or the first after the pause
    qint64 m_madeBefore = 0; ///< before that
    QTimer m_pace;
    QTimer m_pause;
    qint64 m_allowed; ///< up to where the pause has been waited for
    qint64 m_made = 0;
    qint64 m_tried = 0; ///< whose first attempt is over
    qint64 m_ended = 0;
};

} // namespace kaunt
