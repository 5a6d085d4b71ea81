// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/app/cli/nodeendpoint.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace kaunt::test;

/// kauntctl listen --pass-through: what a server of Node's answers is what the sender gets.
class TestPassingThrough final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void refusesTwoForAnEndpoint();
    void answersAsTheTargetDoes_data();
    void answersAsTheTargetDoes();
    void answersForATargetThatIsGone();
    void asksOnceMoreWhenTheSenderDoes();
    void refusesItself();
    void keepsTheOrderOfRepeats();
    void delaysNoOtherEndpoint();
    void answersWhileItDrains();
    void tellsWhatWasNotAnswered();

private:
    void beginToSend(QProcess& sender, const QString& url, const QStringList& options = {}) const;
    /// The line that `send` writes of its only attempt.
    [[nodiscard]] QJsonObject sent(const QString& url, const QStringList& options = {}) const;
    [[nodiscard]] QJsonObject shown(int delivery) const;

    std::unique_ptr<Kauntctl> m_kauntctl;
};

void TestPassingThrough::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
}

void TestPassingThrough::beginToSend(QProcess& sender, const QString& url, const QStringList& options) const
{
    m_kauntctl->begin(sender,
                      QStringList{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"), url} +
                          m_kauntctl->secretFile() + options);
}

QJsonObject TestPassingThrough::sent(const QString& url, const QStringList& options) const
{
    QProcess sender;
    beginToSend(sender, url, options);
    return Kauntctl::nextOf(sender, "sent");
}

QJsonObject TestPassingThrough::shown(int delivery) const
{
    const QStringList show{QStringLiteral("show"), QStringLiteral("--json"), QString::number(delivery)};
    return objectsOf(m_kauntctl->run(show).out).value(0);
}

void TestPassingThrough::refusesWrongUsage_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options :
         {"--pass-through 127.0.0.1:1", "--pass-through http://a/ --pass-through http://b/",
          "--pass-through http://h/ --forward-all", "--pass-through http://h/ --forward-filter id:",
          "--pass-through http://h/ --forward-timeout soon", "--pass-through http://h/a --forward-to http://h/a",
          "--pass-through http://h/ --forward-filter verdict:missing", "--forward-timeout 5s"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestPassingThrough::refusesWrongUsage()
{
    QFETCH(const QString, options);
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("listen")} + options.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY(!ended.err.isEmpty());
    QVERIFY(ended.out.isEmpty());
}

void TestPassingThrough::refusesTwoForAnEndpoint()
{
    m_kauntctl->write(QStringLiteral("settings.conf"), "[forwards]\nsize=2\n1\\url=http://a/\n1\\passThrough=true\n"
                                                       "2\\url=http://b/\n2\\passThrough=true\n"
                                                       "2\\passThroughEndpoint=default\n");
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("listen")} + m_kauntctl->secretFile());
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("forwards/2/passThrough"), ended.err.constData());
}

void TestPassingThrough::answersAsTheTargetDoes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("theirs"); // 0: there was none
    QTest::addColumn<QString>("timeout");
    const QString longTime = QStringLiteral("20s"); // the longest
    QTest::newRow("200") << QStringLiteral("/") << 200 << 200 << longTime;
    QTest::newRow("204") << QStringLiteral("/status/204") << 204 << 204 << longTime;
    QTest::newRow("400") << QStringLiteral("/status/400") << 400 << 400 << longTime;
    QTest::newRow("500") << QStringLiteral("/status/500") << 500 << 500 << longTime;
    QTest::newRow("503") << QStringLiteral("/busy") << 503 << 503 << longTime;
    QTest::newRow("hangs up") << QStringLiteral("/hang-up") << 502 << 0 << longTime;
    QTest::newRow("silent") << QStringLiteral("/silent") << 504 << 0 << QStringLiteral("1s");
}

