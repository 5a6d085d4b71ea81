// SPDX-License-Identifier: MIT
#include "core/storage/eventlog.h"
#include "core/storage/replaykey.h"
#include "core/webhook/replaymark.h"
#include "core/webhook/signature.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/app/cli/nodeendpoint.h"
#include "tests/core/storage/logfixture.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

/// kauntctl replay to our own receiver and to a server of Node's.
class TestReplaying final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void isNotCountedAsKaunts();
    void isKnownWhereItIsRefused();
    void sendsByteForByteToNode();
    void signsAnew();
    void notesThatATargetHasTakenIt();
    void tellsWhatIsAnsweredOtherwise();
    void sendsAnotherBody();
    void sendsARangeInItsOrder();
    void keepsWhatWasLargeOut();
    void saysHowItWasAnswered();
    void endsOnASignal();
    void pausesNotForWhatWasGivenUp();

private:
    [[nodiscard]] Ended send(const QStringList& options) const;
    [[nodiscard]] Ended replay(const QString& to, const QStringList& options) const;
    [[nodiscard]] QList<QJsonObject> received() const;

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    QString m_url;
};

void TestReplaying::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_listener = std::make_unique<QProcess>();
    m_url = m_kauntctl->listen(*m_listener);
    QVERIFY(!m_url.isEmpty());
}

void TestReplaying::cleanup()
{
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
}

Ended TestReplaying::send(const QStringList& options) const
{
    return m_kauntctl->run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), m_url} +
                           m_kauntctl->secretFile() + options);
}

Ended TestReplaying::replay(const QString& to, const QStringList& options) const
{
    return m_kauntctl->run(QStringList{QStringLiteral("replay"), QStringLiteral("--json"), QStringLiteral("--to"), to} +
                           options);
}

QList<QJsonObject> TestReplaying::received() const
{
    return objectsOf(m_kauntctl->run({QStringLiteral("events"), QStringLiteral("--json")}).out);
}

void TestReplaying::refusesWrongUsage_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options :
         {"1", "--to 127.0.0.1:1 1", "--to http://h/ 1 2", "--to http://h/", "--to http://h/ 1 --filter id:1",
          "--to http://h/ x", "--to http://h/ 0", "--to http://h/ 1 --spacing none",
          "--to http://h/ --filter type:", "--to http://h/ --filter id:1 --spacing slow",
          "--to http://h/ --filter id:1 --spacing 0", "--to http://h/ --filter id:1 --spacing -2",
          "--to http://h/ --filter id:1 --spacing inf", "--to http://h/ --filter id:1 --spacing 1e-300"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestReplaying::refusesWrongUsage()
{
    QFETCH(const QString, options);
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("replay")} + options.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.out.isEmpty());
    QVERIFY(!ended.err.isEmpty());
}

void TestReplaying::isNotCountedAsKaunts()
{
    QCOMPARE(send({QStringLiteral("--repeat"), QStringLiteral("2")}).status, 0);
    const Ended ended = replay(m_url, {QStringLiteral("1")});
    QCOMPARE(ended.status, 0);
    const QJsonObject line = objectsOf(ended.out).constFirst();
    QCOMPARE(text(line, "type"), QStringLiteral("replayed"));
    QCOMPARE(line.value(QStringLiteral("delivery")).toInt(), 1);
    QCOMPARE(line.value(QStringLiteral("status")).toInt(), 200);
    QCOMPARE(text(line, "answer"), QStringLiteral(R"({"status":"accepted","delivery":3,"attempt":1})"));
    QVERIFY(line.value(QStringLiteral("error")).isNull());

    const QList<QJsonObject> deliveries = received();
    QCOMPARE(deliveries.size(), 3);
    const QJsonObject& replayed = deliveries.constFirst();
    QCOMPARE(text(replayed, "verdict"), QStringLiteral("verified"));
    QVERIFY(replayed.value(QStringLiteral("event")).isNull());
    QVERIFY(replayed.value(QStringLiteral("notes")).toArray().contains(QStringLiteral("replay:1")));
    QCOMPARE(text(replayed, "bodySha256"), text(deliveries.constLast(), "bodySha256"));
    const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("2")});
    QCOMPARE(objectsOf(shown.out).constFirst().value(QStringLiteral("attempts")).toArray().size(), 2);
    const Ended own = replay(m_url, {QStringLiteral("--filter"), QStringLiteral("delivery:3")});
    QCOMPARE(own.status, 1);
    QVERIFY2(own.err.contains("left out"), own.err.constData());
}

