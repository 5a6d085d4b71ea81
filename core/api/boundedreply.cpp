// SPDX-License-Identifier: MIT
#include "core/api/boundedreply.h"

#include "core/api/fetchtrust.h"
#include "core/api/originpolicy.h"
#include "core/tls/certificatenames.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <utility>

namespace kaunt {

namespace {

/// Of the errors without an answer those that another attempt may not meet.
bool isPassing(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
        return true;
    default:
        return false;
    }
}

/// What the network manager makes of a status of an error, whose answer is whole. All else is an exchange that broke.
bool isOfStatus(QNetworkReply::NetworkError error)
{
    const bool isOfRequest = error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError;
    const bool isOfServer = error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError;
    return isOfRequest || isOfServer || error == QNetworkReply::ProtocolInvalidOperationError || // 400
           error == QNetworkReply::ProxyAuthenticationRequiredError;                             // 407
}

bool isWhole(int status, QNetworkReply::NetworkError error)
{
    constexpr int firstOfErrors = 400;
    return status != 0 && (error == QNetworkReply::NoError || (status >= firstOfErrors && isOfStatus(error)));
}

/// Why there was no connection.
FetchError::Reason connectReason(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return FetchError::Reason::HostNotFound;
    case QNetworkReply::ConnectionRefusedError:
        return FetchError::Reason::ConnectionRefused;
    case QNetworkReply::TimeoutError:
        return FetchError::Reason::ConnectTimedOut;
    default:
        return FetchError::Reason::NotConnected;
    }
}

/// As the network manager finds it: by the environment or the system's settings. Null where there is none.
QString proxyFor(const QUrl& url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    const QNetworkProxy proxy = proxies.value(0, QNetworkProxy::NoProxy);
    const bool isUsed = proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
    return isUsed ? QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port()) : QString();
}

} // namespace

FetchError exchangeError(const HttpAnswer& answer, FetchError::Asked asked, const QUrl& url)
{
    FetchError error{
        answer.failedAt.value_or(FetchError::Step::Connect), answer.status, {}, answer.systemText, answer.reason};
    if (error.step == FetchError::Step::Body) // the answer says enough of who gave it
        return error;
    error.asked = asked;
    error.host = hostAndPort(url);
    if (error.reason == FetchError::Reason::ThroughProxy)
        error.behindProxy = std::exchange(error.host, answer.proxy);
    return error;
}

BoundedReply::BoundedReply(FetchConnection connection, QNetworkReply* reply, qsizetype maxBytes, QObject* parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_reply(reply)
    , m_maxBytes(maxBytes)
{
    m_reply->setReadBufferSize(maxBytes + 1);
    connect(m_reply, &QNetworkReply::readyRead, this, &BoundedReply::readMore);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { ++m_sent; });
    connect(m_reply, &QNetworkReply::encrypted, this, &BoundedReply::checkCertificate);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError>& errors) { m_answer.reason = reasonOf(errors); });
    connect(m_reply, &QNetworkReply::downloadProgress, this, &BoundedReply::progress);
    connect(m_reply, &QNetworkReply::finished, this, &BoundedReply::finish);
    m_timeLimit.setSingleShot(true);
    m_timeLimit.setTimerType(Qt::PreciseTimer); // a coarse one may be early by a twentieth
    connect(&m_timeLimit, &QTimer::timeout, this, [this] {
        m_answer.isWorthRetry = true;
        tellUnanswered(FetchError::Reason::Unanswered, FetchError::Reason::ConnectTimedOut);
        fail(FetchError::Step::Deadline, QString());
    });
}

int BoundedReply::status() const
{
    return m_reply ? m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
}

void BoundedReply::setTimeLimit(std::chrono::milliseconds limit)
{
    m_timeLimit.start(limit);
}

BoundedReply::~BoundedReply()
{
    abort();
}

void BoundedReply::abort()
{
    if (!m_reply)
        return;
    QNetworkReply* reply = m_reply;
    m_reply = nullptr;
    m_timeLimit.stop();
    reply->disconnect(this);
    // That ends it too. Its own abort() complains where an answer with a status of an error is just being read.
    reply->deleteLater();
}

void BoundedReply::readMore()
{
    if (!m_reply->isOpen()) // its time was over
        return;
    m_answer.body += m_reply->read(m_maxBytes + 1 - m_answer.body.size());
    if (m_answer.body.size() <= m_maxBytes)
        return;
    m_answer.body.truncate(m_maxBytes);
    m_answer.status = status();
    m_answer.reason = FetchError::Reason::AnswerTooLarge;
    fail(FetchError::Step::Body, QString());
}

void BoundedReply::checkCertificate()
{
    // Emitted before a byte of the request is sent, so that a wrong peer never sees the token.
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    if (tls::certificateNamesHost(certificate, m_reply->url().host(QUrl::FullyEncoded)))
        return;
    m_reply->disconnect(this);
    m_reply->abort(); // at once
    m_answer.reason = FetchError::Reason::HostNotNamed;
    fail(FetchError::Step::Tls, certificate.subjectDisplayName());
}

void BoundedReply::finish()
{
    readMore();
    if (!m_reply)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    m_answer.status = status();
    m_answer.location = m_reply->rawHeader("Location");
    m_answer.retryAfter = m_reply->rawHeader("Retry-After");
    m_answer.date = m_reply->rawHeader("Date");
    m_answer.contentType = m_reply->rawHeader("Content-Type");
    m_answer.contentEncoding = m_reply->rawHeader("Content-Encoding");
    if (m_answer.status >= 100 && m_answer.status <= 199) {
        failAtInterim();
        return;
    }
    if (isWhole(m_answer.status, error)) {
        m_timeLimit.stop();
        m_reply->deleteLater();
        m_reply = nullptr;
        Q_EMIT finished(m_answer);
        return;
    }
    m_answer.isWorthRetry = isPassing(error);
    const bool isOfTls = error == QNetworkReply::SslHandshakeFailedError;
    if (isOfTls && m_answer.reason == FetchError::Reason::None)
        m_answer.reason = FetchError::Reason::HandshakeFailed;
    FetchError::Step step = isOfTls ? FetchError::Step::Tls : FetchError::Step::Connect;
    if (step == FetchError::Step::Connect && m_answer.status != 0) {
        step = FetchError::Step::Body;
        m_answer.reason = FetchError::Reason::AnswerCutShort;
    }
    if (step == FetchError::Step::Connect)
        tellUnanswered(FetchError::Reason::ClosedUnanswered, connectReason(error));
    fail(step, m_reply->errorString());
}

void BoundedReply::tellUnanswered(FetchError::Reason ifSent, FetchError::Reason ifNot)
{
    m_answer.reason = ifSent;
    if (m_sent > 0)
        return;
    m_answer.proxy = proxyFor(m_reply->url());
    m_answer.reason = m_answer.proxy.isEmpty() ? ifNot : FetchError::Reason::ThroughProxy;
}

void BoundedReply::failAtInterim()
{
    const QString phrase = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    const QString systemText = QStringLiteral("%1 %2").arg(m_answer.status).arg(phrase).trimmed();
    m_answer.status = 0; // the answer itself has not come
    m_answer.reason = FetchError::Reason::InterimAnswer;
    m_answer.isWorthRetry = true;
    fail(FetchError::Step::Connect, systemText);
}

void BoundedReply::fail(FetchError::Step step, const QString& systemText)
{
    abort();
    m_answer.failedAt = step;
    m_answer.systemText = systemText;
    Q_EMIT finished(m_answer);
}

} // namespace kaunt