void TestPassingThrough::answersAsTheTargetDoes()
{
    QFETCH(const QString, path);
    QFETCH(const int, status);
    QFETCH(const int, theirs);
    QFETCH(const QString, timeout);
    NodeEndpoint node;
    QProcess listener;
    const QString url = m_kauntctl->listen(
        listener, {QStringLiteral("--pass-through"), node.url(path), QStringLiteral("--forward-timeout"), timeout});
    QCOMPARE(number(sent(url), "status"), status);
    QCOMPARE(node.nextRequest().header(QStringLiteral("X-Kaunt-Monitor-Forward")), QStringLiteral("1"));
    const QJsonObject line = Kauntctl::nextOf(listener, "delivery");
    QCOMPARE(number(line, "status"), status);
    const QJsonArray notes = line.value(QStringLiteral("notes")).toArray();
    QCOMPARE(notes.at(0).toString(), QStringLiteral("pass-through:") + node.url(path));
    QVERIFY(notes.at(1).toString().startsWith(u"answered-after:"));
    QCOMPARE(number(Kauntctl::nextOf(listener, "forwarded"), "delivery"), 1);
    QCOMPARE(number(shown(1), "status"), status);
    const QJsonObject forward = shown(1).value(QStringLiteral("forwards")).toArray().first().toObject();
    QCOMPARE(number(forward, "status"), theirs);
    QCOMPARE(number(forward, "attempts"), 1);
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.err.contains("Answers come from"));
}

void TestPassingThrough::answersForATargetThatIsGone()
{
    NodeEndpoint node;
    const QStringList options{QStringLiteral("--pass-through"), node.url()};
    node.kill();
    QProcess first;
    QString url = m_kauntctl->listen(first, options);
    QCOMPARE(number(sent(url), "status"), 502);
    QCOMPARE(number(Kauntctl::nextOf(first, "delivery"), "status"), 502);
    QCOMPARE(Kauntctl::end(first, SIGTERM).status, 0);
    node.start();
    QProcess second;
    url = m_kauntctl->listen(second, options);
    QCOMPARE(number(sent(url), "status"), 200);
    // The first is none of ours to send again.
    QCOMPARE(node.nextRequest().header(QStringLiteral("X-Kaunt-Monitor-Forward")), QStringLiteral("2"));
    QCOMPARE(Kauntctl::end(second, SIGTERM).status, 0);
}

