// SPDX-License-Identifier: MIT
#include "core/api/boundedreply.h"
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
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

/// Of this machine, where nothing listens.
QUrl addressOfNobody()
{
    const ScriptedPeer gone({});
    return gone.url();
}

/// Of the head that has come of the answer that is awaited; else 0.
int statusUnderWay(const FetchJob* job)
{
    const auto* reply = job->findChild<BoundedReply*>();
    return reply ? reply->status() : 0;
}

} // namespace

/// How a fetch ends where no answer decides it: caps, deadline, cancel, refused URLs, no connection.
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
    void tellsThatNobodyIsThere();
    void tellsWhomItWasToRead();
    void tellsTheSchemesOwnPort();
    void tellsAConnectionThatIsNotInTime();
    void asksNoTokenAtAWrongBase_data();
    void asksNoTokenAtAWrongBase();
    void keepsTheErrorInTheLog_data();
    void keepsTheErrorInTheLog();
    void tellsAnOpenWayFromNone();
    void namesEveryStep();
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

void TestFetchEnds::keepsTheErrorInTheLog_data()
{
    QTest::addColumn<FetchError>("error");
    const QString host = QStringLiteral("other.example:8443");
    for (const Step step : {Step::Url, Step::Token, Step::Redirect}) {
        for (int reason = static_cast<int>(Reason::NoUrl); reason <= static_cast<int>(Reason::TooManyRedirects);
             ++reason) {
            const FetchError error{step, 0, {}, {}, static_cast<Reason>(reason), host};
            QTest::addRow("%s, %s", qPrintable(fetchStepCode(step)), qPrintable(fetchReasonCode(error.reason)))
                << error;
        }
    }
    const QString said = fetchReasonCode(Reason::NoUrl);
    QTest::newRow("an API that says a reason's code") << FetchError{Step::Status, 400, {}, said};
    QTest::newRow("a token endpoint that says it") << FetchError{Step::Token, 400, {}, said};
    QTest::newRow("no client secret") << FetchError{Step::Credentials, 0, {}, {}, Reason::NoClientSecret};
    for (const Reason reason :
         {Reason::AnswerEmpty, Reason::AnswerTooLarge, Reason::AnswerCutShort, Reason::AnswerNoJson,
          Reason::AnswerNoResource, Reason::AnswerEndsEarly, Reason::AnswerTooComplex, Reason::AnswerOtherEncoding})
        QTest::addRow("%s", qPrintable(fetchReasonCode(reason))) << FetchError{Step::Body, 200, {}, {}, reason};
    QTest::newRow("packed") << FetchError{Step::Body, 200, {}, {}, Reason::AnswerOtherEncoding, QStringLiteral("gzip")};
    for (const Reason reason : {Reason::ClosedUnanswered, Reason::Unanswered})
        QTest::addRow("%s", qPrintable(fetchReasonCode(reason))) << FetchError{Step::Connect, 0, {}, {}, reason, host};
    using Asked = FetchError::Asked;
    for (int reason = static_cast<int>(Reason::HostNotFound); reason <= static_cast<int>(Reason::NotConnected);
         ++reason) {
        for (const Asked asked : {Asked::Token, Asked::Resource})
            QTest::addRow("%s, %s", qPrintable(fetchAskedCode(asked)),
                          qPrintable(fetchReasonCode(static_cast<Reason>(reason))))
                << FetchError{.step = Step::Connect,
                              .message = QStringLiteral("what the system says"),
                              .reason = static_cast<Reason>(reason),
                              .host = host,
                              .asked = asked};
    }
    QTest::newRow("of a handshake") << FetchError{.step = Step::Tls,
                                                  .message = QStringLiteral("no shared cipher"),
                                                  .reason = Reason::HandshakeFailed,
                                                  .host = host,
                                                  .asked = Asked::Token};
    QTest::newRow("behind a proxy") << FetchError{.step = Step::Connect,
                                                  .message = QStringLiteral("Connection refused"),
                                                  .reason = Reason::ThroughProxy,
                                                  .host = QStringLiteral("proxy:3128"),
                                                  .asked = Asked::Resource,
                                                  .behindProxy = host};
    QTest::newRow("of a proxy, by an earlier version")
        << FetchError{Step::Connect, 0, {}, {}, Reason::ThroughProxy, QStringLiteral("proxy:3128")};
    QTest::newRow("a CA file with a blank")
        << FetchError{Step::Tls, 0, {}, {}, Reason::CaFileNotReadable, QStringLiteral("/a b/c d.pem")};
    QTest::newRow("late") << FetchError{
        .step = Step::Deadline, .status = 200, .reason = Reason::NotInTime, .host = host, .asked = Asked::Resource};
    QTest::newRow("without a host") << FetchError{Step::Redirect, 302, {}, {}, Reason::NoLocation, {}};
}

