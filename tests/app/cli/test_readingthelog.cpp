// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/webhook/signature.h"
#include "tests/app/cli/listenerfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

/// The commands of kauntctl that read a log, of a receiver that writes it.
class TestReadingTheLog final : public ListenerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void showsWhatTheLogHolds();
    void tellsTheCauseRightAfterTheAnswer();
    void tellsWhatWasRemovedFromWhatNeverWas();
    void listsAllThatTheLogHolds();
    void tellsWhatWasCalled();
    void tellsHowToGoOnWithoutASecret();
    void tellsWhyItCameAgain();
    void putsBothSignaturesBeneathEachOther();
    void knowsTheSignatureOfAnotherDelivery();
    void tellsSinceWhenItFails();
    void tellsWhatIsOddOfAnythingElse();
    void followsIntoTheLogThatTakesThePlace();
    void followsIntoALogThatBeginsAnew();
    void tellsOfAFailedFetchAsItWasTold_data();
    void tellsOfAFailedFetchAsItWasTold();
    void saysThatTheLogCannotBeMade();
    void pointsAtTheWrongPlaceOfAFilter();
    void cannotShareALog();
};

void TestReadingTheLog::showsWhatTheLogHolds()
{
    QCOMPARE(run({QStringLiteral("events")}).status, 3);
    const QString url = listen();
    QCOMPARE(run({QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--secret-file"),
                  path(QStringLiteral("secret")), QStringLiteral("--count"), QStringLiteral("3")})
                 .status,
             0);
    const Ended events =
        run({QStringLiteral("--limit"), QStringLiteral("2"), QStringLiteral("events"), QStringLiteral("--json")});
    const QList<QByteArray> lines = events.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(QJsonDocument::fromJson(lines.constFirst()).object().value(QStringLiteral("delivery")).toInt(), 3);
    const Ended shown = run({QStringLiteral("show"), QStringLiteral("1"), QStringLiteral("--json")});
    QCOMPARE(shown.status, 0);
    const QJsonObject whole = QJsonDocument::fromJson(shown.out).object();
    QVERIFY(whole.value(QStringLiteral("headers")).toArray().size() >= 3);
    QVERIFY(whole.value(QStringLiteral("body")).toString().startsWith(u'{'));
    QCOMPARE(whole.value(QStringLiteral("attempts")).toArray().size(), 1);
    QCOMPARE(whole.value(QStringLiteral("resources")).toArray().size(), 0);
    QCOMPARE(run({QStringLiteral("show"), QStringLiteral("9")}).status, 1);
}

void TestReadingTheLog::tellsTheCauseRightAfterTheAnswer()
{
    const QStringList send = QStringList{QStringLiteral("send"), QStringLiteral("--to"), listen(),
                                         QStringLiteral("--fault"), QStringLiteral("body-newline")} +
                             m_kauntctl->secretFile();
    const QList<QStringList> readers{
        {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("1")},
        {QStringLiteral("show"), QStringLiteral("2"), QStringLiteral("--json")},
        {QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("jsonl")}};
    for (const QStringList& reader : readers) {
        QCOMPARE(run(send).status, 1);
        const QList<QJsonObject> read = objectsOf(run(reader).out);
        QVERIFY(!read.isEmpty());
        const QJsonObject& newest = read.constLast();
        QCOMPARE(text(newest.value(u"diagnosis").toObject(), "cause"), QStringLiteral("body-newline"));
        QVERIFY(newest.value(u"storedMicros").isDouble());
    }
}

void TestReadingTheLog::tellsWhatWasRemovedFromWhatNeverWas()
{
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), listen(), QStringLiteral("--count"),
                             QStringLiteral("2")} +
                 m_kauntctl->secretFile())
                 .status,
             0);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    {
        const auto log = LogDatabase::open(path(QStringLiteral("data/events.sqlite")), LogDatabase::Access::Write);
        QVERIFY(log);
        QVERIFY((*log)->execute(QStringLiteral("DELETE FROM deliveries WHERE number = 1")));
    }
    const Ended removed = run({QStringLiteral("show"), QStringLiteral("1")});
    QCOMPARE(removed.status, 1);
    QVERIFY2(removed.err.simplified().contains("it was removed"), removed.err.constData());
    const Ended never = run({QStringLiteral("show"), QStringLiteral("3")});
    QCOMPARE(never.status, 1);
    QVERIFY2(!never.err.contains("removed"), never.err.constData());
}

