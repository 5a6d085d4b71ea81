// SPDX-License-Identifier: MIT
#include "core/sending/deliveryattempt.h"

#include "core/sending/answerhead.h"
#include "core/urltext.h"

#include <QCryptographicHash>
#include <QSslCertificate>

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

namespace kaunt {

namespace {

namespace beast_http = boost::beast::http;

constexpr qsizetype maxAnswerBytes = 65'536;
constexpr qsizetype chunkBytes = 4'096;
constexpr quint16 httpPort = 80;
constexpr quint16 httpsPort = 443;

constexpr std::chrono::milliseconds slice{100};
constexpr int slicesPerSecond = 10;

bool isEncrypted(const QUrl& url)
{
    return url.scheme() == QLatin1String("https");
}

NoAnswer::Reason reasonOf(const boost::beast::error_code& error)
{
    return error == beast_http::error::header_limit ? NoAnswer::Reason::LargeHeaders : NoAnswer::Reason::NoHttp;
}

} // namespace

/// What has been read of the answer.
struct DeliveryAttempt::Answer {
    using Parser = beast_http::response_parser<beast_http::string_body>;

    Answer() { renew(); }

    void renew()
    {
        parser.emplace();
        parser->eager(true);
        parser->header_limit(maxAnswerBytes);
        parser->body_limit(maxAnswerBytes);
        head = {};
    }

    /// Whether there is something to be parsed.
    [[nodiscard]] bool prepare()
    {
        if (head.isOver()) {
            unread += std::exchange(came, {});
        } else {
            const qsizetype ofHead = head.mend(came, unread);
            came.remove(0, ofHead);
            headBytes += ofHead;
        }
        return !unread.isEmpty();
    }

    std::optional<Parser> parser;
    AnswerHead head;
    qsizetype headBytes = 0; ///< of all heads: the parser bounds what it has in hand, and not what it has taken
    QByteArray came;         ///< and is not prepared yet
    QByteArray unread;       ///< by the parser
};

DeliveryAttempt::DeliveryAttempt(const OutgoingDelivery& delivery, QObject* parent)
    : QObject(parent)
    , m_request(requestBytes(delivery))
    , m_bytesPerSlice(delivery.bytesPerSecond > 0 ? std::max(1, delivery.bytesPerSecond / slicesPerSecond) : 0)
    , m_answer(std::make_unique<Answer>())
{
    connect(&m_socket, &QSslSocket::connected, this, [this] {
        if (m_socket.mode() == QSslSocket::UnencryptedMode)
            beginWriting();
    });
    connect(&m_socket, &QSslSocket::encrypted, this, &DeliveryAttempt::beginWriting);
    connect(&m_pace, &QTimer::timeout, this, &DeliveryAttempt::writeSlice);
    connect(&m_socket, &QSslSocket::sslErrors, this, [this, trusted = delivery.trustedFingerprint] {
        if (!trusted.isEmpty() && m_socket.peerCertificate().digest(QCryptographicHash::Sha256) == trusted)
            m_socket.ignoreSslErrors();
        else
            m_isDistrusted = true;
    });
    connect(&m_socket, &QSslSocket::readyRead, this, &DeliveryAttempt::readAnswer);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &DeliveryAttempt::endOfStream);
    connect(&m_deadline, &QTimer::timeout, this, &DeliveryAttempt::timeOut);
    m_deadline.setSingleShot(true);
    m_deadline.start(delivery.deadline);
    m_elapsed.start();
    m_socket.setReadBufferSize(maxAnswerBytes);
    // A host that is an address fails at once; the owner is to hear of it only later.
    QMetaObject::invokeMethod(
        this, [this, target = delivery.target] { connectSocket(target); }, Qt::QueuedConnection);
}

DeliveryAttempt::~DeliveryAttempt()
{
    m_socket.disconnect(this);
}

void DeliveryAttempt::connectSocket(const QUrl& target)
{
    if (isEncrypted(target))
        m_socket.connectToHostEncrypted(target.host(), static_cast<quint16>(target.port(httpsPort)));
    else
        m_socket.connectToHost(target.host(), static_cast<quint16>(target.port(httpPort)));
}

/// The head goes at once; it is the body that can be slow.
void DeliveryAttempt::beginWriting()
{
    m_isConnected = true;
    constexpr QByteArrayView endOfHead("\r\n\r\n");
    const qsizetype head = m_request.indexOf(endOfHead) + endOfHead.size();
    const qsizetype atOnce = m_bytesPerSlice > 0 ? head : m_request.size();
    m_socket.write(m_request.first(atOnce));
    m_request.remove(0, atOnce);
    if (!m_request.isEmpty())
        m_pace.start(slice);
}

