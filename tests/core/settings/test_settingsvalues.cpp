// SPDX-License-Identifier: MIT
#include "tests/core/settings/settingsfilefixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

// Each of these gives every member of a structure a value that is not its default. The structured bindings count the
// members: who adds one is told by the compiler to come here, and by the round trip to store it.

void changeAll(http::Limits& limits)
{
    auto& [maxBodyBytes, maxHeaderBytes, maxHeaders, maxTargetBytes, handshakeTimeout, headerTimeout, bodyTimeout,
           minBodyBytesPerSecond, bodyRateGrace, idleTimeout, writeTimeout, maxConnections, maxConnectionsPerPeer,
           placeWait] = limits;
    maxBodyBytes = 2'000'001;
    maxHeaderBytes = 20'002;
    maxHeaders = 33;
    maxTargetBytes = 4'004;
    handshakeTimeout = 4'321ms;
    headerTimeout = 1'234ms;
    bodyTimeout = 50ms;
    minBodyBytesPerSecond = 77;
    bodyRateGrace = 1ms;
    idleTimeout = 86'399'999ms;
    writeTimeout = 3s;
    maxConnections = 10;
    maxConnectionsPerPeer = 11;
    placeWait = 12ms;
}

void changeAll(SigningSecret& secret)
{
    auto& [name, value, retired, unread] = secret;
    name = QStringLiteral("før, \"efter\"; [x]\\=%");
    value = {};     // is not for the file
    unread.clear(); // neither is this
    retired = true;
}

void changeAll(Endpoint& endpoint)
{
    auto& [name, path, secrets] = endpoint;
    name = QStringLiteral("@second");
    path = QStringLiteral("/hooks/a,b;c=%20d");
    secrets = {SigningSecret{}, SigningSecret{QStringLiteral("other"), {}, false}};
    changeAll(secrets.first());
}

void changeAll(ReceiverSettings& receiver)
{
    auto& [address, port, endpoints, tls, isTlsPaused, passphrase, passphraseUnread, limits, maxPending, maxRefused,
           apiSecrets] = receiver;
    address = QHostAddress(QStringLiteral("fe80::1%eth0"));
    port = 65'535;
    endpoints = {Endpoint{}, Endpoint{}};
    changeAll(endpoints.last());
    tls = {QStringLiteral("/etc/tls/chain, of ours.pem"), QStringLiteral("/etc/tls/key.pem")};
    isTlsPaused = true;
    passphrase = {}; // is not for the file
    passphraseUnread.clear();
    changeAll(limits);
    maxPending = 12;
    maxRefused = 13;
    apiSecrets.clear(); // are not for the file
}

void changeAll(ApiSettings& api)
{
    auto& [apiBase, furtherOrigins, caFile, credentials, deadline, maxBodyBytes, maxAttempts, retryBase,
           tokenTimeLimit] = api;
    apiBase = QUrl(QStringLiteral("http://127.0.0.1:9/sub%20path"));
    furtherOrigins = {QUrl(QStringLiteral("https://a.example:8443")), QUrl(QStringLiteral("http://[::1]:1"))};
    caFile = QStringLiteral("/etc/tls/our, own CA.pem");
    auto& [fallback, byTenant] = credentials;
    auto& [clientId, clientSecret, unread] = fallback;
    clientId = QStringLiteral("key, of ours");
    clientSecret = {}; // is not for the file
    unread.clear();
    byTenant = {{QStringLiteral("B-tenant"), {QStringLiteral("b"), {}}}, {QStringLiteral("a"), {{}, {}}}};
    deadline = 1'001ms;
    maxBodyBytes = 1'025;
    maxAttempts = 99;
    retryBase = 1ms;
    tokenTimeLimit = 2ms;
}

void changeAll(AlertSettings& settings)
{
    auto& [rules, command, arguments, url] = settings;
    for (const AlertRule rule : alertRules)
        rules.at(static_cast<size_t>(rule)) = {false, alertThresholds(rule).most};
    command = QStringLiteral("/usr/local/bin/tell me");
    arguments = {QStringLiteral("a, b"), QString(), QStringLiteral("\"c\" = d\n%1")};
    url = QUrl(QStringLiteral("https://h.example/a%20b?c=d,e"));
}

void changeAll(ForwardSettings& settings)
{
    auto& [url, isVerifiedOnly, filter, timeout, concurrency, isPaused, isPassThrough, passThroughEndpoint, formerUrl,
           attempts] = settings;
    (void)formerUrl; // in no file
    url = QUrl(QStringLiteral("https://[::1]:1/a%20b?c=d,e&f"));
    isVerifiedOnly = false;
    filter = QStringLiteral("-company:\"a, b; \\\"c\\\"\"  type:failed|completed");
    timeout = 1ms;
    concurrency = 64;
    attempts = 1'000;
    isPaused = true;
    isPassThrough = true;
    passThroughEndpoint = QStringLiteral("nordlys; \"A/S\"");
}

Settings allChanged()
{
    Settings settings;
    auto& [receiver, api, retention, notifications, alerts, admin, forwards, secretScope, scopeFile, secretMoves] =
        settings;
    changeAll(receiver);
    changeAll(api);
    auto& [maxAgeDays, maxBytes] = retention;
    maxAgeDays = 1;
    maxBytes = std::numeric_limits<qint64>::max();
    auto& [wanted, quiet] = notifications;
    wanted.fill(false);
    quiet = {true, QTime(23, 59), QTime(0, 1)};
    changeAll(alerts);
    auto& [isOn, port] = admin;
    isOn = true;
    port = 1;
    forwards = {ForwardSettings(), ForwardSettings()};
    forwards.first().url = QUrl(QStringLiteral("http://h.example:8080/a?b=c"));
    changeAll(forwards.last());
    secretScope = QStringLiteral("5f0c, \"x\"");
    scopeFile = QStringLiteral("/home/a, b/\"c\".conf");
    secretMoves = {{QStringLiteral("5f0c/tls/key"), QStringLiteral("a, b"), QStringLiteral("c;d")}};
    return settings;
}

} // namespace