void TestReadingTheLog::listsAllThatTheLogHolds()
{
    const QString url = listen();
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--count"),
                             QStringLiteral("60"), QStringLiteral("--repeat"), QStringLiteral("10")} +
                 m_kauntctl->secretFile())
                 .status,
             0);
    const QStringList events{QStringLiteral("events"), QStringLiteral("--json")};
    QList<QJsonObject> all = objectsOf(run(events).out);
    QCOMPARE(all.size(), 600);
    for (int newest = 600; !all.isEmpty(); --newest)
        QCOMPARE(number(all.takeFirst(), "delivery"), newest);
    const QString most = QStringLiteral("9007199254740992");
    QCOMPARE(run(events + QStringList{QStringLiteral("--limit"), most}).out.count('\n'), 600);
    QCOMPARE(run(events + QStringList{QStringLiteral("--limit"), QStringLiteral("501")}).out.count('\n'), 501);
    QCOMPARE(run(events + QStringList{QStringLiteral("--limit"), QStringLiteral("9007199254740993")}).status, 2);
}

void TestReadingTheLog::tellsWhatWasCalled()
{
    const QUrl url(listen());
    QProcess curl;
    curl.start(QStringLiteral("curl"), {QStringLiteral("-sS"), url.toString()});
    QVERIFY(curl.waitForFinished(Kauntctl::patience));
    const QStringList filter{QStringLiteral("events"), QStringLiteral("--filter"),
                             QStringLiteral("verdict:misdirected")};
    // It was answered before it is in the log.
    QTRY_VERIFY_WITH_TIMEOUT(run(filter).out.contains(" 405  Misdirected  GET " + url.path().toUtf8()),
                             Kauntctl::patience);
    const QByteArray shown = run({QStringLiteral("show"), QStringLiteral("1")}).out;
    QVERIFY2(shown.contains("Endpoint       default\n") && shown.contains("Body           not read\n"),
             shown.constData());
    QVERIFY2(!shown.contains("SHA-256") && !shown.contains("\nBody\n"), shown.constData());
    QVERIFY2(shown.contains("was called with “GET” in place of POST.") && !shown.contains("Called was"),
             shown.constData());
    const QByteArray untold = " came last that no endpoint took: --filter verdict:misdirected lists";
    const Ended events = run({QStringLiteral("events")});
    QVERIFY2(events.out.isEmpty() && events.err.contains("1 request" + untold), events.err.constData());
    QVERIFY(!run(filter).err.contains(untold));
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url.toString()} + m_kauntctl->secretFile())
                 .status,
             0);
    QVERIFY(!run({QStringLiteral("events")}).err.contains(untold)); // all is well since
}

void TestReadingTheLog::tellsHowToGoOnWithoutASecret()
{
    m_kauntctl->begin(*m_listener, {QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                    QStringLiteral("127.0.0.1:0")});
    const QString url = text(Kauntctl::nextLine(*m_listener), "url");
    const QStringList show{QStringLiteral("show"), QStringLiteral("1")};
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + m_kauntctl->secretFile()).status,
             1);
    QTRY_VERIFY_WITH_TIMEOUT(
        run(show).out.contains("The endpoint default had no secret when it came. Give one with --secret-file"),
        Kauntctl::patience);
    const QByteArray compared = run(show + m_kauntctl->secretFile()).out;
    QVERIFY2(compared.contains("Below it is compared with the secrets that there are now"), compared.constData());
    QVERIFY2(compared.contains("\nSignature, with the secret “secret”\n  received ") &&
                 compared.contains("\n  No difference.\n"),
             compared.constData());
}