void TestPassingThrough::asksOnceMoreWhenTheSenderDoes()
{
    NodeEndpoint node;
    const QString target = node.url();
    node.kill();
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--pass-through"), target});
    QProcess sender;
    beginToSend(sender, url, {QStringLiteral("--retry"), QStringLiteral("--time-lapse"), QStringLiteral("10")});
    QCOMPARE(number(Kauntctl::nextOf(listener, "delivery"), "status"), 502);
    node.start();
    QVERIFY(sender.waitForFinished(Kauntctl::patience));
    QCOMPARE(sender.exitCode(), 0);
    QJsonObject line;
    do
        line = Kauntctl::nextOf(listener, "delivery");
    while (number(line, "status") == 502);
    QCOMPARE(number(line, "status"), 200);
    QVERIFY(number(line, "attempt") > 1);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestPassingThrough::refusesItself()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url =
        m_kauntctl->listen(listener, {QStringLiteral("--pass-through"), node.url(QStringLiteral("/status/202")),
                                      QStringLiteral("--forward-filter"), QStringLiteral("type:completed")});
    QCOMPARE(number(sent(url, {QStringLiteral("--fault"), QStringLiteral("wrong-secret")}), "status"), 401);
    QCOMPARE(number(sent(url, {QStringLiteral("--event"), QStringLiteral("ModelReady")}), "status"), 200);
    QCOMPARE(number(shown(2), "status"), 200);
    QVERIFY(shown(2).value(QStringLiteral("notes")).toArray().isEmpty());
    QCOMPARE(number(sent(url, {QStringLiteral("--event"), QStringLiteral("InvoiceCodingProposalProcessingCompleted")}),
                    "status"),
             202);
    QCOMPARE(node.nextRequest().header(QStringLiteral("X-Kaunt-Monitor-Forward")), QStringLiteral("3"));
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestPassingThrough::keepsTheOrderOfRepeats()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url =
        m_kauntctl->listen(listener, {QStringLiteral("--pass-through"), node.url(QStringLiteral("/held"))});
    m_kauntctl->write(QStringLiteral("body"), R"({"Id":"a","EventType":"ModelReady"})");
    const QStringList same{QStringLiteral("--body"), m_kauntctl->path(QStringLiteral("body"))};
    QProcess senders[3];
    for (QProcess& sender : senders)
        beginToSend(sender, url, same);
    const QString mark = QStringLiteral("X-Kaunt-Monitor-Forward");
    for (const char* expected : {"1", "2", "3"}) {
        QCOMPARE(node.nextRequest().header(mark), QString::fromLatin1(expected));
        node.release();
        QCOMPARE(QString::number(number(Kauntctl::nextOf(listener, "delivery"), "attempt")),
                 QString::fromLatin1(expected));
    }
    for (QProcess& sender : senders)
        QCOMPARE(number(Kauntctl::nextOf(sender, "sent"), "status"), 200);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestPassingThrough::delaysNoOtherEndpoint()
{
    NodeEndpoint node;
    m_kauntctl->write(
        QStringLiteral("settings.conf"),
        QStringLiteral("[endpoints]\nsize=2\n1\\name=default\n1\\path=/a\n2\\name=other\n2\\path=/b\n"
                       "[forwards]\nsize=2\n1\\url=%1\n1\\passThrough=true\n1\\passThroughEndpoint=default\n"
                       "2\\url=%2\n2\\passThrough=true\n2\\passThroughEndpoint=other\n")
            .arg(node.url(QStringLiteral("/held")), node.url(QStringLiteral("/status/201")))
            .toUtf8());
    QProcess listener;
    const QString held = m_kauntctl->listen(listener, {});
    const QString other = text(Kauntctl::nextOf(listener, "listening"), "url");
    QProcess waiting;
    beginToSend(waiting, held);
    QCOMPARE(node.nextRequest().target, QStringLiteral("/held"));
    QCOMPARE(number(sent(other), "status"), 503); // which has no secret
    QCOMPARE(number(Kauntctl::nextOf(listener, "delivery"), "delivery"), 2);
    node.release();
    QCOMPARE(number(Kauntctl::nextOf(waiting, "sent"), "status"), 200);
    QCOMPARE(number(Kauntctl::nextOf(listener, "delivery"), "delivery"), 1);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestPassingThrough::answersWhileItDrains()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url =
        m_kauntctl->listen(listener, {QStringLiteral("--pass-through"), node.url(QStringLiteral("/held"))});
    QProcess sender;
    beginToSend(sender, url);
    QCOMPARE(node.nextRequest().target, QStringLiteral("/held"));
    Kauntctl::send(listener, SIGTERM);
    node.release();
    QCOMPARE(number(Kauntctl::nextOf(sender, "sent"), "status"), 200);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(number(objectsOf(listener.readAllStandardOutput()).constLast(), "status"), 200);
    QCOMPARE(number(shown(1), "status"), 200);
}

/// Killed, it has a delivery without an answer, which is what happened.
void TestPassingThrough::tellsWhatWasNotAnswered()
{
    NodeEndpoint node;
    QProcess killed;
    const QString url =
        m_kauntctl->listen(killed, {QStringLiteral("--pass-through"), node.url(QStringLiteral("/held"))});
    QProcess sender;
    beginToSend(sender, url);
    QCOMPARE(node.nextRequest().target, QStringLiteral("/held"));
    (void)Kauntctl::end(killed, SIGKILL);
    QCOMPARE(number(Kauntctl::nextOf(sender, "sent"), "status"), 0);
    QCOMPARE(text(shown(1), "verdict"), QStringLiteral("verified"));
    QCOMPARE(number(shown(1), "status"), 0);
    QVERIFY(!shown(1).contains(QStringLiteral("forwards")));
    QProcess again;
    QCOMPARE(m_kauntctl->listen(again, {QStringLiteral("--pass-through"), node.url()}).isEmpty(), false);
    QCOMPARE(Kauntctl::end(again, SIGTERM).status, 0);
}

QTEST_GUILESS_MAIN(TestPassingThrough)
#include "test_passingthrough.moc"