void TestFetchEnds::keepsTheErrorInTheLog()
{
    QFETCH(const FetchError, error);
    FetchOutcome outcome;
    outcome.status = error.status;
    outcome.error = error;
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), error);
}

void TestFetchEnds::tellsThatNobodyIsThere()
{
    const QUrl gone = addressOfNobody();
    Fetching fetching(gone);
    fetching.settings.maxAttempts = 2;
    FetchJob* job = fetching.start(path);
    const QSignalSpy retrying(job, &FetchJob::retrying);
    const FetchOutcome outcome = Fetching::endOf(job);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Connect);
    QCOMPARE(outcome.error->status, 0);
    QCOMPARE(outcome.error->reason, Reason::ConnectionRefused);
    QCOMPARE(outcome.error->host, gone.authority());
    QCOMPARE(outcome.error->asked, FetchError::Asked::Token);
    QVERIFY(!outcome.error->message.isEmpty());
    QCOMPARE(retrying.size(), 1);
    QCOMPARE(retrying.at(0).at(0).toInt(), 2);
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), *outcome.error);
}

void TestFetchEnds::tellsWhomItWasToRead()
{
    const QUrl gone = addressOfNobody();
    ScriptedPeer token({tokenAnswer()});
    Fetching fetching(token.url());
    fetching.settings.furtherOrigins = {gone};
    fetching.settings.maxAttempts = 1;
    const FetchOutcome outcome = fetching.run(gone.resolved(QUrl(path + QStringLiteral("?key=s3cret"))).toString());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->reason, Reason::ConnectionRefused);
    QCOMPARE(outcome.error->host, gone.authority());
    QCOMPARE(outcome.error->asked, FetchError::Asked::Resource);
}

void TestFetchEnds::tellsTheSchemesOwnPort()
{
    Fetching fetching(QUrl(QStringLiteral("https://kaunt.invalid"))); // RFC 6761 section 6.4: never to be found
    fetching.settings.maxAttempts = 1;
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Connect);
    QCOMPARE(outcome.error->reason, Reason::HostNotFound);
    QCOMPARE(outcome.error->host, QStringLiteral("kaunt.invalid:443"));
}

/// Somebody took the connection, and says nothing that TLS could go on with.
void TestFetchEnds::tellsAConnectionThatIsNotInTime()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    ScriptedPeer token({tokenAnswer()});
    Fetching fetching(token.url());
    const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(silent.serverPort()));
    fetching.settings.furtherOrigins = {url};
    FetchJob* job = fetching.start(url.resolved(QUrl(path)).toString());
    QTRY_VERIFY(silent.hasPendingConnections());
    Fetching::endTimeOf(job);
    const FetchOutcome outcome = Fetching::endOf(job);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Deadline);
    QCOMPARE(outcome.error->reason, Reason::ConnectTimedOut);
    QCOMPARE(outcome.error->host, url.authority());
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), *outcome.error);
}

void TestFetchEnds::tellsAnOpenWayFromNone()
{
    QVERIFY(!wasReached({Step::Connect, 0, {}, {}}));
    QVERIFY(!wasReached({Step::Deadline, 0, {}, {}, Reason::ConnectTimedOut}));
    QVERIFY(!wasReached({Step::Connect, 0, {}, {}, Reason::ThroughProxy}));
    for (const Reason reason : {Reason::InterimAnswer, Reason::ClosedUnanswered, Reason::Unanswered})
        QVERIFY(wasReached({Step::Connect, 0, {}, {}, reason}));
    QVERIFY(wasReached({Step::Status, 503, {}, {}}));
}

void TestFetchEnds::namesEveryStep()
{
    QStringList names;
    for (int step = static_cast<int>(Step::Url); step <= static_cast<int>(Step::Cancelled); ++step)
        names.append(fetchStepCode(static_cast<Step>(step)));
    QCOMPARE(names.join(u' '),
             QStringLiteral("url credentials token connect tls redirect status body deadline cancelled"));
}

QTEST_GUILESS_MAIN(TestFetchEnds)
#include "test_fetchends.moc"
