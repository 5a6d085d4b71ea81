// SPDX-License-Identifier: MIT
#include "core/api/fetchconnection.h"

#include "core/workthread.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

namespace kaunt {

namespace {

/// Where connections end, until the application does. Qt waits for what a manager reads at its end, and a peer that
/// never ends the head of its answer keeps that up for seconds.
WorkThread& endingThread()
{
    static WorkThread thread(QStringLiteral("connections"));
    [[maybe_unused]] static const bool isStarted = [] {
        thread.startAndAwait();
        qAddPostRoutine([] { thread.end(); });
        return true;
    }();
    return thread;
}

void endElsewhere(QNetworkAccessManager* manager)
{
    WorkThread& thread = endingThread();
    if (!thread.isRunning()) {
        delete manager;
        return;
    }
    // Goes along to the thread: deleteLater() from here would write what its replies read there as they are deleted.
    QMetaObject::invokeMethod(
        manager, [manager] { delete manager; }, Qt::QueuedConnection);
    thread.take(manager);
}

std::shared_ptr<QNetworkAccessManager> newManager()
{
    return {new QNetworkAccessManager, endElsewhere};
}

} // namespace

FetchConnection::FetchConnection(const QSslConfiguration& tls)
    : m_tls(tls)
    , m_network(newManager())
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
    m_network = newManager();
}

} // namespace kaunt
