// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/fetchconnection.h"
#include "core/api/fetcherror.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

class QNetworkReply;
class QUrl;

namespace kaunt {

/// What one HTTP exchange came to: an answer with a status, or the step at which it broke.
struct HttpAnswer {
    int status = 0;
    QByteArray body;
    QByteArray location;        ///< of a redirect, as sent
    QByteArray retryAfter;      ///< as sent
    QByteArray date;            ///< as sent
    QByteArray contentType;     ///< as sent
    QByteArray contentEncoding; ///< as sent
    std::optional<FetchError::Step> failedAt;
    FetchError::Reason reason = FetchError::Reason::None; ///< of a failure: there always is one
    QString proxy;                                        ///< of ThroughProxy: its host and port
    QString systemText;                                   ///< the system's words where it failed
    bool isWorthRetry = false;                            ///< of a failure: a connection that broke or stood still
};

/// What an exchange with `url` failed of, before a whole answer had come. Pure.
[[nodiscard]] FetchError exchangeError(const HttpAnswer& answer, FetchError::Asked asked, const QUrl& url);

/// One reply over a fetch's connection with a cap on its size, and with the certificate's names checked: where a
/// certificate has alternative names, only those count (RFC 6125 section 6.4.4), while Qt also accepts the common name.
/// Redirects are not followed. An interim answer (RFC 9110 section 15.2) that Qt takes for the answer is a failure at
/// the step Connect: the connection must not be used again. Lives in the connection's thread; owned by its parent;
/// `finished` comes exactly once, unless abort() was called.
class BoundedReply final : public QObject {
    Q_OBJECT

public:
    /// Of a reply that this connection gave.
    BoundedReply(FetchConnection connection, QNetworkReply* reply, qsizetype maxBytes, QObject* parent);
    ~BoundedReply() override;

    /// For the whole, from now on; then it fails at the step Deadline. None unless set.
    void setTimeLimit(std::chrono::milliseconds limit);

    /// Of the head of an answer, once it has come; else 0.
    [[nodiscard]] int status() const;
    /// How often the request was sent: Qt repeats one by itself whose connection closes without an answer.
    [[nodiscard]] int sent() const { return m_sent; }
    /// Ends it without `finished`.
    void abort();

Q_SIGNALS:
    void progress(qint64 received, qint64 total);
    void finished(const kaunt::HttpAnswer& answer);

private:
    void readMore();
    void checkCertificate();
    void finish();
    void failAtInterim();
    /// Why there is no answer: `ifSent` where the request had been sent, `ifNot` where nobody could be reached.
    void tellUnanswered(FetchError::Reason ifSent, FetchError::Reason ifNot);
    void fail(FetchError::Step step, const QString& systemText);

    FetchConnection m_connection; ///< outlives the reply
    QNetworkReply* m_reply;
    qsizetype m_maxBytes;
    HttpAnswer m_answer;
    int m_sent = 0;
    QTimer m_timeLimit;
};

} // namespace kaunt
