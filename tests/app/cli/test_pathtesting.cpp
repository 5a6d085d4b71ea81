// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/app/cli/nginxproxy.h"
#include "tests/app/cli/nodeendpoint.h"
#include "tests/app/cli/nodeproxy.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace kaunt::test;

namespace {

const QString path = QStringLiteral("/webhooks/kaunt");

/// The change of this kind to a probe; empty where there is none.
QJsonObject changeOf(const Ended& ended, const QString& probe, const QString& kind)
{
    const QList<QJsonObject> lines = objectsOf(ended.out);
    for (const QJsonObject& line : lines) {
        const QJsonArray changes = line.value(QLatin1String("changes")).toArray();
        for (const auto& change : changes) {
            if (text(line, "probe") == probe && text(change.toObject(), "change") == kind)
                return change.toObject();
        }
    }
    return {};
}

} // namespace

/// kauntctl path-test through real proxies: nginx, and one in Node that does what proxies should not.
class TestPathTesting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDirectPathChangesNothing();
    void probesAreNoneOfKauntsEvents();
    void whatNginxChangesIsListed();
    void aSignatureThatNginxTakesOffIsFound();
    void whatAProxyDoesToABodyIsNamed_data();
    void whatAProxyDoesToABodyIsNamed();
    void whatAProxyDoesToARequestIsNamed_data();
    void whatAProxyDoesToARequestIsNamed();
    void saysInWordsWhatToDo();
    void aUrlOfSomebodyElseIsSaidSo();
    void anotherSecretIsSaidSo();
    void whatCantBeTestedIsSaidSo();

private:
    [[nodiscard]] QString receiver() const { return m_receiver; }
    [[nodiscard]] Ended test(const QString& url, const QStringList& options = {QStringLiteral("--json")}) const;

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    QString m_receiver; ///< without a path
};

void TestPathTesting::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_listener = std::make_unique<QProcess>();
    m_receiver = m_kauntctl->listen(*m_listener).remove(path);
    QVERIFY(!m_receiver.isEmpty());
}

void TestPathTesting::cleanup()
{
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
}

Ended TestPathTesting::test(const QString& url, const QStringList& options) const
{
    return m_kauntctl->run(QStringList{QStringLiteral("path-test"), url} + m_kauntctl->secretFile() + options);
}

void TestPathTesting::aDirectPathChangesNothing()
{
    const Ended ended = test(receiver() + path);
    QVERIFY2(ended.status == 0, ended.err.constData());
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QCOMPARE(lines.size(), 14);
    for (const QJsonObject& line : lines.first(13)) {
        QVERIFY2(line.value(QLatin1String("changes")).toArray().isEmpty(), qPrintable(text(line, "probe")));
        QCOMPARE(line.value(QLatin1String("status")).toInt(), 200);
        QVERIFY(line.value(QLatin1String("delivery")).toInt() > 0);
    }
    QCOMPARE(text(lines.constLast(), "type"), QStringLiteral("path-tested"));
    QCOMPARE(lines.constLast().value(QLatin1String("survived")).toInt(), 13);
}

void TestPathTesting::probesAreNoneOfKauntsEvents()
{
    for (const char* mode : {"none", "strip", "reserialise"}) { // marked, without their marks, refused
        const NodeProxy proxy(receiver(), QLatin1String(mode));
        QVERIFY(test(proxy.url(path)).status >= 0);
    }
    const Ended events = m_kauntctl->run(
        {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("100")});
    const QList<QJsonObject> lines = objectsOf(events.out);
    QVERIFY(lines.size() >= 38); // printed anew, one is too long to be taken
    int noted = 0;
    for (const QJsonObject& line : lines) {
        QVERIFY(line.value(QLatin1String("event")).isNull());
        const QJsonArray notes = line.value(QLatin1String("notes")).toArray();
        noted += notes.first().toString().startsWith(QStringLiteral("probe:")) ? 1 : 0;
    }
    QVERIFY(noted >= 25);
}

void TestPathTesting::whatNginxChangesIsListed()
{
    NginxProxy nginx(receiver(), QStringLiteral("client_max_body_size 100k; proxy_set_header Via '1.1 desk';"
                                                "proxy_set_header X-Forwarded-For $remote_addr;"));
    QVERIFY(nginx.start());
    const Ended ended = test(nginx.url(path));
    QVERIFY2(ended.status == 0, ended.out.constData());
    QCOMPARE(text(changeOf(ended, QStringLiteral("plain"), QStringLiteral("header-added")), "header"),
             QStringLiteral("Via"));
    QCOMPARE(text(changeOf(ended, QStringLiteral("plain"), QStringLiteral("header-changed")), "header"),
             QStringLiteral("Host"));
    const QJsonObject framing = changeOf(ended, QStringLiteral("chunked"), QStringLiteral("framing-changed"));
    QCOMPARE(text(framing, "was"), QStringLiteral("chunked"));
    QCOMPARE(text(framing, "came"), QStringLiteral("length"));
    QCOMPARE(text(changeOf(ended, QStringLiteral("header-fields"), QStringLiteral("header-removed")), "header"),
             QStringLiteral("x_kaunt_monitor_underscore"));
    const QJsonObject tooLarge = changeOf(ended, QStringLiteral("mebibyte"), QStringLiteral("not-arrived"));
    QCOMPARE(tooLarge.value(QLatin1String("status")).toInt(), 413);
    QCOMPARE(text(tooLarge, "effect"), QStringLiteral("remarkable"));
}

