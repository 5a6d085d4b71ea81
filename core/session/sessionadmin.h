// SPDX-License-Identifier: MIT
#pragma once

#include "core/metrics/adminserver.h"
#include "core/receiver/listenaddress.h"
#include "core/receiver/listenerror.h"
#include "core/settings/settings.h"

#include <QObject>

#include <memory>
#include <optional>

namespace kaunt {

class MonitorSession;

/// The admin listener of a session: counts what it does and tells whoever asks. Main thread; the session outlives it.
class SessionAdmin final : public QObject {
    Q_OBJECT

public:
    explicit SessionAdmin(MonitorSession& session, QObject* parent = nullptr);

    /// Nothing where it listens. On loopback only: what is told needs no password.
    [[nodiscard]] std::optional<ListenError> listen(const ListenAddress& address);
    /// Listens as these say, elsewhere than before or no more. What failed is tried again.
    [[nodiscard]] std::optional<ListenError> apply(const AdminSettings& settings);
    [[nodiscard]] QUrl url() const; ///< "http://127.0.0.1:9187/", while it listens

private:
    ReceiverMetrics m_metrics;
    std::unique_ptr<AdminServer> m_server;
    QHostAddress m_address;
    AdminSettings m_applied; ///< those that it listens by
};

} // namespace kaunt
