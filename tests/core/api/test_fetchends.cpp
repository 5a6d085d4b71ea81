// SPDX-License-Identifier: MIT
#include "core/api/boundedreply.h"
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

Q_DECLARE_METATYPE(kaunt::FetchError::Step)

namespace {

using Reason = FetchError::Reason;
using Step = FetchError::Step;

const QString path = QStringLiteral("/v1/resource");

QByteArray bodyOf(qsizetype bytes)
{
    const QByteArray begin = R"({"id":")";
    const QByteArray end = R"("})";
    return begin + QByteArray(bytes - begin.size() - end.size(), 'x') + end;
}

QByteArray chunked(const QByteArray& body)
{
    return answerWith(200, "Transfer-Encoding: chunked\r\n",
                      QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n");
}

/// Of the head that has come of the answer that is awaited; else 0.
int statusUnderWay(const FetchJob* job)
{
    const auto* reply = job->findChild<BoundedReply*>();
    return reply ? reply->status() : 0;
}

} // namespace

/// How a fetch ends where no answer decides it: caps, deadline, cancel, refused URLs.
class TestFetchEnds final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void capsTheBody_data();
    void capsTheBody();
    void keepsTheDeadline_data();
    void keepsTheDeadline();
    void keepsTheDeadlineOfADrippingPeer_data();
    void keepsTheDeadlineOfADrippingPeer();
    void capsAnEndlessBody();
    void keepsNothingOfAnEarlierAnswer();
    void cancels_data();
    void cancels();
    void cancelsWhileWaiting();
    void tellsProgress();
    void asksNobodyWithoutReason_data();
    void asksNobodyWithoutReason();
    void asksNoTokenAtAWrongBase_data();
    void asksNoTokenAtAWrongBase();
};

void TestFetchEnds::init()
{
    // Qt complains, for one, of an error that is set twice.
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestFetchEnds::capsTheBody_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("fits");
    constexpr qsizetype cap = 1000;
    QTest::newRow("declared, at the cap") << ScriptedPeer::status(200, bodyOf(cap)) << true;
    QTest::newRow("declared, one more") << ScriptedPeer::status(200, bodyOf(cap + 1)) << false;
    QTest::newRow("chunked, at the cap") << chunked(bodyOf(cap)) << true;
    QTest::newRow("chunked, one more") << chunked(bodyOf(cap + 1)) << false;
    QTest::newRow("an error, one more") << ScriptedPeer::status(404, bodyOf(cap + 1)) << false;
}

void TestFetchEnds::capsTheBody()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, fits);
    ScriptedPeer api({tokenAnswer(), answer});
    Fetching fetching(api.url());
    fetching.settings.maxBodyBytes = 1000;
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(!outcome.error, fits);
    QCOMPARE(outcome.body.size(), 1000);
    if (!fits)
        QCOMPARE(*outcome.error, (FetchError{Step::Body, outcome.status, {}, {}, Reason::AnswerTooLarge}));
    QCOMPARE(api.requests().size(), 2);
}

void TestFetchEnds::keepsTheDeadline_data()
{
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<int>("status");      // of the answer that was coming, or of a try before
    QTest::addColumn<bool>("isOfBefore"); // which says more than that there is no time for another
    using Answers = QList<QByteArray>;
    const QByteArray half = answerWith(200, "Content-Length: 10\r\n", "{");
    const QByteArray busy = ScriptedPeer::status(503);
    QTest::newRow("no token") << Answers{QByteArray()} << 0 << false;
    QTest::newRow("no answer") << Answers{tokenAnswer(), QByteArray()} << 0 << false;
    QTest::newRow("half a head") << Answers{tokenAnswer(), "HTTP/1.1 200 OK\r\nContent-"} << 0 << false;
    QTest::newRow("half a body") << Answers{tokenAnswer(), half} << 200 << false;
    QTest::newRow("no answer after another try") << Answers{tokenAnswer(), busy, QByteArray()} << 503 << true;
    QTest::newRow("half a body after another try") << Answers{tokenAnswer(), busy, half} << 200 << false;
    QTest::newRow("no token after another try") << Answers{busy, QByteArray()} << 503 << true;
    QTest::newRow("no answer after a token was had") << Answers{busy, tokenAnswer(), QByteArray()} << 0 << false;
}

