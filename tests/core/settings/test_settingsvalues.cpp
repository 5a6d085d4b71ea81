// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace std::chrono_literals;

namespace {

// Each of these gives every member of a structure a value that is not its default. The structured bindings count the
// members: who adds one is told by the compiler to come here, and by the round trip to store it.

void changeAll(http::Limits& limits)
{
    auto& [maxBodyBytes, maxHeaderBytes, maxHeaders, maxTargetBytes, handshakeTimeout, headerTimeout, bodyTimeout,
           minBodyBytesPerSecond, bodyRateGrace, idleTimeout, writeTimeout, maxConnections, maxConnectionsPerPeer] =
        limits;
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
    auto& [address, port, endpoints, tls, isTlsPaused, passphrase, passphraseUnread, limits, maxPending, maxRefused] =
        receiver;
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
    auto& [url, isVerifiedOnly, filter, timeout, concurrency, isPaused, isPassThrough, passThroughEndpoint] = settings;
    url = QUrl(QStringLiteral("https://[::1]:1/a%20b?c=d,e&f"));
    isVerifiedOnly = false;
    filter = QStringLiteral("-company:\"a, b; \\\"c\\\"\"  type:failed|completed");
    timeout = 1ms;
    concurrency = 64;
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
    for (const AlertRule rule : alertRules)
        wanted.of(rule) = false;
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

/// What is written is what is read, whole; what is wrong is named.
class TestSettingsValues final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void leavesDefaultsWhereNothingIsWritten();
    void readsByHand();
    void servesTlsUnlessItIsPaused();
    void namesTheWrongKey_data();
    void namesTheWrongKey();
    void leavesNoEntryOut_data();
    void leavesNoEntryOut();
    void tellsTheRangeOfANumber();
    void refusesToWriteWhatItCannotRead_data();
    void refusesToWriteWhatItCannotRead();
    void tellsNoPasswordOfAUrl();

private:
    [[nodiscard]] Result<Settings, SettingsError> read(const QByteArray& content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSettingsValues::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("kaunt-monitor.conf"));
}

Result<Settings, SettingsError> TestSettingsValues::read(const QByteArray& content) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.flush())
        qFatal("no file");
    return SettingsFile(m_path).read();
}

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

void TestSettingsValues::namesTheWrongKey_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const QByteArray& content, const char* key, const char* text) {
        QTest::newRow(name) << content << QString::fromLatin1(key) << QString::fromLatin1(text);
    };
    row("no number", "[receiver]\nport=http\n", "receiver/port", "http");
    row("too large", "[receiver]\nport=65536\n", "receiver/port", "65536");
    row("far too large", "[retention]\nmaxBytes=99999999999999999999\n", "retention/maxBytes", "99999999999999999999");
    row("smaller than an empty log", "[retention]\nmaxBytes=50000\n", "retention/maxBytes", "50000");
    row("negative", "[retention]\nmaxAgeDays=-1\n", "retention/maxAgeDays", "-1");
    row("empty", "[limits]\nmaxHeaders=\n", "limits/maxHeaders", "");
    row("address", "[receiver]\naddress=example.org\n", "receiver/address", "example.org");
    row("no time", "[limits]\nidleSeconds=0\n", "limits/idleSeconds", "0");
    row("too long", "[limits]\nidleSeconds=86401\n", "limits/idleSeconds", "86401");
    row("not a time", "[limits]\nidleSeconds=nan\n", "limits/idleSeconds", "nan");
    row("endless", "[api]\ndeadlineSeconds=inf\n", "api/deadlineSeconds", "inf");
    row("boolean", "[notifications]\nrefused=maybe\n", "notifications/refused", "maybe");
    row("threshold", "[alerts]\nrefused-burst\\threshold=0\n", "alerts/refused-burst/threshold", "0");
    row("short silence", "[alerts]\nsilence\\threshold=59\n", "alerts/silence/threshold", "59");
    row("relative command", "[alerts]\ncommand=tell\n", "alerts/command", "tell");
    row("alert URL", "[alerts]\nurl=ftp://h/t0ken\n", "alerts/url", ""); // which may have one in it
    row("no time of day", "[notifications]\nquietFrom=25:00\n", "notifications/quietFrom", "25:00");
    row("no target", "[forwards]\nsize=1\n", "forwards/1/url", "");
    row("target with a password", "[forwards]\nsize=1\n1\\url=http://me:pass@h/\n", "forwards/1/url", "");
    row("target twice", "[forwards]\nsize=2\n1\\url=http://h/a\n2\\url=HTTP://h/%61\n", "forwards/2/url", "");
    row("wrong filter", "[forwards]\nsize=1\n1\\url=http://h/\n1\\filter=id:\n", "forwards/1/filter", "id:");
    row("none at once", "[forwards]\nsize=1\n1\\url=http://h/\n1\\concurrency=0\n", "forwards/1/concurrency", "0");
    row("too many at once", "[forwards]\nsize=1\n1\\url=http://h/\n1\\concurrency=65\n", "forwards/1/concurrency",
        "65");
    row("no patience", "[forwards]\nsize=1\n1\\url=http://h/\n1\\timeoutSeconds=0\n", "forwards/1/timeoutSeconds", "0");
    row("two that answer",
        "[forwards]\nsize=2\n1\\url=http://a/\n1\\passThrough=true\n2\\url=http://b/\n2\\passThrough=true\n",
        "forwards/2/passThrough", "true");
    row("admin port", "[admin]\nport=0\n", "admin/port", "0");
    row("scheme", "[api]\nbase=ftp://a.example\n", "api/base", "ftp://a.example");
    row("no host", "[api]\nbase=https:///x\n", "api/base", "https:///x");
    row("one of several origins", "[api]\nfurtherOrigins=https://a.example, b\n", "api/furtherOrigins", "b");
    row("two values", "[receiver]\nport=1, 2\n", "receiver/port", "1,2");
    row("path", "[endpoints]\nsize=1\n1\\path=x\n", "endpoints/1/path", "x");
    row("path with a blank", "[endpoints]\nsize=1\n1\\path=/a b\n", "endpoints/1/path", "/a b");
    row("path twice", "[endpoints]\nsize=2\n1\\name=a\n1\\path=/x\n2\\name=b\n2\\path=/%78\n", "endpoints/2/path",
        "/%78");
    row("name with a slash", "[endpoints]\nsize=1\n1\\name=a/b\n", "endpoints/1/name", "a/b");
    row("http to elsewhere", "[api]\nbase=http://a.example\n", "api/base", "http://a.example");
    row("base with a query", "[api]\nbase=https://a.example/v1?x=y\n", "api/base", "https://a.example/v1?x=y");
    row("origin with a path", "[api]\nfurtherOrigins=https://a.example/v1\n", "api/furtherOrigins",
        "https://a.example/v1");
    row("a CA's file without its folder", "[api]\ncaFile=own.pem\n", "api/caFile", "own.pem");
    row("a certificate without its key", "[receiver]\ntlsCertificate=a.pem\n", "receiver/tlsKey", "");
    row("too many", "[endpoints]\nsize=100000000\n", "endpoints/size", "100000000");
    row("no endpoint", "[endpoints]\nsize=0\n", "endpoints/size", "0");
    row("name twice", "[endpoints]\nsize=2\n1\\name=a\n2\\name=a\n", "endpoints/2/name", "a");
    row("secret twice", "[endpoints]\nsize=1\n1\\secrets\\size=2\n1\\secrets\\1\\name=a\n1\\secrets\\2\\name=a\n",
        "endpoints/1/secrets/2/name", "a");
    row("secret without a name", "[endpoints]\nsize=1\n1\\secrets\\size=1\n", "endpoints/1/secrets/1/name", "");
    row("tenant twice", "[tenants]\nsize=2\n1\\tenant=a\n2\\tenant=A\n", "tenants/2/tenant", "A");
    row("no tenant", "[tenants]\nsize=1\n1\\clientId=a\n", "tenants/1/tenant", "");
    row("tenant of all", "[tenants]\nsize=1\n1\\tenant=Default\n", "tenants/1/tenant", "Default");
    row("the first of two", "[receiver]\nport=a\n[limits]\nmaxHeaders=b\n", "receiver/port", "a");
}