void TestReplaying::isKnownWhereItIsRefused()
{
    QCOMPARE(send({QStringLiteral("--fault"), QStringLiteral("wrong-secret")}).status, 1);
    QCOMPARE(replay(m_url, {QStringLiteral("1")}).status, 1);
    const QJsonObject replayed = received().constFirst();
    QCOMPARE(text(replayed, "verdict"), QStringLiteral("mismatch"));
    QCOMPARE(replayed.value(QStringLiteral("notes")).toArray(), QJsonArray{QStringLiteral("replay:1")});
}

void TestReplaying::sendsByteForByteToNode()
{
    const QByteArray body("{\"Id\":\"1\",\r\n \"\xc3\xb8\":\"\xff\"}\n\0", 24);
    m_kauntctl->write(QStringLiteral("body"), body);
    QCOMPARE(send({QStringLiteral("--body"), m_kauntctl->path(QStringLiteral("body"))}).status, 0);
    NodeEndpoint node;
    QCOMPARE(replay(node.url(QStringLiteral("/some%20place?a=1&b")), {QStringLiteral("1")}).status, 0);
    const NodeEndpoint::Request seen = node.nextRequest();
    QCOMPARE(seen.method, QStringLiteral("POST"));
    QCOMPARE(seen.target, QStringLiteral("/some%20place?a=1&b"));
    QCOMPARE(seen.body, body);
    const QByteArray key = readReplayKey(m_kauntctl->path(QStringLiteral("data")));
    QVERIFY(!key.isEmpty());
    const QJsonArray expected{QStringLiteral("Host"),
                              QUrl(node.url()).authority(),
                              QStringLiteral("Content-Type"),
                              QStringLiteral("application/json; charset=utf-8"),
                              QStringLiteral("User-Agent"),
                              QStringLiteral("kaunt-monitor/" KAUNT_VERSION " (simulated)"),
                              QStringLiteral("X-Signature-SHA256"),
                              QString::fromLatin1(hmacSha256("whsec", body).toHex()),
                              QStringLiteral("X-Kaunt-Monitor-Replay"),
                              QStringLiteral("1"),
                              QStringLiteral("X-Kaunt-Monitor-Replay-Proof"),
                              QString::fromLatin1(replayProof(1, body, key)),
                              QStringLiteral("Content-Length"),
                              QString::number(body.size())};
    QCOMPARE(seen.headers, expected);
}

void TestReplaying::signsAnew()
{
    QCOMPARE(send({QStringLiteral("--fault"), QStringLiteral("wrong-secret")}).status, 1);
    QCOMPARE(replay(m_url, {QStringLiteral("1")}).status, 1);
    const QString file = m_kauntctl->secretFile().constLast();
    QCOMPARE(replay(m_url, {QStringLiteral("1"), QStringLiteral("--sign-with-secret-file"), file}).status, 0);
    QCOMPARE(text(received().constFirst(), "verdict"), QStringLiteral("verified"));
    QCOMPARE(replay(m_url, {QStringLiteral("1"), QStringLiteral("--sign-with-secret-file"), file + u'x'}).status, 3);
}

/// Beside the receiver, which has the log in use.
void TestReplaying::notesThatATargetHasTakenIt()
{
    QCOMPARE(send({}).status, 0);
    const NodeEndpoint node;
    const QString url = node.url(QStringLiteral("/hook"));
    const SystemClock clock;
    {
        const auto log = EventLog::openForResources(m_kauntctl->path(QStringLiteral("data")), clock);
        QVERIFY(log);
        (*log)->addForwards({url, -1, {ForwardRecord{1, url, 1, 401, 3, 8, {}, {}}}});
    }
    const auto found = [this](const char* filter) {
        return objectsOf(m_kauntctl
                             ->run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--filter"),
                                    QString::fromUtf8(filter)})
                             .out)
            .size();
    };
    QCOMPARE(found("forward:failed"), 1);
    QCOMPARE(found("forward:accepted"), 0);
    QCOMPARE(replay(url, {QStringLiteral("1")}).status, 0);
    QCOMPARE(found("forward:failed"), 0);
    QCOMPARE(found("forward:accepted"), 1);
}

