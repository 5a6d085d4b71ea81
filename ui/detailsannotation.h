// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/annotation.h"

#include <QList>
#include <QObject>

#include <optional>

namespace kaunt {

class MonitorSession;
class SummaryPanel;
struct DeliverySummary;

/// What the user says of the delivery that is shown, in the Summary tab: its mark and its note, which are handed to the
/// log, and told as they were entered until it has them. GUI thread; the panel owns it or outlives it, as does the
/// session.
class DetailsAnnotation final : public QObject {
    Q_OBJECT

public:
    DetailsAnnotation(MonitorSession& session, SummaryPanel& summary, QObject* parent);

    /// Another delivery is asked for, 0 none: what was wanted of the one before is not wanted any more.
    void setDelivery(qint64 number);
    /// It is read, or read again, and as addWaiting() left it.
    void takeRead(bool isMarked);
    /// As it was entered, where the log doesn't have it yet.
    void addWaiting(DeliverySummary& delivery) const;
    /// See DetailsPanel::toggleMark(). Of one that is still being read, as soon as it is there.
    void toggleMark(const QList<qint64>& chosen);

Q_SIGNALS:
    /// What the log says of it, or what waits, may be otherwise: it is to be read again.
    void changed();

private:
    void mark(const QList<qint64>& deliveries, bool isMarked);

    MonitorSession& m_session;
    qint64 m_number = 0;
    std::optional<bool> m_isMarked;              ///< of that delivery, once it is read
    QList<Annotation> m_waiting;                 ///< what is said of deliveries and not stored yet
    std::optional<QList<qint64>> m_toggleWanted; ///< of these, as soon as the delivery is read
};

} // namespace kaunt
