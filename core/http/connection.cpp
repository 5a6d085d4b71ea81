// SPDX-License-Identifier: MIT
#include "core/http/connection.h"

#include "core/clock.h"
#include "core/http/customer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kaunt::http {

namespace {

constexpr qsizetype readBytes = 65'536;
constexpr std::chrono::milliseconds lingerTime{2'000};
constexpr qint64 lingerBytes = 8'388'608;
constexpr int mostStepsInTurn = 16;
constexpr qint64 largeBody = 131'072;
constexpr std::chrono::milliseconds longEnoughInHand{1'000}; // for any answer that nothing holds up

} // namespace

Connection::Connection(Stream* stream, const Limits& limits, const Server::HeadCheck& headCheck,
                       const Server::Handler& handler, QObject* parent)
    : QObject(parent)
    , m_stream(stream)
    , m_headCheck(headCheck)
    , m_handler(handler)
    , m_limits(limits)
    , m_peer(stream->peer())
    , m_peerText(m_peer.toString())
    , m_customer(customerOf(m_peer))
    , m_parser(limits)
    , m_deadline([this] { expire(); })
{
    stream->setParent(this);
    connect(stream, &Stream::ready, this,
            [this] { m_deadline.set(m_phase == Phase::Writing ? m_limits.writeTimeout : m_limits.idleTimeout); });
    connect(stream, &Stream::readable, this, [this] {
        if (isBusy())
            m_stream->pauseReading();
        else
            proceed();
    });
    connect(stream, &Stream::written, this, [this] {
        if (m_phase == Phase::Writing)
            finishWriting();
        proceed();
    });
    connect(stream, &Stream::failed, this, &Connection::close);
}

void Connection::start()
{
    m_deadline.set(m_stream->isReady() ? m_limits.idleTimeout : m_limits.handshakeTimeout);
    proceed();
}

void Connection::turnAway(const Response& response)
{
    m_bodyPending = true;
    m_context.close = true;
    write(response);
}

void Connection::drain()
{
    m_draining = true;
    m_hasNextTurn = false; // its turn is now
    m_stream->doubtSilence();
    proceed();
    if (m_phase == Phase::Idle)
        close();
    else if (m_phase == Phase::Head || m_phase == Phase::Body)
        turnAway(refusal(503));
}

void Connection::look()
{
    if (m_phase != Phase::Idle && m_phase != Phase::Lingering)
        return;
    m_stream->doubtSilence();
    proceed();
}

/// By the deadline that was set then, so that a request costs no look at the clock for it.
std::optional<qint64> Connection::idleSince() const
{
    if (m_phase != Phase::Idle)
        return {};
    const auto allowed = m_stream->isReady() ? m_limits.idleTimeout : m_limits.handshakeTimeout;
    return m_deadline.at() - std::chrono::nanoseconds(allowed).count();
}

bool Connection::isForsaken() const
{
    return m_phase == Phase::Handling && m_bodyTime.hasExpired(longEnoughInHand.count()) && m_stream->hasPeerEnded();
}

void Connection::giveUpPlace()
{
    if (isForsaken()) {
        close();
        return;
    }
    const std::optional<qint64> since = idleSince();
    look();
    if (since && idleSince() == since)
        close();
}

/// What can be done now, up to a bound: a peer that sends faster than it is answered shares the thread with the others.
/// Not re-entered by an answer that is given at once: the loop goes on with it.
void Connection::proceed()
{
    if (m_proceeding || m_hasNextTurn)
        return;
    m_proceeding = true;
    int steps = 0;
    while (steps < mostStepsInTurn && step())
        ++steps;
    m_proceeding = false;
    if (steps == mostStepsInTurn)
        proceedInNextTurn();
}

void Connection::proceedInNextTurn()
{
    m_hasNextTurn = true;
    const auto goOn = [this] {
        m_hasNextTurn = false;
        proceed();
    };
    QMetaObject::invokeMethod(this, goOn, Qt::QueuedConnection);
}

bool Connection::step()
{
    if (m_phase == Phase::Lingering) {
        discard();
        return false;
    }
    if (isBusy())
        return false;
    switch (m_parser.advance()) {
    case RequestParser::Status::NeedMore:
        waitForMore();
        return readSome();
    case RequestParser::Status::Head:
        beginBody();
        return true;
    case RequestParser::Status::Complete:
        handOut();
        return true;
    case RequestParser::Status::Refused:
        refuse(m_parser.refusal());
        return true;
    }
    return false;
}

bool Connection::readSome()
{
    std::array<char, readBytes> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read()
    const Stream::ReadResult read = m_stream->read(bytes.data(), readBytes);
    if (read.status == Stream::ReadStatus::Failed)
        close();
    else if (read.status == Stream::ReadStatus::Ended)
        endOfInput();
    if (read.status != Stream::ReadStatus::Data)
        return false;
    m_lay = m_stream->sinceReceived();
    m_parser.append(QByteArrayView(bytes.data(), read.count));
    if (m_phase == Phase::Body) {
        m_bodyReceived += read.count;
        extendBodyDeadline();
    }
    return true;
}

/// A message that is cut off is answered, as its sender may still be listening (RFC 9112 section 8).
void Connection::endOfInput()
{
    if (m_phase == Phase::Head || m_phase == Phase::Body)
        refuse(400);
    else
        close();
}

void Connection::waitForMore()
{
    if (m_phase == Phase::Idle && !m_parser.isBetweenRequests()) {
        m_phase = Phase::Head;
        m_deadline.set(m_limits.headerTimeout);
    }
}

/// Until the total time is over or, after the grace, what came would be less than the rate asks for.
void Connection::extendBodyDeadline()
{
    using std::chrono::milliseconds;
    const milliseconds paidFor(m_limits.minBodyBytesPerSecond > 0
                                   ? m_bodyReceived * 1000 / m_limits.minBodyBytesPerSecond
                                   : m_limits.bodyTimeout.count());
    const milliseconds end = std::min(m_limits.bodyTimeout, std::max(m_limits.bodyRateGrace, paidFor));
    m_deadline.set(std::max(milliseconds(0), end - milliseconds(m_bodyTime.elapsed())));
}

void Connection::beginBody()
{
    const Framing& framing = m_parser.framing();
    const RequestHead& head = m_parser.head();
    m_phase = Phase::Body;
    m_bodyReceived = m_parser.unreadBytes(); // what came with the head came in time
    m_bodyTime.start();
    if (m_parser.hasWholeBody())
        m_deadline.clear(); // nothing more is waited for
    else
        extendBodyDeadline();
    const bool isTunnel = head.method == "CONNECT"; // what follows it is no HTTP (RFC 9112 section 9.3)
    m_context = {head.version, head.method == "HEAD", !m_parser.keepsAlive() || isTunnel};
    if (framing.expectation == Expectation::Unknown) {
        refuse(417);
        return;
    }
    if (const auto early = m_headCheck(head, m_peer)) {
        m_bodyPending = framing.hasBody();
        write(*early);
        return;
    }
    if (framing.contentLength > m_limits.maxBodyBytes) {
        refuse(413);
        return;
    }
    // Also where the body is on its way already: what is answered does not depend on the pieces in which bytes come.
    if (framing.expectation == Expectation::Continue && framing.hasBody())
        m_stream->write("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::refuse(int status)
{
    Q_EMIT unreadable(m_parser.unreadable(status));
    turnAway(refusal(status));
}

void Connection::handOut()
{
    m_phase = Phase::Handling;
    m_deadline.clear();
    m_handler(Request{m_parser.takeHead(), m_parser.takeBody(), m_peer, m_peerText, m_lay},
              Responder(this, ++m_request));
}

bool Connection::isAwaited(quint64 request) const
{
    return m_phase == Phase::Handling && request == m_request && !m_stream->hasPeerEnded();
}

bool Connection::answer(quint64 request, const Response& response)
{
    if (m_phase != Phase::Handling || request != m_request)
        return false;
    if (response.isNone) {
        close();
        return true;
    }
    write(response);
    proceed();
    return true;
}

void Connection::write(const Response& response)
{
    m_context.close = m_context.close || response.close || m_bodyPending || m_draining;
    m_phase = Phase::Writing;
    m_stream->write(writeResponse(response, m_context, SystemClock().utcMillis() / 1000));
    if (m_phase != Phase::Writing)
        return;
    if (m_stream->isWriting())
        m_deadline.set(m_stream->isReady() ? m_limits.writeTimeout : m_limits.handshakeTimeout);
    else
        finishWriting();
}

void Connection::finishWriting()
{
    if (m_context.close || m_draining) { // which may have begun when the answer was on its way
        linger();
        return;
    }
    m_parser.startNext();
    tellHeld();
    m_context = {};
    m_phase = Phase::Idle;
    m_deadline.set(m_limits.idleTimeout);
}

/// Says that nothing more comes, and reads away what the peer still sends, for a while: closing with unread bytes would
/// reset the connection and take the answer with it (RFC 9112 section 9.6).
void Connection::linger()
{
    m_phase = Phase::Lingering;
    m_deadline.set(lingerTime);
    m_stream->finishWriting();
    discard();
}

void Connection::discard()
{
    std::array<char, readBytes> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read()
    while (m_phase == Phase::Lingering) {
        const Stream::ReadResult read = m_stream->read(bytes.data(), readBytes);
        m_discarded += read.count;
        if (read.status == Stream::ReadStatus::NothingNow)
            return;
        if (read.status != Stream::ReadStatus::Data || m_discarded > lingerBytes)
            close();
    }
}

void Connection::expire()
{
    if (m_phase == Phase::Head || m_phase == Phase::Body) {
        refuse(408);
        return;
    }
    end(&Stream::giveUp);
}

void Connection::close()
{
    end(&Stream::close);
}

void Connection::end(void (Stream::*how)())
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    m_deadline.clear();
    (m_stream->*how)();
    tellHeld();
    Q_EMIT closed();
}

void Connection::tellHeld()
{
    if (std::exchange(m_bodyReceived, 0) >= largeBody)
        Q_EMIT heldMuch();
}

} // namespace kaunt::http