void TestFetchEnds::keepsTheDeadline()
{
    QFETCH(const QList<QByteArray>, answers);
    QFETCH(const int, status);
    QFETCH(const bool, isOfBefore);
    ScriptedPeer api(answers);
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    QTRY_COMPARE(api.requests().size(), answers.size());
    QTRY_COMPARE(statusUnderWay(job), isOfBefore ? 0 : status);
    Fetching::endTimeOf(job);
    const FetchOutcome outcome = Fetching::endOf(job);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step == Step::Deadline, !isOfBefore);
    QCOMPARE(outcome.error->status, status);
    QCOMPARE(outcome.status, status);
    QCOMPARE(api.requests().size(), answers.size());
}

void TestFetchEnds::keepsTheDeadlineOfADrippingPeer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("drop");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nX-A: ") << QByteArray("a");
    QTest::newRow("in the body") << answerWith(200, "Content-Length: 100000\r\n") << QByteArray(" ");
    QTest::newRow("in chunks") << answerWith(200, "Transfer-Encoding: chunked\r\n") << QByteArray("1\r\n \r\n");
}

void TestFetchEnds::keepsTheDeadlineOfADrippingPeer()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, drop);
    ScriptedPeer token({tokenAnswer()});
    ScriptedPeer api({answer});
    api.setDrip(drop);
    Fetching fetching(token.url());
    fetching.settings.furtherOrigins = {api.url()};
    fetching.settings.deadline = std::chrono::milliseconds(300);
    const FetchOutcome outcome = fetching.run(api.url().toString());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Deadline);
    QTRY_COMPARE(api.openConnections(), 0);
}

void TestFetchEnds::capsAnEndlessBody()
{
    ScriptedPeer token({tokenAnswer()});
    ScriptedPeer api({answerWith(200, {})});
    api.setDrip(QByteArray(10'000, ' '));
    Fetching fetching(token.url());
    fetching.settings.furtherOrigins = {api.url()};
    fetching.settings.maxBodyBytes = 50'000;
    const FetchOutcome outcome = fetching.run(api.url().toString());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Body);
    QCOMPARE(outcome.body.size(), 50'000);
    QTRY_COMPARE(api.openConnections(), 0);
}

void TestFetchEnds::keepsNothingOfAnEarlierAnswer()
{
    const QByteArray expired = ScriptedPeer::status(401, R"({"correlationId":"c","message":"expired"})");
    ScriptedPeer api({tokenAnswer(), expired, QByteArray()});
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    QTRY_COMPARE(api.requests().size(), 3);
    Fetching::endTimeOf(job);
    const FetchOutcome outcome = Fetching::endOf(job);
    QCOMPARE(outcome.error, (FetchError{.step = Step::Deadline,
                                        .reason = Reason::NotInTime,
                                        .host = api.url().authority(),
                                        .asked = FetchError::Asked::Token}));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.body, QByteArray());
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), *outcome.error);
}

void TestFetchEnds::cancels_data()
{
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::newRow("while the token is asked for") << QList<QByteArray>{QByteArray()};
    QTest::newRow("while the answer is awaited") << QList<QByteArray>{tokenAnswer(), QByteArray()};
}

void TestFetchEnds::cancels()
{
    QFETCH(const QList<QByteArray>, answers);
    ScriptedPeer api(answers);
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    const QSignalSpy finished(job, &FetchJob::finished);
    QTRY_COMPARE(api.requests().size(), answers.size());
    job->cancel();
    job->cancel();
    QVERIFY(finished.isEmpty());
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished.at(0).at(0).value<FetchOutcome>();
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Cancelled);
}