void TestReadingTheLog::tellsWhyItCameAgain()
{
    m_kauntctl->write(QStringLiteral("body"), R"({"Id":"1","EventType":"ModelReady"})");
    m_kauntctl->begin(*m_listener, {QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                    QStringLiteral("127.0.0.1:0")});
    const auto sendTo = [this](const QString& url) {
        return run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--body"),
                               path(QStringLiteral("body"))} +
                   m_kauntctl->secretFile())
            .status;
    };
    QCOMPARE(sendTo(text(Kauntctl::nextLine(*m_listener), "url")), 1);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(sendTo(listen()), 0);
    const QStringList show{QStringLiteral("show"), QStringLiteral("2")};
    // How long it took is known soon after the answer.
    QTRY_VERIFY_WITH_TIMEOUT(run(show).out.contains("  answered 200 after "), Kauntctl::patience);
    const QByteArray shown = run(show).out;
    QVERIFY2(shown.contains("  answered 503 after ") &&
                 shown.contains("again, probably because we answered 503: there was no secret yet:\n"),
             shown.constData());
}

void TestReadingTheLog::putsBothSignaturesBeneathEachOther()
{
    m_kauntctl->write(QStringLiteral("other"), "other\n");
    m_kauntctl->write(QStringLiteral("body"), "{}");
    QCOMPARE(run({QStringLiteral("send"), QStringLiteral("--to"), listen(), QStringLiteral("--body"),
                  path(QStringLiteral("body")), QStringLiteral("--secret-file"), path(QStringLiteral("other"))})
                 .status,
             1);
    const QByteArray came = "\n  received " + hmacSha256("other", "{}").toHex() + '\n';
    const QByteArray computed = "\n  computed " + hmacSha256("whsec", "{}").toHex() + '\n';
    const QStringList show{QStringLiteral("show"), QStringLiteral("1")};
    const QByteArray alone = run(show).out;
    QVERIFY2(!alone.isEmpty() && !alone.contains("\n  received "), alone.constData());
    const QByteArray shown = run(show + m_kauntctl->secretFile()).out;
    QVERIFY2(shown.contains(came) && shown.contains(computed) && shown.contains('^'), shown.constData());
    const Ended verified =
        run(QStringList{QStringLiteral("verify"), QStringLiteral("--signature"),
                        QString::fromLatin1(hmacSha256("other", "{}").toHex()), path(QStringLiteral("body"))} +
            m_kauntctl->secretFile());
    QVERIFY2(verified.out.contains(came) && verified.out.contains(computed), verified.out.constData());
}

/// verify says what the receiver said.
void TestReadingTheLog::knowsTheSignatureOfAnotherDelivery()
{
    const QStringList send = QStringList{QStringLiteral("send"),
                                         QStringLiteral("--to"),
                                         listen(),
                                         QStringLiteral("--fault"),
                                         QStringLiteral("signature-of-other-delivery"),
                                         QStringLiteral("--count"),
                                         QStringLiteral("2")} +
                             m_kauntctl->secretFile();
    QCOMPARE(run(send).status, 1);
    const auto show = [this](const QString& delivery) {
        return objectsOf(run({QStringLiteral("show"), delivery, QStringLiteral("--json")}).out).value(0);
    };
    const QJsonObject refused = show(QStringLiteral("2"));
    const QByteArray signedBody = text(show(QStringLiteral("1")), "body").toUtf8();
    const QStringList verify{QStringLiteral("verify"), QStringLiteral("--json"), QStringLiteral("--signature"),
                             QString::fromLatin1(hmacSha256("whsec", signedBody).toHex())};
    const Ended checked = run(verify + m_kauntctl->secretFile(), text(refused, "body").toUtf8());
    QCOMPARE(checked.status, 1);
    QCOMPARE(objectsOf(checked.out).value(0).value(QStringLiteral("diagnosis")),
             refused.value(QStringLiteral("diagnosis")));
    m_kauntctl->write(QStringLiteral("other"), "another secret");
    const QStringList other{QStringLiteral("--secret-file"), path(QStringLiteral("other"))};
    const QJsonObject wrong = objectsOf(run(verify + other, signedBody).out).value(0);
    QCOMPARE(text(wrong.value(QStringLiteral("diagnosis")).toObject(), "cause"), QStringLiteral("unknown"));
}