void TestPathTesting::aSignatureThatNginxTakesOffIsFound()
{
    NginxProxy nginx(receiver(), QStringLiteral("proxy_set_header X-Signature-SHA256 '';"));
    QVERIFY(nginx.start());
    const Ended ended = test(nginx.url(path));
    QCOMPARE(ended.status, 1);
    QCOMPARE(text(changeOf(ended, QStringLiteral("plain"), QStringLiteral("signature-lost")), "effect"),
             QStringLiteral("breaking"));
}

void TestPathTesting::whatAProxyDoesToABodyIsNamed_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("probe");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* mode, const char* probe, const char* cause) {
        QTest::addRow("%s, %s", mode, probe)
            << QString::fromLatin1(mode) << QString::fromLatin1(probe) << QString::fromLatin1(cause);
    };
    row("reserialise", "plain", "body-reserialised");
    row("crlf", "line-feeds", "body-line-endings");
    row("trim", "trailing-newline", "body-newline");
    row("truncate", "mebibyte", "body-truncated");
    row("gzip", "plain", "body-compressed");
    row("br", "plain", "body-compressed");
    row("recode", "charset", "body-charset");
}

void TestPathTesting::whatAProxyDoesToABodyIsNamed()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, probe);
    QFETCH(const QString, cause);
    const NodeProxy proxy(receiver(), mode);
    const Ended ended = test(proxy.url(path));
    QCOMPARE(ended.status, 1);
    const QJsonObject change = changeOf(ended, probe, QStringLiteral("body-changed"));
    QCOMPARE(text(change, "cause"), cause);
    QCOMPARE(text(change, "effect"), QStringLiteral("breaking"));
    QVERIFY(text(change, "wasHex") != text(change, "cameHex"));
}

void TestPathTesting::whatAProxyDoesToARequestIsNamed_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char* mode, const char* kind, int status) {
        QTest::newRow(mode) << QString::fromLatin1(mode) << QString::fromLatin1(kind) << status;
    };
    row("strip", "signature-lost", 1);
    row("fail", "answer-changed", 1);
    row("twice", "arrived-repeatedly", 0);
    row("again", "arrived-repeatedly", 0);
    row("method", "method-changed", 1);
}

void TestPathTesting::whatAProxyDoesToARequestIsNamed()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, kind);
    QFETCH(const int, status);
    const NodeProxy proxy(receiver(), mode);
    const Ended ended = test(proxy.url(path));
    QVERIFY2(ended.status == status, ended.out.constData());
    QVERIFY2(!changeOf(ended, QStringLiteral("plain"), kind).isEmpty(), ended.out.constData());
}

void TestPathTesting::saysInWordsWhatToDo()
{
    const NodeProxy proxy(receiver(), QStringLiteral("trim"));
    const Ended ended = test(proxy.url(path), {});
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.out.contains("newline"), ended.out.constData());
    QVERIFY(ended.out.contains("This path breaks deliveries: 1 of 13 probes."));
    QVERIFY(ended.out.contains("Changed on the way, without harm to signatures:"));
}

void TestPathTesting::aUrlOfSomebodyElseIsSaidSo()
{
    const NodeProxy swallowing(receiver(), QStringLiteral("swallow"));
    const Ended ended = test(swallowing.url(path));
    QCOMPARE(ended.status, 1);
    QCOMPARE(objectsOf(ended.out).size(), 1);
    QVERIFY(ended.err.contains("The probe did not arrive here"));
}

void TestPathTesting::anotherSecretIsSaidSo()
{
    m_kauntctl->write(QStringLiteral("secret"), "another\n");
    const Ended ended = test(receiver() + path);
    QCOMPARE(ended.status, 1);
    QCOMPARE(text(changeOf(ended, QStringLiteral("plain"), QStringLiteral("not-verified")), "came"),
             QStringLiteral("mismatch"));
    const QList<QJsonObject> refused =
        objectsOf(m_kauntctl->run({QStringLiteral("events"), QStringLiteral("--json")}).out);
    QVERIFY(!refused.isEmpty());
    for (const QJsonObject& line : refused) { // a stranger's would be alerted of
        const QJsonArray notes = line.value(QLatin1String("notes")).toArray();
        QVERIFY(notes.first().toString().startsWith(QStringLiteral("probe:")));
    }
}

void TestPathTesting::whatCantBeTestedIsSaidSo()
{
    QCOMPARE(test(QStringLiteral("127.0.0.1:8787")).status, 2);
    NodeEndpoint node;
    const QString url = node.url();
    node.kill();
    QCOMPARE(test(url).status, 3);
    const Kauntctl withoutLog;
    QCOMPARE(
        withoutLog.run(QStringList{QStringLiteral("path-test"), receiver() + path} + withoutLog.secretFile()).status,
        3);
}

QTEST_GUILESS_MAIN(TestPathTesting)
#include "test_pathtesting.moc"
