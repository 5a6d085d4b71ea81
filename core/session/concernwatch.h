// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/session/concern.h"
#include "core/session/silence.h"
#include "core/storage/logreader.h"
#include "core/tls/identityfiles.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kaunt {

enum class ReceiverState;
struct FetchOutcome;

/// Looks out for what goes wrong slowly: once a minute at the disk's room and the time since the last delivery, and at
/// the clocks with each fetch; and remembers for a while who did not get through a TLS handshake, was turned away or
/// could not be understood. What it reads it asks of the reader, which outlives it. Lives in the session's thread.
class ConcernWatch final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 littleRoom = qint64{256} << 20;
    static constexpr std::chrono::minutes mostOff{5};
    /// A failed handshake, and what was turned away, is of interest for so long.
    static constexpr std::chrono::minutes strangerMemory{60};

    ConcernWatch(LogReader& reader, const Clock& clock, QString dataDirectory, QObject* parent = nullptr);

    /// Of the receiver. One that takes on other settings goes on listening meanwhile.
    void takeState(ReceiverState state);
    void takeRecorded(const QList<DeliverySummary>& deliveries);
    void takeFetch(const FetchOutcome& outcome);
    void takeHandshakes(const FailedHandshakes& failed);
    /// What the receiver serves from now on, none where it speaks plain HTTP: handshakes that failed with other files
    /// say nothing of these.
    void takeServed(const tls::IdentityFiles& served);
    void takeTurnedAway(const TurnedAway& turnedAway);
    void takeUnreadable(const UnreadableRequests& unreadable);
    /// See EventLog::expiryHeld().
    void takeHeldExpiry(std::chrono::hours lead);
    /// A disk that is full is told as why nothing can be stored, and is not nearly full besides.
    void setStoringFails(bool fails);
    /// As once a minute; `raised` and `cleared` may follow.
    void look();

Q_SIGNALS:
    /// Also when what is to be said of it has changed.
    void raised(const kaunt::Concern& concern);
    void cleared(kaunt::Concern::Kind kind);

private:
    void readHistory();
    void takeRoom(qint64 freeBytes);
    void lookForSilence();
    void readCalledAs();
    void forgetStrangers();
    void raise(const Concern& concern);
    void clear(Concern::Kind kind);

    LogReader& m_reader;
    const Clock& m_clock;
    const QString m_dataDirectory;
    QTimer m_minute;
    Silence m_silence;
    QList<qint64> m_early; ///< came before the log had told of the time before
    bool m_hasHistory = false;
    qint64 m_last = 0; ///< the number of the last delivery that counts
    QString m_calledAs;
    qint64 m_calledAsOf = 0;     ///< the number of the delivery that was
    qint64 m_listeningSince = 0; ///< UTC milliseconds; 0 while not
    std::optional<tls::IdentityFiles> m_served;
    qint64 m_servedSince = 0; ///< UTC milliseconds
    bool m_storingFails = false;
    QHash<Concern::Kind, Concern> m_raised;
};

} // namespace kaunt
