// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/app/cli/nodeendpoint.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <csignal>
#include <utility>

using namespace kaunt::test;

/// kauntctl listen --forward-to: to a server of Node's that is up, down, and up again.
class TestForwarding final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void sendsOnWhatIsVerified();
    void sendsOnAllThatIsAskedFor();
    void refusesWhatStandsBehindAUrl_data();
    void refusesWhatStandsBehindAUrl();
    void keepsToWhatStandsBehindEachUrl();
    void triesAsOftenAsIsSaidOfATarget();
    void pausesAndGoesOnBySignals();
    void answersWhateverTheTargetDoes();
    void catchesUpWithATargetThatWasDown();
    void catchesUpAfterItWasKilled();
    void losesNothingWhenItIsKilled();
    void warnsOfItself();
    void forwardsByItsSettings();
    void refusesSettingsThatAreWrong();

private:
    [[nodiscard]] QString listen(QProcess& listener, const QStringList& options,
                                 const QString& address = QStringLiteral("127.0.0.1:0")) const;
    [[nodiscard]] Ended send(const QString& url, const QStringList& options = {}) const;
    /// The numbers of the next so many that Node was sent.
    [[nodiscard]] static QSet<int> numbersAt(NodeEndpoint& node, int count);

    std::unique_ptr<Kauntctl> m_kauntctl;
};

void TestForwarding::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
}

QString TestForwarding::listen(QProcess& listener, const QStringList& options, const QString& address) const
{
    m_kauntctl->begin(
        listener, QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"), address} +
                      m_kauntctl->secretFile() + options);
    return text(Kauntctl::nextOf(listener, "listening"), "url");
}

Ended TestForwarding::send(const QString& url, const QStringList& options) const
{
    return m_kauntctl->run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + m_kauntctl->secretFile() +
                           options);
}

QSet<int> TestForwarding::numbersAt(NodeEndpoint& node, int count)
{
    QSet<int> numbers;
    for (int i = 0; i < count; ++i)
        numbers.insert(node.nextRequest().header(QStringLiteral("X-Kaunt-Monitor-Forward")).toInt());
    return numbers;
}

void TestForwarding::refusesWrongUsage_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options :
         {"--forward-to 127.0.0.1:1", "--forward-to http://h/ --forward-to ftp://h/", "--forward-all",
          "--forward-filter id:1", "--forward-to http://h/ --forward-filter id:", "--forward-timeout 5s",
          "--forward-to http://h/ --forward-timeout soon", "--forward-to http://h/ --forward-timeout 0s",
          "--forward-to http://h/ --forward-concurrency 0", "--forward-to http://h/ --forward-concurrency 65",
          "--forward-to http://h/ --forward-filter verdict:mismatch",
          "--forward-to http://h/ --forward-filter -verdict:verified|missing"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestForwarding::refusesWrongUsage()
{
    QFETCH(const QString, options);
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("listen")} + options.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.out.isEmpty());
}

void TestForwarding::sendsOnWhatIsVerified()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url = listen(listener, {QStringLiteral("--forward-to"), node.url(QStringLiteral("/a?b=c"))});
    QCOMPARE(send(url, {QStringLiteral("--fault"), QStringLiteral("wrong-secret")}).status, 1);
    QCOMPARE(send(url).status, 0);
    const NodeEndpoint::Request seen = node.nextRequest();
    QCOMPARE(seen.target, QStringLiteral("/a?b=c"));
    QCOMPARE(seen.header(QStringLiteral("X-Kaunt-Monitor-Forward")), QStringLiteral("2"));

    const QJsonObject line = Kauntctl::nextOf(listener, "forwarded");
    QCOMPARE(number(line, "delivery"), 2);
    QCOMPARE(text(line, "url"), node.url(QStringLiteral("/a?b=c")));
    QCOMPARE(number(line, "status"), 200);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);

    const QJsonObject shown =
        objectsOf(m_kauntctl->run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("2")}).out)
            .constFirst();
    QCOMPARE(text(shown, "body").toUtf8(), seen.body);
    const QJsonObject forward = shown.value(QStringLiteral("forwards")).toArray().first().toObject();
    QCOMPARE(text(forward, "answer"), QStringLiteral("seen by node"));
    QCOMPARE(number(forward, "attempts"), 1);
    const QJsonObject refused =
        objectsOf(m_kauntctl->run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("1")}).out)
            .constFirst();
    QVERIFY(!refused.contains(QStringLiteral("forwards")));
}