void TestReplaying::tellsWhatIsAnsweredOtherwise()
{
    QCOMPARE(send({QStringLiteral("--count"), QStringLiteral("2")}).status, 0);
    const NodeEndpoint node;
    const QString url = node.url();
    const QString otherwise = node.url(QStringLiteral("/otherwise"));
    const SystemClock clock;
    {
        const auto log = EventLog::openForResources(m_kauntctl->path(QStringLiteral("data")), clock);
        QVERIFY(log);
        (*log)->addForwards({otherwise, -1, {ForwardRecord{2, otherwise, 1, 200, 3, 1, "?", {}}}});
        ForwardRecord first{1, url, 1, 500, 3, 8, R"({"status":"failed"})", {}};
        ForwardRecord second{2, url, 1, 200, 3, 1, R"({"status":"ok"})", {}};
        first.headers = {{"Content-Type", "application/json"}};
        second.headers = first.headers;
        (*log)->addForwards({url, -1, {first, second}});
    }
    const auto previousOf = [](const QJsonObject& object) {
        return object.value(QStringLiteral("previous")).toObject();
    };
    const QStringList show{QStringLiteral("show"), QStringLiteral("2")};
    const QJsonObject shown = objectsOf(m_kauntctl->run(show + QStringList{QStringLiteral("--json")}).out).value(0);
    const QJsonObject before = previousOf(shown.value(QStringLiteral("forwards")).toArray().at(0).toObject());
    QCOMPARE(number(before, "delivery"), 1);
    QCOMPARE(number(before, "status"), 500);
    const QJsonObject difference = before.value(QStringLiteral("differences")).toArray().at(0).toObject();
    QCOMPARE(text(difference, "path"), QStringLiteral("$.status"));
    QCOMPARE(text(difference, "before"), QStringLiteral("failed"));
    const QByteArray told = m_kauntctl->run(show).out;
    QVERIFY2(told.contains("otherwise than before (delivery 1, "), told.constData());
    QVERIFY2(told.contains("status 200, was 500"), told.constData());
    QVERIFY2(told.contains("$.status is \"ok\", was \"failed\""), told.constData());

    const QJsonObject replayed = objectsOf(replay(url, {QStringLiteral("2")}).out).value(0);
    QCOMPARE(previousOf(replayed).value(QStringLiteral("same")).toBool(), false);
    QCOMPARE(text(previousOf(replayed), "body"), QStringLiteral("other"));
    QCOMPARE(number(previousOf(replayed), "delivery"), 2);
    QCOMPARE(number(previousOf(replayed), "status"), 200);
    QCOMPARE(number(previousOf(replayed), "differsAt"), 0);
    const QStringList again{QStringLiteral("replay"), QStringLiteral("2"), QStringLiteral("--to"), url};
    const QByteArray lines = m_kauntctl->run(again).out;
    QVERIFY2(lines.contains("     as before ("), lines.constData()); // as the replay above
    const QByteArray other =
        m_kauntctl->run({QStringLiteral("replay"), QStringLiteral("2"), QStringLiteral("--to"), otherwise}).out;
    QVERIFY2(other.contains("the body differs from byte 1 on"), other.constData()); // counted from 1
    const QString elsewhere = node.url(QStringLiteral("/elsewhere"));
    const QJsonObject first = objectsOf(replay(elsewhere, {QStringLiteral("2")}).out).value(0);
    QVERIFY(!first.contains(QStringLiteral("previous")));
    const QJsonObject second = objectsOf(replay(elsewhere, {QStringLiteral("2")}).out).value(0);
    QCOMPARE(previousOf(second).value(QStringLiteral("same")).toBool(), true);
}

void TestReplaying::sendsAnotherBody()
{
    QCOMPARE(send({}).status, 0);
    m_kauntctl->write(QStringLiteral("edited.json"), "{\"Id\":\"edited\"}");
    const QStringList edited{QStringLiteral("1"), QStringLiteral("--body"),
                             m_kauntctl->path(QStringLiteral("edited.json"))};
    QCOMPARE(replay(m_url, edited).status, 2); // its signature would be another's
    QStringList signedAnew = m_kauntctl->secretFile();
    signedAnew.first() = QStringLiteral("--sign-with-secret-file");
    QCOMPARE(replay(m_url, edited + signedAnew).status, 0);
    const QJsonObject shown =
        objectsOf(m_kauntctl->run({QStringLiteral("show"), QStringLiteral("2"), QStringLiteral("--json")}).out)
            .value(0);
    QCOMPARE(text(shown, "body"), QStringLiteral("{\"Id\":\"edited\"}"));
    QCOMPARE(text(shown, "verdict"), QStringLiteral("verified"));
}

