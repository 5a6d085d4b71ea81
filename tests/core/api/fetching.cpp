// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace kaunt::test {

QByteArray tokenAnswer(const QByteArray& token)
{
    return ScriptedPeer::status(200, R"({"access_token":")" + token + R"(","token_type":"Bearer","expires_in":3600})");
}

QByteArray answerWith(int status, const QByteArray& fields, const QByteArray& body)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n" + fields + "\r\n" + body;
}

Fetching::Fetching(const QUrl& apiBase)
    : m_fetcher(clock)
{
    settings.apiBase = apiBase.isRelative() ? apiBase : apiBase.resolved(QUrl(QStringLiteral("/")));
    settings.credentials.fallback = ApiCredentials{QStringLiteral("client"), "client secret"};
    settings.retryBase = std::chrono::milliseconds(1);
}

FetchJob* Fetching::start(const QString& url, const QString& tenantId)
{
    m_fetcher.setSettings(settings);
    DeliverySummary delivery;
    delivery.verdict = Verdict::Verified;
    delivery.event = WebhookEvent();
    delivery.event->url = url.startsWith(u'/') ? settings.apiBase.resolved(QUrl(url)).toString() : url;
    delivery.event->tenantId = tenantId;
    return m_fetcher.fetch(delivery);
}

FetchOutcome Fetching::run(const QString& url, const QString& tenantId)
{
    return endOf(start(url, tenantId));
}

FetchOutcome Fetching::endOf(FetchJob* job)
{
    const QSignalSpy finished(job, &FetchJob::finished);
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30'000))
        qWarning("the fetch does not end");
    return finished.value(0).value(0).value<FetchOutcome>();
}

void Fetching::endTimeOf(const FetchJob* job)
{
    job->findChild<QTimer*>(QStringLiteral("deadline"))->start(0);
}

} // namespace kaunt::test
