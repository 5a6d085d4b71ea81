// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

namespace kaunt {

class FetchJob;
class MonitorSession;
class ResourcePanel;
struct DeliverySummary;

/// The fetch of the resource of the delivery that is shown: whether there can be one, and how the one that runs goes,
/// told in the Resource tab and cancelled from there. GUI thread; the panel owns it or outlives it, as does the
/// session.
class DetailsFetch final : public QObject {
    Q_OBJECT

public:
    DetailsFetch(MonitorSession& session, ResourcePanel& resource, QObject* parent);

    [[nodiscard]] QString reasonNotToFetch(const DeliverySummary& delivery) const; ///< empty where it can be fetched
    /// Where it can be fetched. The session tells of the job, which is to be followed.
    void start(const DeliverySummary& delivery);
    /// In place of the one before, if any; nothing where there is none.
    void follow(FetchJob* job);
    /// Likewise the one that runs for this delivery.
    void followRunning(qint64 delivery);

private:
    MonitorSession& m_session;
    ResourcePanel& m_resource;
    QPointer<FetchJob> m_job;
};

} // namespace kaunt
