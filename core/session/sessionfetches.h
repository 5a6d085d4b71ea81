// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/resourcefetcher.h"
#include "core/webhook/delivery.h"

#include <QHash>
#include <QPointer>

namespace kaunt {

class EventLog;

/// The fetches of a session, one for each delivery at a time; what came of each is stored. Lives in the session's
/// thread; the log and the clock outlive it.
class SessionFetches final : public QObject {
    Q_OBJECT

public:
    SessionFetches(EventLog& log, const Clock& clock);

    void setSettings(const ApiSettings& settings) { m_fetcher.setSettings(settings); }
    /// Reads the resource of a delivery's event. Where `isAllowed` is not, or the delivery was refused, the job ends
    /// with the step `url`, and nothing is stored. A second call while it runs returns the same job.
    FetchJob* fetch(const DeliverySummary& delivery, bool isAllowed);
    [[nodiscard]] FetchJob* running(qint64 delivery) const { return m_running.value(delivery); }
    /// Cancels what runs, and stores nothing of it.
    void cancel();

Q_SIGNALS:
    void started(qint64 delivery, kaunt::FetchJob* job);
    void finished(const kaunt::FetchOutcome& outcome);

private:
    EventLog& m_log;
    const Clock& m_clock;
    ResourceFetcher m_fetcher;
    QHash<qint64, QPointer<FetchJob>> m_running;
};

} // namespace kaunt