void TestReadingTheLog::tellsSinceWhenItFails()
{
    m_kauntctl->write(QStringLiteral("other"), "other\n");
    const QStringList send{QStringLiteral("send"), QStringLiteral("--to"), listen()};
    QCOMPARE(run(send + m_kauntctl->secretFile()).status, 0);
    const QStringList wrongly{QStringLiteral("--secret-file"), path(QStringLiteral("other")), QStringLiteral("--count"),
                              QStringLiteral("3")};
    QCOMPARE(run(send + wrongly).status, 1);
    const QStringList json{QStringLiteral("show"), QStringLiteral("4"), QStringLiteral("--json")};
    QTRY_VERIFY(run(json).out.contains("\"series\"")); // once it is examined, and so are those before
    const QByteArray shown = run({QStringLiteral("show"), QStringLiteral("4")}).out.simplified();
    QVERIFY2(shown.contains("It and the 2 before it at this endpoint were refused alike, since ") &&
                 shown.contains("(number 2). The last one that verified before is number 1, of "),
             shown.constData());
    const QJsonObject series =
        QJsonDocument::fromJson(run(json).out).object().value(QStringLiteral("series")).toObject();
    QCOMPARE(series.value(QStringLiteral("refused")).toInt(), 3);
    QCOMPARE(series.value(QStringLiteral("since")).toObject().value(QStringLiteral("delivery")).toInt(), 2);
    const QJsonObject last = series.value(QStringLiteral("lastVerified")).toObject();
    QCOMPARE(last.value(QStringLiteral("delivery")).toInt(), 1);
    QVERIFY(last.value(QStringLiteral("secret")).isString());
}

void TestReadingTheLog::tellsWhatIsOddOfAnythingElse()
{
    m_kauntctl->write(QStringLiteral("body"), "no JSON");
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), listen(), QStringLiteral("--body"),
                             path(QStringLiteral("body"))} +
                 m_kauntctl->secretFile())
                 .status,
             0);
    const QByteArray line = run({QStringLiteral("events")}).out;
    QVERIFY2(line.contains(" 200  Verified   The body is no JSON."), line.constData());
}

/// Numbers go on in it, as they do where a log was salvaged.
void TestReadingTheLog::followsIntoTheLogThatTakesThePlace()
{
    const QStringList send =
        QStringList{QStringLiteral("send"), QStringLiteral("--to"), listen()} + m_kauntctl->secretFile();
    QCOMPARE(run(send).status, 0);
    QProcess follower;
    m_kauntctl->begin(follower, {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--follow")});
    QCOMPARE(number(Kauntctl::nextLine(follower), "delivery"), 1);
    const QString log = path(QStringLiteral("data/events.sqlite"));
    for (const QString& file : {log, log + QStringLiteral("-wal"), log + QStringLiteral("-shm")})
        QVERIFY(QFile::rename(file, file + QStringLiteral(".away")));
    QCOMPARE(run(send).status, 0);
    QCOMPARE(number(Kauntctl::nextLine(follower), "delivery"), 2);
    QCOMPARE(Kauntctl::end(follower, SIGTERM).status, 0);
}

void TestReadingTheLog::followsIntoALogThatBeginsAnew()
{
    QStringList send = QStringList{QStringLiteral("send"), QStringLiteral("--count"), QStringLiteral("3"),
                                   QStringLiteral("--to"), listen()} +
                       m_kauntctl->secretFile();
    QCOMPARE(run(send).status, 0);
    QProcess follower;
    m_kauntctl->begin(follower, {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--follow")});
    for (const int newest : {3, 2, 1})
        QCOMPARE(number(Kauntctl::nextLine(follower), "delivery"), newest);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QVERIFY(QDir(path(QStringLiteral("data"))).removeRecursively());
    send[4] = listen();
    QCOMPARE(run(send).status, 0);
    for (const int next : {1, 2, 3})
        QCOMPARE(number(Kauntctl::nextLine(follower), "delivery"), next);
    QCOMPARE(Kauntctl::end(follower, SIGTERM).status, 0);
}

void TestReadingTheLog::tellsOfAFailedFetchAsItWasTold_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("base");
    QTest::addColumn<int>("status");
    // Port 1 is nobody's; .invalid is no host's (RFC 6761 section 6.4).
    QTest::newRow("nobody there") << QStringLiteral("http://127.0.0.1:1/x") << QStringLiteral("http://127.0.0.1:1")
                                  << 3;
    QTest::newRow("no such host") << QStringLiteral("https://a.invalid/x") << QStringLiteral("https://a.invalid") << 3;
    QTest::newRow("elsewhere") << QStringLiteral("https://b.invalid/x") << QStringLiteral("https://a.invalid") << 1;
}

/// Without a network nothing could be run, which is another end than a no.
void TestReadingTheLog::tellsOfAFailedFetchAsItWasTold()
{
    QFETCH(const QString, host);
    QFETCH(const QString, base);
    QFETCH(const int, status);
    const QString url = listen();
    m_kauntctl->write(QStringLiteral("body"),
                      "{\"Id\":\"1\",\"EventType\":\"ModelReady\",\"Url\":\"" + host.toUtf8() + "\"}");
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--body"),
                             path(QStringLiteral("body"))} +
                 m_kauntctl->secretFile())
                 .status,
             0);
    const Ended fetched = run({QStringLiteral("fetch"), QStringLiteral("1"), QStringLiteral("--json"),
                               QStringLiteral("--api-base"), base, QStringLiteral("--client-id"), QStringLiteral("i"),
                               QStringLiteral("--client-secret-file"), path(QStringLiteral("secret"))});
    QCOMPARE(fetched.status, status);
    const QJsonObject error = objectsOf(fetched.out).value(0).value(QStringLiteral("error")).toObject();
    const QString sentence = text(error, "message");
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    const QStringList show{QStringLiteral("show"), QStringLiteral("1")};
    const QJsonObject shown = objectsOf(run(show + QStringList{QStringLiteral("--json")}).out).value(0);
    const QJsonObject resource = shown.value(QStringLiteral("resources")).toArray().at(0).toObject();
    QCOMPARE(resource.value(QStringLiteral("error")).toObject(), error);
    QVERIFY(run(show).out.contains(sentence.toUtf8()));
}

