// SPDX-License-Identifier: MIT
#include "core/api/fetchconnection.h"

#include <QNetworkAccessManager>

namespace kaunt {

FetchConnection::FetchConnection(const QSslConfiguration& tls)
    : m_tls(tls)
    , m_network(std::make_shared<QNetworkAccessManager>())
{
}

QNetworkRequest FetchConnection::request(const QUrl& url) const
{
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "kaunt-monitor/" KAUNT_VERSION);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

QNetworkReply* FetchConnection::get(const QNetworkRequest& request)
{
    return m_network->get(request);
}

QNetworkReply* FetchConnection::post(const QNetworkRequest& request, const QByteArray& body)
{
    return m_network->post(request, body);
}

void FetchConnection::renew()
{
    m_network = std::make_shared<QNetworkAccessManager>();
}

} // namespace kaunt
