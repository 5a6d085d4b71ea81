// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/server.h"
#include "core/metrics/receivermetrics.h"
#include "core/receiver/listenerror.h"

#include <QObject>

#include <memory>

namespace kaunt {

/// Answers whoever watches a receiver, on an address of this machine alone: `GET /healthz` with 200 while it listens
/// and stores, 503 else; `GET /metrics` in the format that the client accepts; 421 to who calls it by a name that is
/// not this machine's own. Tells numbers only, nothing of a payload. Lives in one thread with the metrics, which must
/// outlive it.
class AdminServer final : public QObject {
    Q_OBJECT

public:
    explicit AdminServer(const ReceiverMetrics& metrics, QObject* parent = nullptr);

    /// Nothing where it listens.
    [[nodiscard]] std::optional<ListenError> listen(const QHostAddress& address, quint16 port);
    [[nodiscard]] quint16 port() const;

private:
    [[nodiscard]] http::Response answer(const http::RequestHead& head) const;
    [[nodiscard]] http::Response health() const;
    [[nodiscard]] http::Response metrics(const http::RequestHead& head) const;

    const ReceiverMetrics& m_metrics;
    std::unique_ptr<http::Server> m_server;
};

} // namespace kaunt