void TestSettingsValues::namesTheWrongKey()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, key);
    QFETCH(const QString, text);
    const auto settings = read(content);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, SettingsError::Code::WrongValue);
    QCOMPARE(settings.error().path, m_path);
    QCOMPARE(settings.error().key, key);
    QCOMPARE(settings.error().text, text);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestSettingsValues::leavesNoEntryOut_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("last");
    const auto row = [](const char* name, const QByteArray& content, const char* key, const char* text, double last) {
        QTest::newRow(name) << content << QString::fromLatin1(key) << QString::fromLatin1(text) << last;
    };
    row("no size", "[endpoints]\n1\\name=alpha\n1\\path=/a\n", "endpoints/size", "", 1);
    row("too small a size", "[endpoints]\nsize=1\n1\\path=/a\n2\\name=beta\n2\\path=/b\n", "endpoints/size", "1", 2);
    row("none, and one", "[forwards]\nsize=0\n1\\url=http://h/\n", "forwards/size", "0", 1);
    row("many", "[tenants]\nsize=9\n10\\tenant=a\n9\\tenant=b\n", "tenants/size", "9", 10);
    row("a secret", "[endpoints]\nsize=1\n1\\secrets\\1\\name=a\n", "endpoints/1/secrets/size", "", 1);
    row("an argument", "[alerts]\narguments\\size=1\narguments\\1=a\narguments\\2=b\n", "alerts/arguments/size", "1",
        2);
}

void TestSettingsValues::leavesNoEntryOut()
{
    QFETCH(const QByteArray, content);
    const auto settings = read(content);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, SettingsError::Code::EntryBeyondSize);
    QCOMPARE(settings.error().path, m_path);
    QTEST(settings.error().key, "key");
    QTEST(settings.error().text, "text");
    QTEST(settings.error().least, "last");
}

void TestSettingsValues::tellsTheRangeOfANumber()
{
    const auto number = read("[limits]\nmaxBodyBytes=1000\n");
    QVERIFY(!number);
    QCOMPARE(number.error().least, 1024.0);
    QCOMPARE(number.error().most, 1073741824.0);
    const auto time = read("[limits]\nidleSeconds=0\n");
    QVERIFY(!time);
    QCOMPARE(time.error().least, 0.001);
    QCOMPARE(time.error().most, 86400.0);
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

void TestSettingsValues::tellsNoPasswordOfAUrl()
{
    const auto settings = read("[api]\nbase=https://me:p@ss@a.example\n");
    QVERIFY(!settings);
    QCOMPARE(settings.error().key, QStringLiteral("api/base"));
    QCOMPARE(settings.error().text, QStringLiteral("a.example"));
}

QTEST_GUILESS_MAIN(TestSettingsValues)
#include "test_settingsvalues.moc"