void TestReadingTheLog::saysThatTheLogCannotBeMade()
{
    m_kauntctl->write(QStringLiteral("data"), "a file where the folder is to be");
    const Ended ended = run(QStringList{QStringLiteral("listen")} + m_kauntctl->secretFile());
    QCOMPARE(ended.status, 3);
    const QByteArray log = path(QStringLiteral("data/events.sqlite")).toUtf8();
    QVERIFY2(ended.err.contains("Can't write the log " + log + ". Check"), ended.err.constData());
    QVERIFY2(!ended.err.contains("503"), ended.err.constData());
}

void TestReadingTheLog::pointsAtTheWrongPlaceOfAFilter()
{
    for (const char* filter : {"since:2h verdict:x", "since:2h\nverdict:x", "since:2h\tverdict:x"}) {
        const Ended ended = run({QStringLiteral("events"), QStringLiteral("--filter"), QLatin1String(filter)});
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.err.endsWith("\nsince:2h verdict:x\n                 ^\n"), ended.err.constData());
    }
    // A terminal's columns count: an accent of its own has none, an ideograph two, and an escape would move them.
    for (const QString& text : {QStringLiteral("e\u0301\u0301\u65e5"), QStringLiteral("\u001b\u65e5")}) {
        const Ended ended =
            run({QStringLiteral("events"), QStringLiteral("--filter"), text + QStringLiteral(" verdict:\u65e5")});
        QVERIFY2(ended.err.endsWith(" verdict:\u65e5\n" + QByteArray(12, ' ') + "^^\n"), ended.err.constData());
        QVERIFY2(!ended.err.contains('\033'), ended.err.constData());
    }
}

void TestReadingTheLog::cannotShareALog()
{
    QVERIFY(!listen().isEmpty());
    const Ended second = run({QStringLiteral("listen"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                              QStringLiteral("--secret-file"), path(QStringLiteral("secret"))});
    QCOMPARE(second.status, 3);
    QVERIFY(second.err.contains("in use by kauntctl"));
}

QTEST_GUILESS_MAIN(TestReadingTheLog)
#include "test_readingthelog.moc"
