// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace kaunt {

class MonitorSession;

/// Everything about one delivery, in tabs: Summary, Payload, Headers, Signature, Resource, History. Asks the session's
/// reader for what it shows, drops late answers, and follows the session's signals (a repeat, a finished fetch). The
/// chosen tab stays when another delivery is shown. GUI thread; the session outlives it.
class DetailsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPanel(MonitorSession& session, QWidget* parent = nullptr);

public Q_SLOTS:
    /// 0 shows nothing but a hint.
    void showDelivery(qint64 number);
    /// Brings the Resource tab to the front and starts a fetch of the shown delivery, where it can be fetched.
    void fetchResource();

Q_SIGNALS:
    /// The user wants to see another delivery (an attempt in the history, say).
    void deliveryRequested(qint64 number);
    /// The user wants the list filtered so.
    void filterRequested(const QString& expression);
};

} // namespace kaunt
