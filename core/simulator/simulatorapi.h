// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/http/server.h"
#include "core/result.h"
#include "core/webhook/webhookevent.h"

#include <QAbstractSocket>
#include <QDeadlineTimer>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QUrl>

namespace kaunt {

/// The API behind the simulated webhooks: the token endpoint (kaunt-api.md, Token) and the resources of the newest
/// 1,000 events. Every answer carries `X-Simulated: true`. Lives in one thread.
class SimulatorApi {
public:
    /// What QTcpServer said.
    struct ListenFailure {
        QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
        QString systemText;
    };

    explicit SimulatorApi(ApiCredentials credentials);
    Q_DISABLE_COPY_MOVE(SimulatorApi)

    /// The base URL.
    [[nodiscard]] Result<QUrl, ListenFailure> listen(const QHostAddress& address, quint16 port);
    /// From now on a GET of the event's Url is answered.
    void serve(const WebhookEvent& event, quint32 seed);

private:
    struct Resource {
        WebhookEvent event;
        quint32 seed = 0;
    };

    [[nodiscard]] http::Response answer(const http::Request& request);
    [[nodiscard]] http::Response answerToken(const http::Request& request);
    [[nodiscard]] http::Response answerResource(const http::Request& request) const;
    [[nodiscard]] QByteArray newToken();
    [[nodiscard]] bool isAuthorised(const http::RequestHead& head) const;

    ApiCredentials m_credentials;
    http::Server m_server;
    QHash<QByteArray, Resource> m_resources; ///< by path
    QList<QByteArray> m_resourceOrder;       ///< oldest first
    QHash<QByteArray, QDeadlineTimer> m_tokens;
    QList<QByteArray> m_tokenOrder;
};

} // namespace kaunt