void TestForwarding::sendsOnAllThatIsAskedFor()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url =
        listen(listener, {QStringLiteral("--forward-to"), node.url(), QStringLiteral("--forward-all"),
                          QStringLiteral("--forward-filter"), QStringLiteral("verdict:mismatch|missing")});
    QCOMPARE(send(url).status, 0);
    QCOMPARE(send(url, {QStringLiteral("--fault"), QStringLiteral("header-missing")}).status, 1);
    QCOMPARE(numbersAt(node, 1), QSet<int>{2});
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::refusesWhatStandsBehindAUrl_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("told");
    for (const auto& [target, told] :
         {std::pair("http://h/ later", "“later” is not understood"),
          std::pair("http://h/ paused=maybe", "“paused=maybe”"),
          std::pair("http://h/ timeout=soon", "“soon” is no time"),
          std::pair("http://h/ timeout=5s,all=yes", "no time"), std::pair("http://h/ concurrency=0", "from 1 to 64"),
          std::pair("http://h/ attempts=0", "from 1 to 1000"), std::pair("http://h/ attempts=", "from 1 to 1000"),
          std::pair("http://h/ filter=id:", "id"), std::pair("http://h/ filter=verdict:mismatch", "all=yes")})
        QTest::newRow(target) << QString::fromUtf8(target) << QString::fromUtf8(told);
}

void TestForwarding::refusesWhatStandsBehindAUrl()
{
    QFETCH(const QString, target);
    QFETCH(const QString, told);
    const Ended ended = m_kauntctl->run({QStringLiteral("listen"), QStringLiteral("--forward-to"), target});
    QCOMPARE(ended.status, 2);
    QVERIFY2(QString::fromUtf8(ended.err).contains(told), ended.err.constData());
}