void TestReplaying::sendsARangeInItsOrder()
{
    QCOMPARE(send({QStringLiteral("--count"), QStringLiteral("12"), QStringLiteral("--burst")}).status, 0);
    QCOMPARE(send({QStringLiteral("--fault"), QStringLiteral("altered-byte")}).status, 1);
    NodeEndpoint node;
    const QString url = node.url();
    const QString filter = QStringLiteral("--filter");
    const Ended ended =
        replay(url, {filter, QStringLiteral("verdict:verified"), QStringLiteral("--spacing"), QStringLiteral("1000")});
    QCOMPARE(ended.status, 0);
    QCOMPARE(objectsOf(ended.out).size(), 12);
    QVERIFY(ended.err.contains("12 of 12"));
    for (int number = 1; number <= 12; ++number) {
        const QString mark = node.nextRequest().header(QStringLiteral("X-Kaunt-Monitor-Replay"));
        QCOMPARE(mark, QString::number(number));
    }
    QCOMPARE(replay(url, {filter, QStringLiteral("company:nobody")}).status, 1);
}

void TestReplaying::keepsWhatWasLargeOut()
{
    m_kauntctl->write(QStringLiteral("large"), QByteArray(65'537, 'x'));
    QCOMPARE(send({QStringLiteral("--fault"), QStringLiteral("wrong-secret"), QStringLiteral("--body"),
                   m_kauntctl->path(QStringLiteral("large"))})
                 .status,
             1);
    const Ended ended = replay(m_url, {QStringLiteral("1")});
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.err.contains("only the first 64 KiB of its body were kept"));
    QVERIFY(text(objectsOf(ended.out).constFirst(), "error").contains(QStringLiteral("can't be sent again")));
    QCOMPARE(received().size(), 1);
}

void TestReplaying::saysHowItWasAnswered()
{
    QCOMPARE(send({}).status, 0);
    NodeEndpoint node;
    const QString url = node.url();
    const Ended busy = replay(node.url(QStringLiteral("/busy")), {QStringLiteral("1")});
    QCOMPARE(busy.status, 1);
    QCOMPARE(objectsOf(busy.out).constFirst().value(QStringLiteral("status")).toInt(), 503);
    QCOMPARE(text(objectsOf(busy.out).constFirst(), "answer"), QStringLiteral("seen by node"));
    node.kill();
    const Ended dead = replay(url, {QStringLiteral("1")});
    QCOMPARE(dead.status, 3);
    QVERIFY(!text(objectsOf(dead.out).constFirst(), "error").isEmpty());
    QVERIFY2(dead.err.contains("There was no answer from " + url.toUtf8()), dead.err.constData());
    QCOMPARE(replay(url, {QStringLiteral("99")}).status, 1);
}

void TestReplaying::endsOnASignal()
{
    QCOMPARE(send({}).status, 0);
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QProcess program;
    m_kauntctl->begin(program, {QStringLiteral("replay"), QStringLiteral("1"), QStringLiteral("--to"),
                                QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())});
    QVERIFY(silent.waitForNewConnection(Kauntctl::patience));
    const Ended ended = Kauntctl::end(program, SIGINT);
    QCOMPARE(ended.status, 3);
    QVERIFY(ended.err.contains("stopped after 0 deliveries"));
    QVERIFY(ended.err.contains("One more was on its way"));
}

/// Else what was given up in an outage would take as long as that.
void TestReplaying::pausesNotForWhatWasGivenUp()
{
    constexpr qint64 hour = 3'600'000;
    const NodeEndpoint node;
    const QString url = node.url();
    const Kauntctl given;
    const SystemClock clock;
    {
        const auto log = openLog(given.path(QStringLiteral("data")), {}, clock);
        QVERIFY(log);
        const Delivery first = verifiedDelivery(QStringLiteral("a"));
        QCOMPARE(appendAll(*log, {first, verifiedDelivery(QStringLiteral("b"), first.receivedAt + hour)}).size(), 2);
        log->addForwards({url, -1, {{1, url, 1, 401, 3, 8, {}, {}}, {2, url, 1, 401, 3, 8, {}, {}}}});
    }
    const QStringList failed{QStringLiteral("replay"), QStringLiteral("--to"), url, QStringLiteral("--filter"),
                             QStringLiteral("forward:failed")};
    QProcess asTheyCame;
    given.begin(asTheyCame, failed + QStringList{QStringLiteral("--spacing"), QStringLiteral("original")});
    QByteArray said;
    QTRY_VERIFY((said += asTheyCame.readAllStandardError()).contains("Delivery 2 follows at "));
    QVERIFY2(said.contains("with --spacing none it would follow at once"), said.constData());
    QCOMPARE(Kauntctl::end(asTheyCame, SIGTERM).status, 3);
    const Ended ended = given.run(failed);
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.err.contains("1 of 1"), ended.err.constData()); // the first was taken above
}

QTEST_GUILESS_MAIN(TestReplaying)
#include "test_replaying.moc"
