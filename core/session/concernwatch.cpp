// SPDX-License-Identifier: MIT
#include "core/session/concernwatch.h"

#include "core/api/resourcefetcher.h"
#include "core/headerlist.h"
#include "core/session/sessionreceiver.h"
#include "core/webhook/probemark.h"
#include "core/whenanswered.h"

#include <QStorageInfo>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

/// What the log tells of the time before.
struct History {
    QList<qint64> arrivals; ///< of verified deliveries, oldest first
    qint64 last = 0;        ///< the number of the last of these; 0 where there is none
    qint64 newest = 0;      ///< of all that it has
};

Result<History, LogError> historyIn(const LogQueries& log)
{
    DeliveryQuery query;
    query.quick = DeliveryQuery::Quick::Verified;
    const auto page = log.page(query, 0, Silence::most);
    if (!page)
        return failure(page.error());
    History history;
    for (const DeliverySummary& delivery : *page) {
        if (isOurOwn(delivery.notes))
            continue;
        history.arrivals.prepend(delivery.receivedAt);
        history.last = std::max(history.last, delivery.number);
    }
    if (const auto totals = log.statistics())
        history.newest = totals->lastReceivedAt;
    return history;
}

Result<QString, LogError> calledAsIn(const LogQueries& log, qint64 delivery)
{
    const auto record = log.delivery(delivery);
    if (!record)
        return failure(record.error());
    // A tunnel or a proxy that changes Host says what it was.
    QByteArray calledAs = headerValues(record->headers, "X-Forwarded-Host").value(0);
    if (calledAs.isEmpty())
        calledAs = headerValues(record->headers, "Host").value(0);
    return QString::fromUtf8(calledAs);
}

Concern::Kind kindOf(TurnedAway::Reason reason)
{
    switch (reason) {
    case TurnedAway::Reason::TooManyConnections:
        break;
    case TurnedAway::Reason::TooManyRefused:
        return Concern::Kind::RefusalsTurnedAway;
    }
    return Concern::Kind::ConnectionsTurnedAway;
}

} // namespace

ConcernWatch::ConcernWatch(LogReader& reader, const Clock& clock, QString dataDirectory, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
    , m_clock(clock)
    , m_dataDirectory(std::move(dataDirectory))
{
    m_minute.setTimerType(Qt::VeryCoarseTimer);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &ConcernWatch::look);
    m_minute.start();
    readHistory();
    look();
}

void ConcernWatch::readHistory()
{
    whenAnswered(this, m_reader.ask([](const LogQueries& log) { return historyIn(log); }),
                 [this](const Result<History, LogError>& history) {
                     if (!history)
                         return;
                     for (const qint64 receivedAt : history->arrivals + std::exchange(m_early, {}))
                         m_silence.add(receivedAt);
                     m_hasHistory = true;
                     m_last = std::max(m_last, history->last);
                     const milliseconds behind(history->newest - m_clock.utcMillis());
                     if (behind > mostOff)
                         raise({.kind = Concern::Kind::ClockWrong, .off = -behind, .byTheLog = true});
                 });
}

void ConcernWatch::takeState(ReceiverState state)
{
    const bool isListening = state == ReceiverState::Listening;
    if (state == ReceiverState::Starting || isListening == (m_listeningSince != 0))
        return;
    m_listeningSince = isListening ? m_clock.utcMillis() : 0;
    lookForSilence();
}

void ConcernWatch::takeHandshakes(const FailedHandshakes& failed)
{
    if (failed.lastAt < m_servedSince) // they are told in a while
        return;
    Concern concern;
    concern.kind = Concern::Kind::HandshakesFailed;
    concern.handshakes = failed;
    raise(concern);
}

void ConcernWatch::takeServed(const tls::IdentityFiles& served)
{
    if (m_served && *m_served != served) {
        m_servedSince = m_clock.utcMillis();
        clear(Concern::Kind::HandshakesFailed);
    }
    m_served = served;
}

void ConcernWatch::takeHeldExpiry(std::chrono::hours lead)
{
    if (lead > std::chrono::hours(0))
        raise({.kind = Concern::Kind::ExpiryHeld, .off = lead});
    else
        clear(Concern::Kind::ExpiryHeld);
}

void ConcernWatch::setStoringFails(bool fails)
{
    if (m_storingFails == fails)
        return;
    m_storingFails = fails;
    if (fails)
        clear(Concern::Kind::DiskNearlyFull);
    else
        look();
}