void TestForwarding::keepsToWhatStandsBehindEachUrl()
{
    const QString once = QStringLiteral("http://127.0.0.1:1/ timeout=2s");
    const Ended twice = m_kauntctl->run({QStringLiteral("listen"), QStringLiteral("--forward-to"), once,
                                         QStringLiteral("--forward-to"), QStringLiteral("http://127.0.0.1:1/")});
    QCOMPARE(twice.status, 2);
    QVERIFY2(twice.err.contains("more than once"), twice.err.constData());
    const Ended answering = m_kauntctl->run({QStringLiteral("listen"), QStringLiteral("--pass-through"),
                                             QStringLiteral("http://127.0.0.1:1/ timeout=2s paused=yes")});
    QCOMPARE(answering.status, 2);
    QVERIFY2(answering.err.contains("“paused=yes” is not understood"), answering.err.constData());

    NodeEndpoint node;
    QProcess listener;
    const QString refused =
        node.url(QStringLiteral("/refused")) +
        QStringLiteral(" timeout=30s concurrency=1 all=yes filter=verdict:mismatch endpoint:default");
    const QString url = listen(listener, {QStringLiteral("--forward-to"), refused, QStringLiteral("--forward-to"),
                                          node.url(QStringLiteral("/others")), QStringLiteral("--forward-filter"),
                                          QStringLiteral("verdict:verified")});
    QCOMPARE(send(url, {QStringLiteral("--fault"), QStringLiteral("wrong-secret")}).status, 1);
    QCOMPARE(send(url).status, 0);
    QHash<QString, QString> seen;
    for (int i = 0; i < 2; ++i) {
        const NodeEndpoint::Request request = node.nextRequest();
        seen.insert(request.target, request.header(QStringLiteral("X-Kaunt-Monitor-Forward")));
    }
    const QHash<QString, QString> expected{{QStringLiteral("/refused"), QStringLiteral("1")},
                                           {QStringLiteral("/others"), QStringLiteral("2")}};
    QCOMPARE(seen, expected);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::triesAsOftenAsIsSaidOfATarget()
{
    const Ended answering = m_kauntctl->run(
        {QStringLiteral("listen"), QStringLiteral("--pass-through"), QStringLiteral("http://127.0.0.1:1/ attempts=2")});
    QCOMPARE(answering.status, 2); // it is sent there once

    NodeEndpoint node;
    QProcess listener;
    const QString url = listen(listener, {QStringLiteral("--forward-to"),
                                          node.url(QStringLiteral("/status/500")) + QStringLiteral(" attempts=1")});
    QCOMPARE(send(url).status, 0);
    const QJsonObject line = Kauntctl::nextOf(listener, "forwarded");
    QCOMPARE(number(line, "status"), 500);
    QCOMPARE(number(line, "attempts"), 1);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::pausesAndGoesOnBySignals()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url = listen(listener, {QStringLiteral("--forward-to"),
                                          node.url(QStringLiteral("/paused")) + QStringLiteral(" paused=yes"),
                                          QStringLiteral("--forward-to"), node.url(QStringLiteral("/running"))});
    QCOMPARE(send(url).status, 0);
    QCOMPARE(node.nextRequest().target, QStringLiteral("/running"));
    QByteArray told;
    const auto isTold = [&listener, &told](const char* sentence) {
        told += listener.readAllStandardError();
        return told.contains(sentence);
    };
    Kauntctl::send(listener, SIGUSR1);
    QTRY_VERIFY_WITH_TIMEOUT(isTold("Forwarding is paused"), Kauntctl::patience);
    QCOMPARE(send(url).status, 0);
    Kauntctl::send(listener, SIGUSR2);
    QTRY_VERIFY_WITH_TIMEOUT(isTold("Forwarding goes on"), Kauntctl::patience);
    QSet<QString> seen;
    for (int i = 0; i < 3; ++i) {
        const NodeEndpoint::Request request = node.nextRequest();
        seen.insert(request.target + request.header(QStringLiteral("X-Kaunt-Monitor-Forward")));
    }
    const QSet<QString> expected{QStringLiteral("/paused1"), QStringLiteral("/paused2"), QStringLiteral("/running2")};
    QCOMPARE(seen, expected);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::answersWhateverTheTargetDoes()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url = listen(listener, {QStringLiteral("--forward-to"), node.url(QStringLiteral("/silent")),
                                          QStringLiteral("--forward-to"), QStringLiteral("http://127.0.0.1:1/"),
                                          QStringLiteral("--forward-to"), node.url(QStringLiteral("/busy"))});
    QCOMPARE(send(url, {QStringLiteral("--count"), QStringLiteral("50")}).status, 0);
    QVERIFY(!node.nextRequest().target.isEmpty());
    QByteArray told;
    const auto isTold = [&listener, &told] {
        told += listener.readAllStandardError();
        return told.contains("http://127.0.0.1:1/") && told.contains("They wait in the log");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(), Kauntctl::patience);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::catchesUpWithATargetThatWasDown()
{
    NodeEndpoint node;
    const QString target = node.url();
    node.kill();
    QProcess listener;
    const QString url = listen(listener, {QStringLiteral("--forward-to"), target});
    QCOMPARE(send(url, {QStringLiteral("--count"), QStringLiteral("20")}).status, 0);
    node.start();
    QSet<int> expected;
    for (int i = 1; i <= 20; ++i)
        expected.insert(i);
    QCOMPARE(numbersAt(node, 20), expected);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::catchesUpAfterItWasKilled()
{
    NodeEndpoint node;
    const QString target = node.url();
    node.kill();
    QProcess killed;
    const QString url = listen(killed, {QStringLiteral("--forward-to"), target});
    QCOMPARE(send(url, {QStringLiteral("--count"), QStringLiteral("10")}).status, 0);
    (void)Kauntctl::end(killed, SIGKILL);
    node.start();
    QProcess listener;
    (void)listen(listener, {QStringLiteral("--forward-to"), target});
    QCOMPARE(numbersAt(node, 10).size(), 10);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::losesNothingWhenItIsKilled()
{
    NodeEndpoint node;
    QProcess first;
    const QString url = listen(first, {QStringLiteral("--forward-to"), node.url()});
    QProcess sender;
    m_kauntctl->begin(sender, QStringList{QStringLiteral("send"), QStringLiteral("--to"), url,
                                          QStringLiteral("--count"), QStringLiteral("300"), QStringLiteral("--rate"),
                                          QStringLiteral("300"), QStringLiteral("--retry")} +
                                  m_kauntctl->secretFile());
    const QSet<int> seenBefore = numbersAt(node, 40); // in the middle of it
    (void)Kauntctl::end(first, SIGKILL);
    QProcess second; // whose output nobody reads: what it forwards does not wait for that
    QCOMPARE(listen(second, {QStringLiteral("--forward-to"), node.url()}, QUrl(url).authority()), url);
    QVERIFY(sender.waitForFinished(Kauntctl::patience));
    QCOMPARE(sender.exitCode(), 0);
    const QList<QJsonObject> events = objectsOf(m_kauntctl
                                                    ->run({QStringLiteral("events"), QStringLiteral("--json"),
                                                           QStringLiteral("--limit"), QStringLiteral("999")})
                                                    .out);
    QSet<int> missing;
    for (const QJsonObject& event : events)
        missing.insert(number(event, "delivery"));
    QVERIFY(missing.size() >= 300);
    missing.subtract(seenBefore);
    while (!missing.isEmpty()) {
        const NodeEndpoint::Request request = node.nextRequest();
        QVERIFY(!request.method.isEmpty()); // one of them would never come
        missing.remove(request.header(QStringLiteral("X-Kaunt-Monitor-Forward")).toInt());
    }
    QCOMPARE(Kauntctl::end(second, SIGTERM).status, 0);
}

void TestForwarding::warnsOfItself()
{
    QProcess first;
    const QString url = listen(first, {});
    QCOMPARE(Kauntctl::end(first, SIGTERM).status, 0);
    QProcess listener;
    QCOMPARE(listen(listener, {QStringLiteral("--forward-to"), url}, QUrl(url).authority()), url);
    QCOMPARE(send(url).status, 0);
    QCOMPARE(number(Kauntctl::nextOf(listener, "forwarded"), "delivery"), 1);
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QVERIFY(ended.err.contains("is this receiver itself"));
    const QList<QJsonObject> events =
        objectsOf(m_kauntctl->run({QStringLiteral("events"), QStringLiteral("--json")}).out);
    QCOMPARE(events.size(), 2); // it went round once
}

void TestForwarding::forwardsByItsSettings()
{
    NodeEndpoint node;
    const QString paused = node.url(QStringLiteral("/paused"));
    m_kauntctl->write(QStringLiteral("settings.conf"),
                      QStringLiteral("[forwards]\nsize=2\n1\\url=%1\n1\\paused=true\n"
                                     "2\\url=\"%2\"\n2\\verifiedOnly=false\n2\\filter=verdict:mismatch\n")
                          .arg(paused, node.url(QStringLiteral("/a?b=c,d")))
                          .toUtf8());
    const QStringList wrong{QStringLiteral("--fault"), QStringLiteral("wrong-secret")};
    QProcess listener;
    QString url = listen(listener, {});
    QCOMPARE(send(url).status, 0);
    QCOMPARE(send(url, wrong).status, 1);
    const NodeEndpoint::Request seen = node.nextRequest();
    QCOMPARE(seen.target, QStringLiteral("/a?b=c,d"));
    QCOMPARE(seen.header(QStringLiteral("X-Kaunt-Monitor-Forward")), QStringLiteral("2"));
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);

    url = listen(listener, {QStringLiteral("--forward-to"), node.url(QStringLiteral("/given")),
                            QStringLiteral("--forward-timeout"), QStringLiteral("2s"),
                            QStringLiteral("--forward-concurrency"), QStringLiteral("1")});
    QCOMPARE(send(url, wrong).status, 1);
    QCOMPARE(send(url).status, 0);
    QCOMPARE(node.nextRequest().target, QStringLiteral("/given")); // nothing to those of the settings
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestForwarding::refusesSettingsThatAreWrong()
{
    m_kauntctl->write(QStringLiteral("settings.conf"), "[forwards]\nsize=1\n1\\url=http://me:t0ken@h/\n");
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("listen")} + m_kauntctl->secretFile());
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("forwards/1/url"), ended.err.constData());
    QVERIFY(!ended.err.contains("t0ken"));
}

QTEST_GUILESS_MAIN(TestForwarding)
#include "test_forwarding.moc"
