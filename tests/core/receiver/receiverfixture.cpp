// SPDX-License-Identifier: MIT
#include "tests/core/receiver/receiverfixture.h"

#include "core/storage/logqueries.h"
#include "core/webhook/signature.h"

#include <QSignalSpy>
#include <QTest>

namespace kaunt::test {

ReceiverFixture::ReceiverFixture()
{
    settings.port = 0;
    settings.endpoints.first().secrets = {{QStringLiteral("current"), receiverSecret}};
    if (auto opened = EventLog::open(folder.path(), {}, clock)) {
        log = std::move(*opened);
        receiver = std::make_unique<WebhookReceiver>(*log, clock);
    }
}

ReceiverFixture::~ReceiverFixture()
{
    receiver.reset();
    log.reset();
}

QList<ListeningEndpoint> ReceiverFixture::listen()
{
    if (!receiver)
        return {};
    const QSignalSpy listening(receiver.get(), &WebhookReceiver::listening);
    const QSignalSpy failed(receiver.get(), &WebhookReceiver::listenFailed);
    receiver->start(settings);
    if (!QTest::qWaitFor([&] { return !listening.isEmpty() || !failed.isEmpty(); }, 30'000) || listening.isEmpty())
        return {};
    auto endpoints = listening.at(0).at(0).value<QList<ListeningEndpoint>>();
    m_port = static_cast<quint16>(endpoints.constFirst().url.port());
    return endpoints;
}

DeliverySummary ReceiverFixture::stored(qint64 number) const
{
    const auto queries = LogQueries::open(folder.path(), clock);
    const auto record = queries ? (*queries)->delivery(number) : failure(LogError{});
    return record ? record->summary : DeliverySummary{};
}

QByteArray postOf(const QByteArray& body, const QByteArray& lines, const QByteArray& path)
{
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + lines + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

QByteArray signatureLine(const QByteArray& body, const QByteArray& secret)
{
    return "X-Signature-SHA256: " + hmacSha256(secret, body).toHex() + "\r\n";
}

QByteArray signedPost(const QByteArray& body)
{
    return postOf(body, signatureLine(body));
}

} // namespace kaunt::test
