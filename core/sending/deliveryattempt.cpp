// SPDX-License-Identifier: MIT
#include "core/sending/deliveryattempt.h"

#include "core/sending/answerbeginning.h"
#include "core/sending/answerfields.h"
#include "core/sending/answerhead.h"
#include "core/tls/certificatenames.h"
#include "core/urltext.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kaunt {

namespace {

namespace beast_http = boost::beast::http;

constexpr qsizetype maxAnswerBytes = AnswerBeginning::maxBytes;
constexpr qsizetype bytesAhead = 65'536;  ///< that are handed to the socket before those in front are on their way
constexpr qsizetype recordBytes = 16'384; ///< of TLS (RFC 8446 section 5.1)
constexpr qsizetype chunkBytes = 4'096;
constexpr quint16 httpPort = 80;
constexpr quint16 httpsPort = 443;
constexpr std::chrono::milliseconds slice{100};
constexpr int slicesPerSecond = 10;

bool isEncrypted(const QUrl& url)
{
    return url.scheme() == QLatin1String("https");
}

/// That the socket has not taken yet.
bool hasSomethingToRead(const QSslSocket& socket)
{
    pollfd descriptor{static_cast<int>(socket.socketDescriptor()), POLLIN, 0};
    return ::poll(&descriptor, 1, 0) > 0;
}

NoAnswer::Reason reasonOf(const boost::beast::error_code& error)
{
    return error == beast_http::error::header_limit ? NoAnswer::Reason::LargeHeaders : NoAnswer::Reason::NoHttp;
}

} // namespace

/// What has been read of the answer.
struct DeliveryAttempt::Answer {
    using Parser = beast_http::response_parser<AnswerBeginning>;

    Answer() { renew(); }

    void renew()
    {
        parser.emplace();
        parser->eager(true);
        parser->header_limit(maxAnswerBytes);
        parser->body_limit(std::numeric_limits<std::uint64_t>::max()); // none would be taken for 0
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

    /// All of it has come, or as much as is kept.
    [[nodiscard]] bool isEnough() const
    {
        return parser->is_done() || (parser->is_header_done() && parser->get().body().size() >= maxAnswerBytes);
    }

    std::optional<Parser> parser;
    AnswerHead head;
    qsizetype headBytes = 0; ///< of all heads: the parser bounds what it has in hand, and not what it has taken
    QByteArray came;         ///< and is not prepared yet
    QByteArray unread;       ///< by the parser
};

DeliveryAttempt::DeliveryAttempt(const OutgoingDelivery& delivery, QObject* parent)
    : QObject(parent)
    , m_trustedFingerprint(delivery.trustedFingerprint)
    , m_deadline(this)
    , m_request(requestBytes(delivery))
    , m_bytesPerSlice(delivery.bytesPerSecond > 0 ? std::max(1, delivery.bytesPerSecond / slicesPerSecond) : 0)
    , m_answer(std::make_unique<Answer>())
{
    connect(&m_socket, &QSslSocket::connected, this, [this] {
        if (m_socket.mode() == QSslSocket::UnencryptedMode)
            beginWriting();
    });
    connect(&m_socket, &QSslSocket::encrypted, this, &DeliveryAttempt::checkName);
    connect(&m_pace, &QTimer::timeout, this, &DeliveryAttempt::writeSlice);
    connect(&m_socket, &QSslSocket::sslErrors, this, &DeliveryAttempt::takeSslErrors);
    connect(&m_socket, &QSslSocket::readyRead, this, &DeliveryAttempt::readAnswer);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &DeliveryAttempt::endOfStream);
    connect(&m_deadline, &QTimer::timeout, this, &DeliveryAttempt::timeOut);
    m_deadline.setObjectName(QStringLiteral("deadline"));
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // a coarse one may be early by a twentieth
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
    closeSpare();
}

void DeliveryAttempt::connectSocket(const QUrl& target)
{
    if (isEncrypted(target))
        m_socket.connectToHostEncrypted(target.host(QUrl::FullyEncoded), static_cast<quint16>(target.port(httpsPort)));
    else
        m_socket.connectToHost(target.host(), static_cast<quint16>(target.port(httpPort)));
}

bool DeliveryAttempt::isTrustedAsItIs() const
{
    return !m_trustedFingerprint.isEmpty() &&
           m_socket.peerCertificate().digest(QCryptographicHash::Sha256) == m_trustedFingerprint;
}