void DeliveryAttempt::writeSlice()
{
    m_socket.write(m_request.first(std::min<qsizetype>(m_bytesPerSlice, m_request.size())));
    m_request.remove(0, m_bytesPerSlice);
    if (m_request.isEmpty())
        m_pace.stop();
}

void DeliveryAttempt::readAnswer()
{
    if (m_isFinished)
        return;
    m_answer->came += m_socket.readAll();
    m_hasAnswered = m_hasAnswered || !m_answer->came.isEmpty();
    QByteArray& unread = m_answer->unread;
    while (m_answer->prepare()) {
        if (m_answer->headBytes > maxAnswerBytes)
            return fail({NoAnswer::Reason::LargeHeaders, {}});
        boost::beast::error_code error;
        const size_t used =
            m_answer->parser->put(boost::asio::buffer(unread.constData(), static_cast<size_t>(unread.size())), error);
        unread.remove(0, static_cast<qsizetype>(used));
        if (error == beast_http::error::need_more && m_answer->came.isEmpty())
            return;
        if (error == beast_http::error::need_more)
            continue;
        if (error == beast_http::error::body_limit)
            return succeed();
        if (error)
            return fail({reasonOf(error), {}});
        if (!m_answer->parser->is_done())
            continue;
        if (m_answer->parser->get().result_int() >= 200)
            return succeed();
        m_answer->renew(); // an interim answer (RFC 9110 section 15.2)
    }
}

void DeliveryAttempt::endOfStream()
{
    const QString systemText = m_socket.errorString();
    readAnswer();
    if (m_isFinished)
        return;
    // Without a length, the end of the stream is the end of the answer.
    boost::beast::error_code error = beast_http::error::partial_message;
    if (m_socket.error() == QAbstractSocket::RemoteHostClosedError && m_answer->parser->is_header_done())
        m_answer->parser->put_eof(error);
    if (error)
        fail({NoAnswer::Reason::System, systemText});
    else
        succeed();
}

void DeliveryAttempt::succeed()
{
    const auto& message = m_answer->parser->get();
    SendOutcome outcome;
    outcome.status = static_cast<int>(message.result_int());
    outcome.answer = QByteArray::fromStdString(message.body()).left(maxAnswerBytes);
    const auto retryAfter = message[beast_http::field::retry_after];
    outcome.retryAfter = QByteArray(retryAfter.data(), static_cast<qsizetype>(retryAfter.size()));
    finish(outcome);
}

void DeliveryAttempt::timeOut()
{
    SendOutcome outcome;
    outcome.noAnswer.systemText = QString::fromStdString(std::make_error_code(std::errc::timed_out).message());
    outcome.isTimedOut = true;
    finish(outcome);
}

void DeliveryAttempt::fail(const NoAnswer& why)
{
    SendOutcome outcome;
    outcome.noAnswer = why;
    finish(outcome);
}

void DeliveryAttempt::finish(const SendOutcome& outcome)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_deadline.stop();
    m_pace.stop();
    SendOutcome whole = outcome;
    whole.millis = m_elapsed.elapsed();
    whole.attempts = 1;
    whole.isConnected = m_isConnected;
    whole.isDistrusted = m_isDistrusted;
    whole.hasAnswered = m_hasAnswered;
    m_socket.disconnectFromHost();
    Q_EMIT finished(whole);
}

QByteArray requestBytes(const OutgoingDelivery& delivery)
{
    const QUrl target = delivery.target.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    QByteArray path = forRequestLine(target.path(QUrl::FullyEncoded));
    if (path.isEmpty())
        path = "/";
    if (target.hasQuery())
        path += '?' + forRequestLine(target.query(QUrl::FullyEncoded));

    QByteArray request =
        "POST " + path + " HTTP/1.1\r\nHost: " + target.authority(QUrl::FullyEncoded).toLatin1() + "\r\n";
    for (const Header& header : delivery.headers)
        request += header.name + ": " + header.value + "\r\n";
    if (!delivery.chunked)
        return request + "Content-Length: " + QByteArray::number(delivery.body.size()) + "\r\n\r\n" + delivery.body;

    request += "Transfer-Encoding: chunked\r\n\r\n";
    for (qsizetype at = 0; at < delivery.body.size(); at += chunkBytes) {
        const QByteArray chunk = delivery.body.mid(at, chunkBytes);
        request += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    return request + "0\r\n\r\n";
}

} // namespace kaunt
