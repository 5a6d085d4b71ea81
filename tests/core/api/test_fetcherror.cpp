// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

using Reason = FetchError::Reason;
using Step = FetchError::Step;

const QString path = QStringLiteral("/v1/resource");

/// Of this machine, where nothing listens.
QUrl addressOfNobody()
{
    const ScriptedPeer gone({});
    return gone.url();
}

} // namespace

/// What a fetch says of why it failed: kept with it and read back, and, where nobody could be reached, of whom.
class TestFetchError final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheErrorInTheLog_data();
    void keepsTheErrorInTheLog();
    void tellsThatNobodyIsThere();
    void tellsWhomItWasToRead();
    void tellsTheSchemesOwnPort();
    void tellsAConnectionThatIsNotInTime();
    void tellsAnOpenWayFromNone();
    void namesEveryStep();
};

void TestFetchError::init()
{
    // Qt complains, for one, of an error that is set twice.
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestFetchError::keepsTheErrorInTheLog_data()
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

void TestFetchError::keepsTheErrorInTheLog()
{
    QFETCH(const FetchError, error);
    FetchOutcome outcome;
    outcome.status = error.status;
    outcome.error = error;
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), error);
}

void TestFetchError::tellsThatNobodyIsThere()
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

void TestFetchError::tellsWhomItWasToRead()
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

void TestFetchError::tellsTheSchemesOwnPort()
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
void TestFetchError::tellsAConnectionThatIsNotInTime()
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

void TestFetchError::tellsAnOpenWayFromNone()
{
    QVERIFY(!wasReached({Step::Connect, 0, {}, {}}));
    QVERIFY(!wasReached({Step::Deadline, 0, {}, {}, Reason::ConnectTimedOut}));
    QVERIFY(!wasReached({Step::Connect, 0, {}, {}, Reason::ThroughProxy}));
    for (const Reason reason : {Reason::InterimAnswer, Reason::ClosedUnanswered, Reason::Unanswered})
        QVERIFY(wasReached({Step::Connect, 0, {}, {}, reason}));
    QVERIFY(wasReached({Step::Status, 503, {}, {}}));
}

void TestFetchError::namesEveryStep()
{
    QStringList names;
    for (int step = static_cast<int>(Step::Url); step <= static_cast<int>(Step::Cancelled); ++step)
        names.append(fetchStepCode(static_cast<Step>(step)));
    QCOMPARE(names.join(u' '),
             QStringLiteral("url credentials token connect tls redirect status body deadline cancelled"));
}

QTEST_GUILESS_MAIN(TestFetchError)
#include "test_fetcherror.moc"
