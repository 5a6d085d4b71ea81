// SPDX-License-Identifier: MIT
#include "core/http/tlsstream.h"

#include "core/http/customer.h"

#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kaunt::http {

namespace {

constexpr qsizetype recordBytes = 16'384;

// An honest peer changes its keys once in gigabytes, if at all (RFC 8446 section 5.5).
constexpr int emptyRecordsAtFirst = 32;
constexpr int mostEmptyRecords = 256;
constexpr int bytesForAnEmptyRecord = 4'096;

void countRecord(int isWritten, int /*version*/, int contentType, const void* /*bytes*/, size_t /*size*/,
                 SSL* /*connection*/, void* recordsLeft)
{
    if (isWritten == 0 && contentType == SSL3_RT_HEADER)
        --*static_cast<int*>(recordsLeft);
}

} // namespace

TlsStream::TlsStream(std::unique_ptr<TcpStream> socket, tls::ConnectionPointer connection, HandshakeTurns& turns,
                     QObject* parent)
    : Stream(parent)
    , m_socket(std::move(socket))
    , m_connection(std::move(connection))
    , m_received(BIO_new(BIO_s_mem()))
    , m_toSend(BIO_new(BIO_s_mem()))
    , m_recordsLeft(emptyRecordsAtFirst)
    , m_turns(turns)
{
    // An empty one means: wait, not: it is over.
    BIO_set_mem_eof_return(m_received, -1);
    SSL_set_bio(m_connection.get(), m_received, m_toSend);
    SSL_set_msg_callback(m_connection.get(), countRecord);
    SSL_set_msg_callback_arg(m_connection.get(), &m_recordsLeft);
    connect(m_socket.get(), &Stream::readable, this, &TlsStream::takeReadable);
    connect(m_socket.get(), &Stream::failed, this, &Stream::failed);
    connect(m_socket.get(), &Stream::written, this, [this] {
        if (m_isFinished)
            m_socket->finishWriting();
        if (m_isReady)
            Q_EMIT written();
    });
}

void TlsStream::doubtSilence()
{
    m_socket->doubtSilence();
    m_isDoubted = true;
}

void TlsStream::takeReadable()
{
    if (m_isReady)
        Q_EMIT readable();
    else
        askForTurn();
}

void TlsStream::askForTurn()
{
    if (std::exchange(m_hasAsked, true))
        return;
    m_socket->pauseReading();
    m_turns.ask(this, customerOf(m_socket->peer()), [this] { takeTurn(); });
}

void TlsStream::takeTurn()
{
    m_hasAsked = false;
    if (m_isFinished)
        return;
    const ReadStatus status = handshake();
    if (status == ReadStatus::Failed)
        Q_EMIT failed();
    else if (status == ReadStatus::Data)
        Q_EMIT readable();
}

/// Data when it is over, NothingNow while it goes on.
Stream::ReadStatus TlsStream::handshake()
{
    while (!m_isReady) {
        ERR_clear_error();
        const int result = SSL_do_handshake(m_connection.get());
        sendEncrypted();
        if (result == 1) {
            m_isReady = true;
            m_recordsLeft = emptyRecordsAtFirst; // those of the handshake were needed
            break;
        }
        ReadStatus status = afterFailure(result);
        if (status == ReadStatus::Ended)
            status = ReadStatus::Failed;
        if (status == ReadStatus::Failed)
            tellHandshakeFailed(tls::handshakeFailureOf(m_error));
        if (status != ReadStatus::Data)
            return status;
    }
    Q_EMIT ready();
    if (const QByteArray early = std::exchange(m_early, {}); !early.isEmpty()) {
        encrypt(early);
        if (!m_socket->isWriting())
            Q_EMIT written();
    }
    return ReadStatus::Data;
}

/// Whoever only looks whether the port is open is no failed client.
void TlsStream::tellHandshakeFailed(tls::HandshakeFailure failure)
{
    if (std::exchange(m_hasReceived, false))
        Q_EMIT handshakeFailed(failure);
}

Stream::ReadResult TlsStream::read(char* into, qsizetype size)
{
    if (!m_isReady) {
        if (std::exchange(m_isDoubted, false) && m_socket->hasPeerEnded()) {
            tellHandshakeFailed(tls::HandshakeFailure::Left);
            return {ReadStatus::Failed, 0};
        }
        askForTurn();
        return {ReadStatus::NothingNow, 0};
    }
    for (;;) {
        ERR_clear_error();
        const int count = SSL_read(m_connection.get(), into, static_cast<int>(size));
        sendEncrypted();
        if (count > 0) {
            m_recordsLeft = std::min(m_recordsLeft + 1 + count / bytesForAnEmptyRecord, mostEmptyRecords);
            return {ReadStatus::Data, count};
        }
        if (m_recordsLeft < 0)
            return {ReadStatus::Failed, 0};
        if (const ReadStatus status = afterFailure(count); status != ReadStatus::Data)
            return {status, 0};
    }
}

/// Data when there is more to try with.
Stream::ReadStatus TlsStream::afterFailure(int result)
{
    switch (SSL_get_error(m_connection.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return fetchRecord();
    case SSL_ERROR_ZERO_RETURN:
        m_socket->pauseReading();
        return ReadStatus::Ended;
    default:
        m_hasFailed = true;
        m_error = ERR_peek_error();
        ERR_clear_error();
        return ReadStatus::Failed;
    }
}

/// An end without close_notify counts as an end too: HTTP knows by itself whether a message is whole.
Stream::ReadStatus TlsStream::fetchRecord()
{
    std::array<char, recordBytes> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read()
    const ReadResult read = m_socket->read(bytes.data(), recordBytes);
    if (read.status != ReadStatus::Data)
        return read.status;
    m_hasReceived = true;
    BIO_write(m_received, bytes.data(), static_cast<int>(read.count));
    return read.status;
}

void TlsStream::pauseReading()
{
    if (m_isReady)
        m_socket->pauseReading();
}

/// The handshake goes on for it, also where nobody reads.
void TlsStream::write(const QByteArray& bytes)
{
    if (m_isReady) {
        encrypt(bytes);
        return;
    }
    m_early += bytes;
    askForTurn();
}

void TlsStream::encrypt(const QByteArray& bytes)
{
    if (bytes.isEmpty() || m_isFinished)
        return;
    ERR_clear_error();
    if (SSL_write(m_connection.get(), bytes.constData(), static_cast<int>(bytes.size())) <= 0) {
        m_hasFailed = true;
        ERR_clear_error();
        Q_EMIT failed();
        return;
    }
    sendEncrypted();
}

void TlsStream::sendEncrypted()
{
    char* bytes = nullptr;
    const long count = BIO_get_mem_data(m_toSend, &bytes);
    if (count <= 0)
        return;
    const QByteArray encrypted(bytes, count);
    BIO_reset(m_toSend);
    m_socket->write(encrypted);
}

void TlsStream::sayThatItEnds()
{
    if (!m_isReady || m_hasFailed)
        return;
    SSL_shutdown(m_connection.get());
    ERR_clear_error();
    sendEncrypted();
}

void TlsStream::close()
{
    if (!std::exchange(m_isFinished, true))
        sayThatItEnds();
    m_socket->close();
}

void TlsStream::giveUp()
{
    if (!m_isReady)
        tellHandshakeFailed(tls::HandshakeFailure::TimedOut);
    close();
}

void TlsStream::finishWriting()
{
    if (std::exchange(m_isFinished, true))
        return;
    sayThatItEnds();
    if (!m_socket->isWriting())
        m_socket->finishWriting();
}

} // namespace kaunt::http
