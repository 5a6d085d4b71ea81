// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardsettings.h"
#include "core/storage/forwardrecord.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <memory>

namespace kaunt {

class Clock;
class EventLog;
class Forwarder;
class SessionPassThrough;
class WebhookReceiver;

/// What a session's deliveries go on to: targets that nobody waits for, and those that answer. Made, used and destroyed
/// in the owner's thread, where its signals arrive; the log must outlive it, and the receiver must have been drained
/// before stop().
class SessionForwards final : public QObject {
    Q_OBJECT

public:
    SessionForwards(EventLog& log, const QString& dataDirectory, const Clock& clock, WebhookReceiver& receiver);
    ~SessionForwards() override; ///< as stop()

    /// Before anything is received: a new target begins with what comes next. Blocks for a read of the log.
    void begin(const QList<ForwardSettings>& forwards);
    /// These from now on, soon.
    void apply(const QList<ForwardSettings>& forwards);
    /// Ends what is on its way; nothing is applied any more. Blocks for the end of a read.
    void stop();
    void tryNow(const QString& target, qint64 delivery); ///< as a Forwarder
    [[nodiscard]] QList<ForwardState> downTargets() const { return m_downTargets.values(); }
    /// What targets answered to this delivery that are to get it again; of an earlier run as a TargetForwarder tells
    /// it.
    [[nodiscard]] QList<ForwardRecord> openForwards(qint64 delivery) const { return m_open.value(delivery).values(); }

Q_SIGNALS:
    void finished(const kaunt::ForwardRecord& record);
    void attempted(const kaunt::ForwardRecord& record); ///< as a Forwarder
    void resumed(const kaunt::ForwardRecord& record);   ///< likewise
    void stateChanged(const kaunt::ForwardState& state);
    void measured(const kaunt::ForwardMeasure& measure);

private:
    void close(qint64 delivery, const QString& target);
    void closeAllBut(const QList<ForwardTarget>& targets);
    void makeForwarder(const QList<ForwardTarget>& targets);

    EventLog& m_log;
    const QString m_dataDirectory;
    const Clock& m_clock;
    WebhookReceiver& m_receiver;
    std::unique_ptr<SessionPassThrough> m_passThrough;
    std::unique_ptr<Forwarder> m_forwarder;             ///< none before there is a target
    QHash<QString, ForwardState> m_downTargets;         ///< by target
    QHash<qint64, QMap<QString, ForwardRecord>> m_open; ///< by delivery and target
    QList<ForwardTarget> m_targets;                     ///< that nobody waits for
    bool m_isStopped = false;
};

} // namespace kaunt
