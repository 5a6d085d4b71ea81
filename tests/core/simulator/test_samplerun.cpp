// SPDX-License-Identifier: MIT
#include "core/simulator/samplerun.h"
#include "core/simulator/samples.h"
#include "core/webhook/signatureverifier.h"
#include "tests/core/simulator/scriptedpeer.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What a run sends to a real peer: how many, in which order, with what in it.
class TestSampleRun final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsOneAfterAnother();
    void sendsEveryOtherOneInChunks();
    void repeatsEachAtOnceOrAllLater_data();
    void repeatsEachAtOnceOrAllLater();
    void repeatsAtTheSameRate();
    void repeatsSoonerInATimeLapse();
    void shufflesAndLosesNone();
    void sendsTheChainWithOneCorrelationId();
    void fillsATemplateInAnewForEach();
    void leavesOtherBracesAlone();
    void sendsABodyAsItIs();
    void knowsFaultsThatChangeNothing_data();
    void knowsFaultsThatChangeNothing();
    void sendsTheFirstRightOfThoseThatCarryItsSignature();
    void opensNoMoreThanItMayAtOnce();
    void tellsEachAttemptOfARetry();
    void tellsNoRepeatWhereItGivesUp();
    void waitsForNoneThatIsRepeated_data();
    void waitsForNoneThatIsRepeated();
    void isSilentOnceDestroyed();

private:
    [[nodiscard]] SampleRequest request() const
    {
        SampleRequest request;
        request.target = m_peer->url();
        request.secret = "secret";
        return request;
    }
    void run(const SampleRequest& request);
    /// A field of each body that came, in the order of their coming.
    [[nodiscard]] QStringList field(const QString& name) const;

    std::unique_ptr<ScriptedPeer> m_peer;
    QList<quint64> m_numbers; ///< as they were answered
};

void TestSampleRun::init()
{
    m_numbers.clear();
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200)});
    QVERIFY(m_peer->isListening());
}

void TestSampleRun::run(const SampleRequest& request)
{
    SampleRun run(request, 7);
    connect(&run, &SampleRun::answered, this, [this](quint64 number) { m_numbers.append(number); });
    QSignalSpy finished(&run, &SampleRun::finished);
    run.start();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(m_numbers.size(), request.deliveries());
}

QStringList TestSampleRun::field(const QString& name) const
{
    QStringList values;
    for (const ReceivedRequest& received : m_peer->requests())
        values.append(QJsonDocument::fromJson(received.body).object().value(name).toString());
    return values;
}

void TestSampleRun::sendsOneAfterAnother()
{
    SampleRequest asked = request();
    asked.count = 4;
    run(asked);
    QCOMPARE(m_numbers, (QList<quint64>{1, 2, 3, 4}));
    const QStringList ids = field(QStringLiteral("Id"));
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 4);
    for (const ReceivedRequest& received : m_peer->requests()) {
        const SignatureCheck check = verifySignature(received.body, headerValues(received.headers, signatureHeaderName),
                                                     {SigningSecret{{}, "secret"}});
        QCOMPARE(check.verdict, Verdict::Verified);
    }
}

void TestSampleRun::sendsEveryOtherOneInChunks()
{
    SampleRequest asked = request();
    asked.count = 3;
    run(asked);
    QList<bool> areChunked;
    for (const ReceivedRequest& received : m_peer->requests())
        areChunked.append(received.chunked);
    QCOMPARE(areChunked, (QList<bool>{false, true, false}));
}

void TestSampleRun::repeatsEachAtOnceOrAllLater_data()
{
    QTest::addColumn<int>("millis");
    QTest::addColumn<QList<int>>("events");
    QTest::newRow("at once") << 0 << QList<int>{0, 0, 1, 1, 2, 2};
    QTest::newRow("later") << 20 << QList<int>{0, 1, 2, 0, 1, 2};
}

void TestSampleRun::repeatsEachAtOnceOrAllLater()
{
    QFETCH(const int, millis);
    QFETCH(const QList<int>, events);
    SampleRequest asked = request();
    asked.count = 3;
    asked.repeat = 2;
    asked.repeatAfter = std::chrono::milliseconds(millis);
    run(asked);
    const QStringList ids = field(QStringLiteral("Id"));
    QStringList known;
    QList<int> seen;
    for (const QString& id : ids) {
        if (!known.contains(id))
            known.append(id);
        seen.append(static_cast<int>(known.indexOf(id)));
    }
    QCOMPARE(seen, events);
}