void ConcernWatch::takeTurnedAway(const TurnedAway& turnedAway)
{
    Concern concern;
    concern.kind = kindOf(turnedAway.reason);
    concern.turnedAway = turnedAway;
    raise(concern);
}

void ConcernWatch::takeUnreadable(const UnreadableRequests& unreadable)
{
    Concern concern;
    concern.kind = Concern::Kind::RequestsUnreadable;
    concern.unreadable = unreadable;
    raise(concern);
}

void ConcernWatch::forgetStrangers()
{
    const auto forget = [this](Concern::Kind kind, qint64 lastAt) {
        if (milliseconds(m_clock.utcMillis() - lastAt) > strangerMemory)
            clear(kind);
    };
    forget(Concern::Kind::HandshakesFailed, m_raised.value(Concern::Kind::HandshakesFailed).handshakes.lastAt);
    forget(Concern::Kind::RequestsUnreadable, m_raised.value(Concern::Kind::RequestsUnreadable).unreadable.lastAt);
    for (const Concern::Kind kind : {Concern::Kind::ConnectionsTurnedAway, Concern::Kind::RefusalsTurnedAway})
        forget(kind, m_raised.value(kind).turnedAway.lastAt);
}

void ConcernWatch::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    const QString failedPeer = m_raised.value(Concern::Kind::HandshakesFailed).handshakes.peer.toString();
    for (const DeliverySummary& delivery : deliveries) {
        if (delivery.verdict != Verdict::Verified || isOurOwn(delivery.notes))
            continue;
        if (delivery.peer == failedPeer)
            clear(Concern::Kind::HandshakesFailed);
        m_last = delivery.number;
        if (m_hasHistory)
            m_silence.add(delivery.receivedAt);
        else if (m_early.size() < Silence::most)
            m_early.append(delivery.receivedAt);
    }
    if (m_raised.contains(Concern::Kind::NothingReceived))
        lookForSilence();
}

void ConcernWatch::takeFetch(const FetchOutcome& outcome)
{
    if (!outcome.clockAhead)
        return;
    const bool isOff = *outcome.clockAhead > mostOff || *outcome.clockAhead < -mostOff;
    if (isOff)
        raise({.kind = Concern::Kind::ClockWrong, .off = *outcome.clockAhead});
    else
        clear(Concern::Kind::ClockWrong);
}

void ConcernWatch::look()
{
    lookForSilence();
    forgetStrangers();
    // A file system may keep who asks it waiting.
    const auto room = m_reader.run([folder = m_dataDirectory] { return QStorageInfo(folder).bytesAvailable(); });
    whenAnswered(this, room, [this](qint64 freeBytes) { takeRoom(freeBytes); });
}

void ConcernWatch::takeRoom(qint64 freeBytes)
{
    if (!m_storingFails && freeBytes >= 0 && freeBytes < littleRoom)
        raise({.kind = Concern::Kind::DiskNearlyFull, .bytes = freeBytes});
    else
        clear(Concern::Kind::DiskNearlyFull);
}

void ConcernWatch::lookForSilence()
{
    const auto usual =
        m_listeningSince == 0 ? std::nullopt : m_silence.unusualAt(m_clock.utcMillis(), m_listeningSince);
    if (!usual)
        clear(Concern::Kind::NothingReceived);
    else if (m_calledAsOf != m_last)
        readCalledAs();
    else
        raise({.kind = Concern::Kind::NothingReceived,
               .usual = *usual,
               .since = m_silence.last(),
               .calledAs = m_calledAs});
}

void ConcernWatch::readCalledAs()
{
    const auto asked = m_reader.ask([delivery = m_last](const LogQueries& log) { return calledAsIn(log, delivery); });
    whenAnswered(this, asked, [this, delivery = m_last](const Result<QString, LogError>& calledAs) {
        m_calledAs = calledAs.value_or(QString());
        m_calledAsOf = delivery;
        lookForSilence();
    });
}

void ConcernWatch::raise(const Concern& concern)
{
    if (m_raised.value(concern.kind) == concern && m_raised.contains(concern.kind))
        return;
    m_raised.insert(concern.kind, concern);
    Q_EMIT raised(concern);
}

void ConcernWatch::clear(Concern::Kind kind)
{
    if (m_raised.remove(kind) > 0)
        Q_EMIT cleared(kind);
}

} // namespace kaunt
