// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"
#include "core/tls/selfsigned.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/core/http/rawpeer.h"

#include <QDateTime>
#include <QFile>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <csignal>
#include <memory>
#include <unistd.h>
#include <vector>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

constexpr int hostileClients = 200;
constexpr int sourceAddresses = 5; ///< so that the bound per address is not what ends them
const QByteArray head = "POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n";
const QByteArray whole = head + "Content-Length: 2\r\n\r\n{}";

/// Those of the process that listens on this port of IPv4, the listening one too (proc(5), /proc/net/tcp). Who is no
/// root is not shown the descriptors of a release build; what nobody has a descriptor of has no inode.
qsizetype openSockets(int port)
{
    constexpr qsizetype localColumn = 1;
    constexpr qsizetype inodeColumn = 9;
    QFile table(QStringLiteral("/proc/net/tcp"));
    if (!table.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray end = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    const QList<QByteArray> lines = table.readAll().split('\n');
    return std::count_if(lines.cbegin(), lines.cend(), [&end](const QByteArray& line) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        return columns.value(localColumn).endsWith(end) && columns.value(inodeColumn).toLongLong() > 0;
    });
}

qint64 residentBytes(qint64 process)
{
    constexpr qsizetype residentPages = 1;
    QFile file(QStringLiteral("/proc/%1/statm").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(residentPages).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace

/// Strangers who do not behave, 200 at a time, against the real program: each is ended by its limits, others are served
/// meanwhile, and nothing of them stays.
class TestHostileClients final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void endsThemAll_data();
    void endsThemAll();
    void endsHalfOpenTls_data();
    void endsHalfOpenTls();
    void turnsAwayAFloodOfConnections();

private:
    [[nodiscard]] bool isServed() const;
    void listen(std::chrono::milliseconds idleTimeout);
    void listenWithTls();
    [[nodiscard]] bool isServedByTls() const;
    void outlast(const QByteArray& first, const QByteArray& drop);
    void connectAll(const QByteArray& first);
    [[nodiscard]] bool areAllEnded(const QByteArray& drop);

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    std::vector<std::unique_ptr<RawPeer>> m_peers;
    QUrl m_url;
};

void TestHostileClients::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    listen(500ms);
}

void TestHostileClients::listen(std::chrono::milliseconds idleTimeout)
{
    m_listener = std::make_unique<QProcess>();
    Settings settings;
    settings.receiver.limits.handshakeTimeout = 500ms;
    settings.receiver.limits.headerTimeout = 500ms;
    settings.receiver.limits.bodyTimeout = 500ms;
    settings.receiver.limits.idleTimeout = idleTimeout;
    settings.receiver.limits.writeTimeout = 500ms;
    QVERIFY(SettingsFile(m_kauntctl->path(QStringLiteral("settings.conf"))).write(settings).has_value());
    m_url = QUrl(m_kauntctl->listen(*m_listener));
    QVERIFY(m_url.isValid());
}

void TestHostileClients::cleanup()
{
    m_peers.clear();
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
}

/// Verified deliveries, one after the other.
bool TestHostileClients::isServed() const
{
    const QStringList arguments{QStringLiteral("send"), QStringLiteral("--to"), m_url.toString(),
                                QStringLiteral("--count"), QStringLiteral("20")};
    return m_kauntctl->run(arguments + m_kauntctl->secretFile()).status == 0;
}

void TestHostileClients::connectAll(const QByteArray& first)
{
    const QHostAddress local(QHostAddress::LocalHost);
    for (int i = 0; i < hostileClients; ++i) {
        const QHostAddress from(local.toIPv4Address() + 1 + static_cast<quint32>(i % sourceAddresses));
        m_peers.push_back(std::make_unique<RawPeer>(static_cast<quint16>(m_url.port()), local, from));
        m_peers.back()->send(first);
    }
}

bool TestHostileClients::areAllEnded(const QByteArray& drop)
{
    for (const auto& peer : m_peers) {
        if (!drop.isEmpty() && !peer->isClosed())
            peer->send(drop);
    }
    return std::all_of(m_peers.cbegin(), m_peers.cend(), [](const auto& peer) { return peer->isClosed(); });
}

void TestHostileClients::endsThemAll_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("drop");
    QTest::newRow("silent") << QByteArray() << QByteArray();
    QTest::newRow("half a head") << head << QByteArray();
    QTest::newRow("a head that drips") << head + "X-A: " << QByteArray("a");
    QTest::newRow("header after header") << head << QByteArray("A: b\r\n");
    QTest::newRow("half a body") << head + "Content-Length: 1000\r\n\r\n{" << QByteArray();
    QTest::newRow("a body that drips") << head + "Content-Length: 1000000\r\n\r\n" << QByteArray("x");
    QTest::newRow("chunks that drip") << head + "Transfer-Encoding: chunked\r\n\r\n" << QByteArray("1\r\nx\r\n");
    QTest::newRow("idle after an answer") << whole << QByteArray();
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed, to see who uses it
    QTest::newRow("a large body all but whole")
        << head + "Content-Length: 1048576\r\n\r\n" + QByteArray(1'048'575, 'x') << QByteArray();
