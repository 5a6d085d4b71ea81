// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkRequest>
#include <QSslConfiguration>

#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace kaunt {

/// The connections of one fetch, which no other fetch uses: what comes late on one of them can't be taken for the
/// answer to somebody else's question. One exchange at a time. Copies share them; they are closed after the last copy
/// has gone, in a thread of their own, for which nobody waits but the application's end; and whom they trust never
/// changes. Lives in one thread.
class FetchConnection {
public:
    explicit FetchConnection(const QSslConfiguration& tls = QSslConfiguration::defaultConfiguration());

    /// A request as the token endpoint and the API are asked alike: JSON, HTTP/1.1, no redirect followed, no cookies,
    /// no limit of time but the caller's.
    [[nodiscard]] QNetworkRequest request(const QUrl& url) const;
    /// The reply belongs to the connection.
    [[nodiscard]] QNetworkReply* get(const QNetworkRequest& request);
    [[nodiscard]] QNetworkReply* post(const QNetworkRequest& request, const QByteArray& body);
    /// What is sent from here on goes over new connections; other copies keep theirs.
    void renew();

private:
    QSslConfiguration m_tls;
    std::shared_ptr<QNetworkAccessManager> m_network;
};

} // namespace kaunt