void TestFetchEnds::cancelsWhileWaiting()
{
    const QByteArray busy = answerWith(503, "Content-Length: 0\r\nRetry-After: 20\r\n");
    ScriptedPeer api({tokenAnswer(), busy});
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    const QSignalSpy retrying(job, &FetchJob::retrying);
    QTRY_COMPARE(retrying.size(), 1);
    QCOMPARE(retrying.at(0).at(0).toInt(), 2);
    QCOMPARE(retrying.at(0).at(1).value<std::chrono::milliseconds>(), std::chrono::seconds(20));
    QCOMPARE(retrying.at(0).at(2).value<FetchError>(),
             (FetchError{Step::Status, 503, {}, {}, Reason::None, {}, std::chrono::seconds(20)}));
    job->cancel();
    const FetchOutcome outcome = Fetching::endOf(job);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Cancelled);
    QCOMPARE(api.requests().size(), 2);
}

void TestFetchEnds::tellsProgress()
{
    const QByteArray body = bodyOf(200'000);
    ScriptedPeer api({tokenAnswer(), ScriptedPeer::status(200, body)});
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    const QSignalSpy progress(job, &FetchJob::progress);
    QVERIFY(!Fetching::endOf(job).error);
    QVERIFY(!progress.isEmpty());
    QCOMPARE(progress.last().at(0).toLongLong(), body.size());
    QCOMPARE(progress.last().at(1).toLongLong(), body.size());
}

void TestFetchEnds::asksNobodyWithoutReason_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<Step>("step");
    QTest::addColumn<Reason>("reason");
    const QString tenant = QStringLiteral("tenant");
    QTest::newRow("no URL") << QString() << tenant << Step::Url << Reason::NoUrl;
    QTest::newRow("another host") << QStringLiteral("https://example.com/v1") << tenant << Step::Url
                                  << Reason::OriginNotAllowed;
    QTest::newRow("plain to another host")
        << QStringLiteral("http://example.com/v1") << tenant << Step::Url << Reason::SchemeNotAllowed;
    QTest::newRow("a file") << QStringLiteral("file:///etc/passwd") << tenant << Step::Url << Reason::NoUrl;
    QTest::newRow("no client secret") << path << QStringLiteral("half") << Step::Credentials << Reason::NoClientSecret;
    QTest::newRow("no credentials") << path << QStringLiteral("stranger") << Step::Credentials << Reason::None;
}

void TestFetchEnds::asksNobodyWithoutReason()
{
    QFETCH(const QString, url);
    QFETCH(const QString, tenant);
    ScriptedPeer api({tokenAnswer()});
    Fetching fetching(api.url());
    fetching.settings.credentials.byTenant.insert(QStringLiteral("tenant"), fetching.settings.credentials.fallback);
    fetching.settings.credentials.byTenant.insert(QStringLiteral("half"), ApiCredentials{QStringLiteral("client"), {}});
    fetching.settings.credentials.fallback = {};
    const QSignalSpy connections(&api, &QTcpServer::newConnection);
    const FetchOutcome outcome = fetching.run(url, tenant);
    QVERIFY(outcome.error);
    QTEST(outcome.error->step, "step");
    QTEST(outcome.error->reason, "reason");
    QCOMPARE(outcome.error->status, 0);
    QCOMPARE(outcome.attempts, 0);
    QVERIFY(connections.isEmpty());
}

void TestFetchEnds::asksNoTokenAtAWrongBase_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("host");
    QTest::newRow("plain to another host")
        << QStringLiteral("http://other.example") << Reason::SchemeNotAllowed << QStringLiteral("other.example");
    QTest::newRow("a user name") << QStringLiteral("https://me@other.example") << Reason::UserInfo
                                 << QStringLiteral("other.example");
    QTest::newRow("no host") << QStringLiteral("kaunt") << Reason::NoUrl << QString();
}

void TestFetchEnds::asksNoTokenAtAWrongBase()
{
    QFETCH(const QString, base);
    ScriptedPeer resources({tokenAnswer()});
    const QSignalSpy connections(&resources, &QTcpServer::newConnection);
    Fetching fetching{QUrl(base)};
    fetching.settings.furtherOrigins = {resources.url()};
    const FetchOutcome outcome = fetching.run(resources.url().resolved(QUrl(path)).toString());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Token);
    QTEST(outcome.error->reason, "reason");
    QTEST(outcome.error->host, "host");
    QVERIFY(connections.isEmpty());
}

QTEST_GUILESS_MAIN(TestFetchEnds)
#include "test_fetchends.moc"
