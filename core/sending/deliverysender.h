// SPDX-License-Identifier: MIT
#pragma once

#include "core/answerstatus.h"
#include "core/headerlist.h"
#include "core/tls/servertrust.h"
#include "core/webhook/noanswer.h"
#include "core/webhook/signature.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace kaunt {

/// One webhook to be sent by POST the way Kaunt sends them, chunked or not, or the way one came. Over a socket of ours,
/// since QNetworkAccessManager can neither send chunked nor leave out headers of its own.
struct OutgoingDelivery {
    QUrl target;
    QByteArray body;
    HeaderList headers;   ///< all that go besides Host and framing, the signature included
    bool chunked = false; ///< as .NET's HttpClient does [likely]
    /// SHA-256 of a certificate that is trusted whoever signed it: our own receiver's.
    QByteArray trustedFingerprint = {};
    int bytesPerSecond = 0;                     ///< how fast the body goes; 0: as fast as it can
    std::chrono::milliseconds deadline{30'000}; ///< for all of one attempt
};

/// How one attempt went, `millis` included; the last one's is the delivery's.
struct SendOutcome {
    int status = 0; ///< 0 where there was no answer, or not within the deadline
    qint64 millis = 0;
    int attempts = 0;
    QByteArray answer; ///< cut at 64 KiB
    NoAnswer noAnswer;
    bool isConnected = false;                     ///< it got as far as that, TLS included
    bool isTimedOut = false;                      ///< the deadline ended it
    tls::Distrust distrust = tls::Distrust::None; ///< there is somebody, whose certificate is not trusted
    QByteArray retryAfter = {};                   ///< that field of the answer, as it came; empty where there was none
    bool hasAnswered = false;                     ///< something came back, be it an answer or not
    std::optional<std::chrono::milliseconds> retryIn = {}; ///< when the next attempt follows; nothing after the last
    HeaderList headers = {};                               ///< of the answer: see answerFields()

    [[nodiscard]] bool isAccepted() const { return isSuccess(status); }
};

/// Grows from `base` by `factor`, with jitter, until `giveUpAfter` has passed since the first attempt. Kaunt's own
/// figures are not known but the 24 hours.
struct RetryPolicy {
    std::chrono::microseconds base{1'000'000};
    double factor = 2.0;
    double jitter = 0.2; ///< a fraction of the wait, to either side
    std::chrono::milliseconds giveUpAfter{24 * 60 * 60 * 1000};
    int maxAttempts = 0; ///< 0: no bound
};

/// The same in so many times less time. Pure.
[[nodiscard]] RetryPolicy fasterBy(double factor, RetryPolicy policy);

/// How long to wait after so many attempts, a millisecond at the least, or nothing where it is given up. `random` is
/// within [0, 1). Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds>
waitBeforeRetry(const RetryPolicy& policy, int attempts, std::chrono::milliseconds sinceFirst, double random);

/// A signature as a header's value: of these 32 bytes, or of a body.
[[nodiscard]] QByteArray signatureText(const QByteArray& digest, SignatureEncoding encoding);
[[nodiscard]] QByteArray signatureText(const QByteArray& body, const QByteArray& secret, SignatureEncoding encoding);

/// The signed headers for a body: Content-Type, User-Agent and the signature in the given encoding.
[[nodiscard]] HeaderList signedHeaders(const QByteArray& body, const QByteArray& secret,
                                       SignatureEncoding encoding = SignatureEncoding::Hex);

/// Sends deliveries over real HTTP, http or https, each attempt on a connection of its own. Redirects are not followed.
/// Lives in one thread, does not block.
class DeliverySender final : public QObject {
    Q_OBJECT

public:
    explicit DeliverySender(QObject* parent = nullptr);
    ~DeliverySender() override;

    /// Sends; without `retry` once, with it until a 2xx or until the policy gives up. Returns an id that comes back in
    /// `attempted` and `finished`.
    quint64 send(const OutgoingDelivery& delivery, std::optional<RetryPolicy> retry = std::nullopt);
    /// No more attempts on their way than these from now on; others wait for a place, in their order. 0, as at first:
    /// no bound. What waits for its next attempt has none.
    void setMostAtOnce(int most);
    /// Whether one more would go at once.
    [[nodiscard]] bool hasRoom() const;
    /// Ends all at once; nothing is told of them any more.
    void cancelAll();
    [[nodiscard]] int pending() const;

Q_SIGNALS:
    /// After every attempt, the last one included.
    void attempted(quint64 id, const kaunt::SendOutcome& outcome);
    void finished(quint64 id, const kaunt::SendOutcome& outcome);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::SendOutcome)