/// What is written is what is read, whole.
class TestSettingsValues final : public SettingsFileFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void leavesDefaultsWhereNothingIsWritten();
    void readsByHand();
    void servesTlsUnlessItIsPaused();
    void refusesToWriteWhatItCannotRead_data();
    void refusesToWriteWhatItCannotRead();
};

void TestSettingsValues::readsWhatItWrote_data()
{
    QTest::addColumn<Settings>("settings");
    QTest::newRow("defaults") << Settings{};
    QTest::newRow("all changed") << allChanged();
    Settings few;
    few.receiver.address = QHostAddress(QHostAddress::Any);
    few.receiver.port = 0;
    few.retention = {0, 0};
    few.receiver.limits.minBodyBytesPerSecond = 0;
    few.receiver.limits.bodyRateGrace = 0ms;
    QTest::newRow("nothing and any") << few;
    Settings four;
    four.receiver.address = QHostAddress(QHostAddress::AnyIPv4);
    four.api.furtherOrigins = {QUrl(QStringLiteral("https://one.example"))};
    QTest::newRow("all IPv4, one origin") << four;
    Settings six;
    six.receiver.address = QHostAddress(QHostAddress::AnyIPv6);
    QTest::newRow("all IPv6") << six;
}

void TestSettingsValues::readsWhatItWrote()
{
    QFETCH(const Settings, settings);
    const SettingsFile file(m_path);
    QVERIFY(file.write(allChanged())); // of which nothing may remain
    QVERIFY(file.write(settings));
    const auto read = SettingsFile(m_path).read();
    QVERIFY(read);
    QCOMPARE(read->receiver.limits, settings.receiver.limits);
    QCOMPARE(read->receiver, settings.receiver);
    QCOMPARE(read->api, settings.api);
    QCOMPARE(*read, settings);
    QFile text(m_path); // written by hand as well: nothing that only QSettings knows
    QVERIFY(text.open(QIODevice::ReadOnly));
    QVERIFY(!text.readAll().contains("@Invalid"));
}

void TestSettingsValues::leavesDefaultsWhereNothingIsWritten()
{
    QCOMPARE(*SettingsFile(m_path).read(), Settings{});
    QCOMPARE(*read(""), Settings{});
    Settings onlyPort;
    onlyPort.receiver.port = 1;
    QCOMPARE(*read("[receiver]\nport=1\n"), onlyPort);
}

void TestSettingsValues::readsByHand()
{
    const auto settings = read("; a comment\n[receiver]\naddress=*\n[limits]\nheaderSeconds=2.5\n"
                               "[api]\nfurtherOrigins=https://a.example, https://b.example\n"
                               "[endpoints]\nsize=1\n1\\path=/x\n");
    QVERIFY(settings);
    QCOMPARE(settings->receiver.address, QHostAddress(QHostAddress::Any));
    QCOMPARE(settings->receiver.limits.headerTimeout, 2'500ms);
    QCOMPARE(settings->api.furtherOrigins.size(), 2);
    QCOMPARE(settings->receiver.endpoints, (QList<Endpoint>{{QStringLiteral("default"), QStringLiteral("/x"), {}}}));
}

/// As files had it before there was a word for it.
void TestSettingsValues::servesTlsUnlessItIsPaused()
{
    const QByteArray files = "[receiver]\ntlsCertificate=/a.pem\ntlsKey=/a.key\n";
    const tls::IdentityFiles wanted{QStringLiteral("/a.pem"), QStringLiteral("/a.key")};
    QCOMPARE(read(files)->receiver.servedTls(), wanted);
    const auto paused = read(files + "tlsPaused=true\n");
    QCOMPARE(paused->receiver.servedTls(), tls::IdentityFiles());
    QCOMPARE(paused->receiver.tls, wanted);
    QVERIFY(read("[receiver]\ntlsCertificate=/a.pem\ntlsPaused=true\n"));
}

void TestSettingsValues::refusesToWriteWhatItCannotRead_data()
{
    QTest::addColumn<Settings>("settings");
    QTest::addColumn<QString>("key");
    Settings settings;
    settings.receiver.limits.maxHeaders = 0;
    QTest::newRow("number") << settings << QStringLiteral("limits/maxHeaders");
    settings = {};
    settings.receiver.address = QHostAddress();
    QTest::newRow("address") << settings << QStringLiteral("receiver/address");
    settings = {};
    settings.receiver.endpoints.append(Endpoint{});
    QTest::newRow("name twice") << settings << QStringLiteral("endpoints/2/name");
    settings = {};
    settings.api.apiBase = QUrl(QStringLiteral("https://me:pass@a.example"));
    QTest::newRow("password") << settings << QStringLiteral("api/base");
    settings = {};
    settings.receiver.endpoints.clear();
    QTest::newRow("no endpoint") << settings << QStringLiteral("endpoints/size");
}

void TestSettingsValues::refusesToWriteWhatItCannotRead()
{
    QFETCH(const Settings, settings);
    QFETCH(const QString, key);
    const SettingsFile file(m_path);
    QVERIFY(file.write(allChanged()));
    const auto written = file.write(settings);
    QVERIFY(!written);
    QCOMPARE(written.error().code, SettingsError::Code::WrongValue);
    QCOMPARE(written.error().path, m_path);
    QCOMPARE(written.error().key, key);
    QCOMPARE(*file.read(), allChanged());
}

QTEST_GUILESS_MAIN(TestSettingsValues)
#include "test_settingsvalues.moc"
