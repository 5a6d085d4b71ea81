// SPDX-License-Identifier: MIT
#include "tests/core/session/sessionfixture.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace kaunt::test {

Settings sessionSettings()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), sessionSecret}};
    return settings;
}

std::unique_ptr<MonitorSession> openSession(const QString& directory, const Settings& settings, const Clock& clock)
{
    auto session = MonitorSession::open({directory, settings, false}, clock);
    if (!session)
        qWarning().noquote() << session.error().path << session.error().owner << session.error().detail;
    return session ? std::move(*session) : nullptr;
}

bool listens(MonitorSession& session)
{
    session.startReceiver();
    return reaches(session, ReceiverState::Listening) && !session.endpoints().isEmpty();
}

bool reaches(const MonitorSession& session, ReceiverState state)
{
    return QTest::qWaitFor([&] { return session.receiverState() == state; }, 30'000);
}

QByteArray eventBody(const QByteArray& id, const QByteArray& url)
{
    return R"({"Id":")" + id + R"(","Url":")" + url +
           R"(","TenantId":"t","CompanyName":"nordlys","CorrelationId":"c","EventType":"ModelReady"})";
}

int post(const QUrl& url, const QByteArray& body, const QByteArray& secret)
{
    constexpr int longest = 30'000;
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(longest))
        return 0;
    QByteArray request = "POST " + url.path(QUrl::FullyEncoded).toLatin1() + " HTTP/1.1\r\nHost: a\r\n";
    if (!secret.isEmpty())
        request += "X-Signature-SHA256: " + hmacSha256(secret, body).toHex() + "\r\n";
    request += "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    socket.write(request);
    while (socket.waitForReadyRead(longest)) {
        if (socket.bytesAvailable() >= 12)
            return socket.readAll().mid(9, 3).toInt();
    }
    return 0;
}

QList<DeliverySummary> recordedBy(const QSignalSpy& spy)
{
    QList<DeliverySummary> all;
    for (const QList<QVariant>& arguments : spy)
        all += arguments.at(0).value<QList<DeliverySummary>>();
    return all;
}

TakenPort::TakenPort()
    : m_server(std::make_unique<QTcpServer>())
{
    if (!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0))
        qFatal("no port to take");
}

TakenPort::~TakenPort() = default;

quint16 TakenPort::port() const
{
    return m_server->serverPort();
}

} // namespace kaunt::test