#endif
    QTest::newRow("empty lines") << QByteArray("\r\n") << QByteArray("\r\n");
}

void TestHostileClients::endsThemAll()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, drop);
    outlast(first, drop);
}

void TestHostileClients::outlast(const QByteArray& first, const QByteArray& drop)
{
#ifdef __SANITIZE_THREAD__
    constexpr qint64 perByte = 5; // with its shadow, which the sanitizer keeps
#else
    constexpr qint64 perByte = 1;
#endif
#ifdef __SANITIZE_ADDRESS__
    constexpr qint64 quarantine = qint64{256} << 20; // what is freed is kept up to here (quarantine_size_mb)
#else
    constexpr qint64 quarantine = 0;
#endif
    constexpr qint64 tolerance = quarantine + perByte * (qint64{24} << 20); // of the allocator, not of a request's size
    const auto isGood = [this] { return m_url.scheme() == u"https" ? isServedByTls() : isServed(); };
    QVERIFY(isGood());
    const qsizetype sockets = openSockets(m_url.port());
    const qint64 resident = residentBytes(m_listener->processId());
    QVERIFY(sockets > 0 && resident > 0);
    connectAll(first);
    QVERIFY(isGood());
    QTRY_VERIFY_WITH_TIMEOUT(areAllEnded(drop), Kauntctl::patience);
    QVERIFY(isGood());
    QTRY_VERIFY_WITH_TIMEOUT(openSockets(m_url.port()) <= sockets, Kauntctl::patience);
    QTRY_VERIFY_WITH_TIMEOUT(residentBytes(m_listener->processId()) < resident + tolerance, Kauntctl::patience);
}

void TestHostileClients::listenWithTls()
{
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    const tls::IdentityFiles files{m_kauntctl->path(QStringLiteral("own.crt")),
                                   m_kauntctl->path(QStringLiteral("own.key"))};
    QVERIFY(tls::makeSelfSigned(files, QDateTime::currentMSecsSinceEpoch()));
    m_listener = std::make_unique<QProcess>();
    m_kauntctl->begin(*m_listener,
                      QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                  QStringLiteral("127.0.0.1:0"), QStringLiteral("--tls-cert"), files.certificate,
                                  QStringLiteral("--tls-key"), files.key} +
                          m_kauntctl->secretFile());
    m_url = QUrl(Kauntctl::nextLine(*m_listener).value(QStringLiteral("url")).toString());
    QCOMPARE(m_url.scheme(), QStringLiteral("https"));
}

/// A client of no kinship with us, that gets through all of it to a verdict.
bool TestHostileClients::isServedByTls() const
{
    QProcess curl;
    curl.start(QStringLiteral("curl"),
               {QStringLiteral("-sS"), QStringLiteral("--cacert"), m_kauntctl->path(QStringLiteral("own.crt")),
                QStringLiteral("--data-binary"), QStringLiteral("{}"), m_url.toString()});
    return curl.waitForFinished(Kauntctl::patience) &&
           curl.readAllStandardOutput() == R"({"status":"refused","reason":"missing"})";
}

void TestHostileClients::endsHalfOpenTls_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("drop");
    // A handshake record of 512 bytes that begins a ClientHello (RFC 8446 sections 5.1 and 4.1.2).
    const QByteArray greeting = QByteArray::fromHex("1603010200010001fc0303");
    QTest::newRow("silent") << QByteArray() << QByteArray();
    QTest::newRow("half a greeting") << greeting << QByteArray();
    QTest::newRow("a greeting that drips") << greeting << QByteArray(1, '\0');
    QTest::newRow("no TLS at all") << whole << QByteArray();
}

void TestHostileClients::endsHalfOpenTls()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, drop);
    listenWithTls();
    if (!QTest::currentTestFailed())
        outlast(first, drop);
}

/// From one address, far beyond what it may have: the others do not notice.
void TestHostileClients::turnsAwayAFloodOfConnections()
{
    const QHostAddress local(QHostAddress::LocalHost);
    const QHostAddress from(QStringLiteral("127.0.0.9"));
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    listen(10min); // or the first of them make room for the last
    QVERIFY(isServed());
    const qsizetype sockets = openSockets(m_url.port());
    QVERIFY(sockets > 0);
    for (int i = 0; i < 2 * hostileClients; ++i)
        m_peers.push_back(std::make_unique<RawPeer>(static_cast<quint16>(m_url.port()), local, from));
    QVERIFY(isServed());
    const auto isTurnedAway = [](const auto& peer) { return peer->statuses() == QList<int>{503} && peer->isClosed(); };
    QTRY_VERIFY_WITH_TIMEOUT(std::count_if(m_peers.cbegin(), m_peers.cend(), isTurnedAway) > hostileClients,
                             Kauntctl::patience);
    m_peers.clear();
    QTRY_VERIFY_WITH_TIMEOUT(openSockets(m_url.port()) <= sockets, Kauntctl::patience);
}

QTEST_GUILESS_MAIN(TestHostileClients)
#include "test_hostileclients.moc"