void DeliveryAttempt::takeSslErrors(const QList<QSslError>& errors)
{
    const tls::Distrust distrust = tls::distrustOf(errors);
    const bool isOfAuthorityAlone = std::all_of(errors.cbegin(), errors.cend(), [](const QSslError& error) {
        return tls::distrustOf({error}) == tls::Distrust::AuthorityUnknown;
    });
    const bool isVouchedFor = isOfAuthorityAlone && tls::isVouchedFor(m_socket.peerCertificateChain(),
                                                                      m_socket.sslConfiguration().caCertificates());
    if (isTrustedAsItIs() || isVouchedFor)
        m_socket.ignoreSslErrors();
    else
        m_distrust = distrust;
}

/// Before a byte of the request is sent, so that a wrong peer never sees the payload. Qt also takes a common name where
/// there are other names, and an address that stands as a name.
void DeliveryAttempt::checkName()
{
    const QSslCertificate certificate = m_socket.peerCertificate();
    if (isTrustedAsItIs() || tls::certificateNamesHost(certificate, m_socket.peerName())) {
        beginWriting();
        return;
    }
    m_distrust = tls::Distrust::HostNotNamed;
    fail({NoAnswer::Reason::System, QSslError(QSslError::HostNameMismatch, certificate).errorString()});
}

/// The head goes at once; it is the body that can be slow.
void DeliveryAttempt::beginWriting()
{
    m_isConnected = true;
    if (m_bytesPerSlice == 0) {
        // Queued: an answer that came meanwhile is read first. After a failed write, the socket reads no more.
        connect(&m_socket, &QSslSocket::bytesWritten, this, &DeliveryAttempt::writeAhead, Qt::QueuedConnection);
        connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &DeliveryAttempt::writeAhead,
                Qt::QueuedConnection);
        writeAhead();
        if (!m_request.isEmpty() && m_socket.mode() == QSslSocket::UnencryptedMode)
            m_spare = ::fcntl(static_cast<int>(m_socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
        return;
    }
    constexpr QByteArrayView endOfHead("\r\n\r\n");
    write(m_request.indexOf(endOfHead) + endOfHead.size());
    if (!m_request.isEmpty())
        m_pace.start(slice);
}

void DeliveryAttempt::write(qsizetype bytes)
{
    m_socket.write(m_request.first(std::min(bytes, m_request.size())));
    m_request.remove(0, bytes);
}

/// Of TLS, what is unread when a write fails is lost, as nobody else could decrypt it: nothing is written while there
/// is something to be read, and all at once, lest it comes in between.
void DeliveryAttempt::writeAhead()
{
    if (m_isFinished || m_request.isEmpty() || m_socket.bytesToWrite() > 0 || m_socket.encryptedBytesToWrite() > 0)
        return;
    if (m_socket.mode() == QSslSocket::UnencryptedMode) {
        write(bytesAhead);
    } else if (hasSomethingToRead(m_socket)) {
        QMetaObject::invokeMethod(this, &DeliveryAttempt::writeAhead, Qt::QueuedConnection);
    } else {
        write(recordBytes);
        m_socket.flush();
    }
}

void DeliveryAttempt::writeSlice()
{
    write(m_bytesPerSlice);
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
        if (error == beast_http::error::need_more && unread.size() > maxAnswerBytes)
            error = beast_http::error::header_limit; // which the parser does not keep for extensions and trailers
        if (error && error != beast_http::error::need_more)
            return fail({reasonOf(error), {}});
        if (!m_answer->isEnough() && error && m_answer->came.isEmpty())
            return;
        if (!m_answer->isEnough())
            continue;
        if (m_answer->parser->get().result_int() >= 200)
            return succeed();
        m_answer->renew(); // an interim answer (RFC 9110 section 15.2)
    }
}

/// The socket closes when it could not write, and the answer may have come by then: whoever refuses a body by its head
/// need not read it (RFC 9112 section 9.5).
void DeliveryAttempt::readRest()
{
    m_answer->came += m_socket.readAll();
    std::array<char, maxAnswerBytes> part{};
    while (m_spare >= 0 && m_answer->came.size() < maxAnswerBytes) {
        const ssize_t count = ::recv(m_spare, part.data(), part.size(), MSG_DONTWAIT);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        m_answer->came.append(part.data(), count);
    }
}

void DeliveryAttempt::closeSpare()
{
    if (m_spare >= 0)
        ::close(std::exchange(m_spare, -1));
}

void DeliveryAttempt::endOfStream()
{
    if (m_isFinished)
        return;
    const QString systemText = m_socket.errorString();
    readRest();
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
    outcome.answer = message.body();
    outcome.headers = answerFields(message);
    outcome.retryAfter = headerValues(outcome.headers, "Retry-After").value(0);
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
    whole.distrust = m_distrust;
    whole.hasAnswered = m_hasAnswered;
    closeSpare();
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