/// The pause is no time in which some could have gone.
void TestSampleRun::repeatsAtTheSameRate()
{
    constexpr qint64 twoPauses = 200; // milliseconds, of a tenth of a second each
    SampleRequest asked = request();
    asked.count = 2;
    asked.repeat = 2;
    asked.repeatAfter = std::chrono::milliseconds(20);
    asked.rate = 10;
    QElapsedTimer time;
    time.start();
    run(asked);
    QVERIFY(time.elapsed() >= twoPauses); // as it never sends sooner, it is no matter how busy the machine is
}

void TestSampleRun::repeatsSoonerInATimeLapse()
{
    using namespace std::chrono_literals;
    SampleRequest asked = request();
    asked.repeatAfter = 1h;
    asked.repeatAsKaunt(3'600);
    QVERIFY(asked.repeatAfter == 1s);
    QVERIFY(asked.retry && asked.retry->giveUpAfter == 24s);
    asked.repeatAfter = 1s;
    asked.repeatAsKaunt(100'000);
    QVERIFY(asked.repeatAfter == 1ms); // and not in another order
    asked.repeatAfter = 0ms;
    asked.repeatAsKaunt(2);
    QVERIFY(asked.repeatAfter == 0ms);
}

void TestSampleRun::shufflesAndLosesNone()
{
    SampleRequest asked = request();
    asked.count = 100; // more than a window
    asked.isShuffled = true;
    run(asked);
    QStringList sent;
    for (quint32 i = 0; i < 100; ++i)
        sent.append(sampleEvent(asked.eventTypes.constFirst(), QUrl(), 7 + i).id);
    QStringList came = field(QStringLiteral("Id"));
    QVERIFY(came != sent); // once in 64! it could be
    came.sort();
    sent.sort();
    QCOMPARE(came, sent);
}

void TestSampleRun::sendsTheChainWithOneCorrelationId()
{
    SampleRequest asked = request();
    asked.eventTypes = documentChain();
    asked.count = 2;
    run(asked);
    QCOMPARE(field(QStringLiteral("EventType")), documentChain() + documentChain());
    const QStringList ids = field(QStringLiteral("CorrelationId"));
    QCOMPARE(ids.at(0), ids.at(1));
    QCOMPARE(ids.at(2), ids.at(3));
    QVERIFY(ids.at(0) != ids.at(2));
}

void TestSampleRun::fillsATemplateInAnewForEach()
{
    SampleRequest asked = request();
    asked.body = R"({ "Id": "{{Id}}", "Again": "{{Id}}", "CompanyName": "{{CompanyName}}", "Own": 1.50 })";
    asked.isTemplate = true;
    asked.count = 2;
    run(asked);
    const QStringList ids = field(QStringLiteral("Id"));
    QCOMPARE(field(QStringLiteral("Again")), ids);
    QVERIFY(ids.at(0) != ids.at(1));
    const WebhookEvent first = sampleEvent(asked.eventTypes.constFirst(), QUrl(), 7);
    QCOMPARE(m_peer->requests().constFirst().body,
             QStringLiteral(R"({ "Id": "%1", "Again": "%1", "CompanyName": "%2", "Own": 1.50 })")
                 .arg(first.id, first.companyName)
                 .toUtf8());
}

void TestSampleRun::leavesOtherBracesAlone()
{
    const WebhookEvent event{QStringLiteral("i"), {}, {}, {}, {}, {}};
    QCOMPARE(filledIn(R"({{id}} {{ Id }} {{Id}}{{Url}} {"a":{"b":{}}})", event),
             QByteArray(R"({{id}} {{ Id }} i {"a":{"b":{}}})"));
}

void TestSampleRun::sendsABodyAsItIs()
{
    SampleRequest asked = request();
    asked.body = "{{Id}}\r\n";
    asked.count = 2;
    run(asked);
    QCOMPARE(m_peer->requests().size(), 2);
    for (const ReceivedRequest& received : m_peer->requests())
        QCOMPARE(received.body, asked.body);
}

void TestSampleRun::knowsFaultsThatChangeNothing_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isWithout");
    for (const QString& fault : sampleFaults())
        QTest::newRow(qPrintable(fault)) << fault << QByteArray() << false;
    QTest::newRow("none") << QString() << QByteArray("abc") << false;
    QTest::newRow("the same body twice") << faultOfTheNext() << QByteArray("{}") << true;
    QTest::newRow("no JSON") << QStringLiteral("body-reserialised") << QByteArray("abc") << true;
    QTest::newRow("an empty body") << QStringLiteral("body-empty-signed") << QByteArray("") << true;
    QTest::newRow("no byte to alter") << QStringLiteral("altered-byte") << QByteArray("") << true;
    QTest::newRow("JSON") << QStringLiteral("body-reserialised") << QByteArray(R"({"a":1})") << false;
}

void TestSampleRun::knowsFaultsThatChangeNothing()
{
    SampleRequest asked = request();
    QFETCH(const QString, fault);
    asked.fault = fault;
    QFETCH(const QByteArray, body);
    asked.body = body;
    asked.count = 2;
    QTEST(SampleRun(asked, 7).isFaultWithoutEffect(), "isWithout");
}

/// Whichever that is.
void TestSampleRun::sendsTheFirstRightOfThoseThatCarryItsSignature()
{
    SampleRequest asked = request();
    asked.fault = faultOfTheNext();
    asked.count = 64;
    asked.isShuffled = true;
    run(asked);
    QList<qsizetype> right;
    for (qsizetype i = 0; i < m_peer->requests().size(); ++i) {
        const ReceivedRequest& received = m_peer->requests().at(i);
        if (verifySignature(received.body, headerValues(received.headers, signatureHeaderName),
                            {SigningSecret{{}, "secret"}})
                .verdict == Verdict::Verified)
            right.append(i);
    }
    QCOMPARE(right, QList<qsizetype>{0});
}

void TestSampleRun::opensNoMoreThanItMayAtOnce()
{
    m_peer->setAnswers({QByteArray()}); // never answers
    SampleRequest asked = request();
    asked.count = 1'000;
    asked.isBurst = true;
    SampleRun run(asked, 7);
    run.start();
    QTRY_COMPARE(m_peer->requests().size(), 256);
    QCOMPARE(m_peer->openConnections(), 256);
}

void TestSampleRun::tellsEachAttemptOfARetry()
{
    m_peer->setAnswers({ScriptedPeer::status(500), ScriptedPeer::status(503), ScriptedPeer::status(200)});
    SampleRequest asked = request();
    asked.retry = RetryPolicy{};
    asked.retry->base = std::chrono::milliseconds(1);
    SampleRun run(asked, 7);
    QList<int> statuses;
    connect(&run, &SampleRun::repeated, this,
            [&statuses](quint64, const SendOutcome& outcome) { statuses.append(outcome.status); });
    QSignalSpy answered(&run, &SampleRun::answered);
    QSignalSpy finished(&run, &SampleRun::finished);
    run.start();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(statuses, (QList<int>{500, 503}));
    QCOMPARE(answered.count(), 1);
    QCOMPARE(answered.constFirst().at(1).value<SendOutcome>().attempts, 3);
}

/// Of the last one it is not told that it is repeated.
void TestSampleRun::tellsNoRepeatWhereItGivesUp()
{
    m_peer->setAnswers({ScriptedPeer::status(500)});
    SampleRequest asked = request();
    asked.retry = RetryPolicy{};
    asked.retry->base = std::chrono::milliseconds(1);
    asked.retry->maxAttempts = 3;
    SampleRun run(asked, 7);
    QSignalSpy repeated(&run, &SampleRun::repeated);
    QSignalSpy answered(&run, &SampleRun::answered);
    run.start();
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(repeated.count(), 2);
    QVERIFY(repeated.constLast().at(1).value<SendOutcome>().retryIn);
    QCOMPARE(answered.constFirst().at(1).value<SendOutcome>().attempts, 3);
}

void TestSampleRun::waitsForNoneThatIsRepeated_data()
{
    QTest::addColumn<double>("rate");
    QTest::newRow("one after another") << 0.0;
    QTest::newRow("at a rate") << 1'000.0;
}

/// As in an outage: each event has its attempt, and the next one after a while.
void TestSampleRun::waitsForNoneThatIsRepeated()
{
    QFETCH(const double, rate);
    m_peer->setAnswers({ScriptedPeer::status(503)});
    SampleRequest asked = request();
    asked.count = 100; // more than go at once
    asked.rate = rate;
    asked.retry = RetryPolicy{};
    asked.retry->base = std::chrono::hours(1);
    SampleRun run(asked, 7);
    QSignalSpy repeated(&run, &SampleRun::repeated);
    run.start();
    QTRY_COMPARE(repeated.count(), 100);
    const QStringList ids = field(QStringLiteral("Id"));
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 100);
}

void TestSampleRun::isSilentOnceDestroyed()
{
    m_peer->setAnswers({QByteArray()});
    auto run = std::make_unique<SampleRun>(request(), 7);
    QSignalSpy answered(run.get(), &SampleRun::answered);
    run->start();
    QTRY_COMPARE(m_peer->openConnections(), 1);
    run.reset();
    QTRY_COMPARE(m_peer->openConnections(), 0);
    QCOMPARE(answered.count(), 0);
}

QTEST_GUILESS_MAIN(TestSampleRun)
#include "test_samplerun.moc"
