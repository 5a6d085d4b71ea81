// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QHash>
#include <QTest>

#include <limits>

using namespace kaunt;

using Asked = FetchError::Asked;
using Reason = FetchError::Reason;
using Step = FetchError::Step;

namespace {

const QString host = QStringLiteral("other.example:8443");
const QString api = QStringLiteral("api.example:443");
const QString correlation = QStringLiteral("6d1f0b7e-0000-4000-8000-000000000001");

/// What a peer says to be taken for more than a word of its own: a line end and a right-to-left override.
const QString hostile = QStringLiteral("no\n\u202Etenant");

struct Told {
    const char* name;
    FetchError error;
    QString fact; ///< what the sentence must hold; empty where there is none
};

QList<Told> refusals()
{
    return {
        {"URL: none", {Step::Url, 0, {}, {}, Reason::NoUrl, {}}, QStringLiteral("not complete")},
        {"URL: scheme", {Step::Url, 0, {}, {}, Reason::SchemeNotAllowed, host}, QStringLiteral("https")},
        {"URL: user", {Step::Url, 0, {}, {}, Reason::UserInfo, host}, QStringLiteral("user name")},
        {"URL: origin", {Step::Url, 0, {}, {}, Reason::OriginNotAllowed, host}, host},
        {"URL: dots", {Step::Url, 0, {}, {}, Reason::DotSegments, host}, QStringLiteral("dot segment")},
        {"base: none", {Step::Token, 0, {}, {}, Reason::NoUrl, {}}, QStringLiteral("API base")},
        {"base: scheme", {Step::Token, 0, {}, {}, Reason::SchemeNotAllowed, host}, QStringLiteral("API base")},
        {"base: user", {Step::Token, 0, {}, {}, Reason::UserInfo, host}, QStringLiteral("API base")},
        {"base: origin", {Step::Token, 0, {}, {}, Reason::OriginNotAllowed, host}, host},
        {"redirect: nowhere", {Step::Redirect, 302, {}, {}, Reason::NoLocation, {}}, QStringLiteral("302")},
        {"redirect: no URL", {Step::Redirect, 303, {}, {}, Reason::NoUrl, {}}, QStringLiteral("303")},
        {"redirect: scheme", {Step::Redirect, 302, {}, {}, Reason::SchemeNotAllowed, host}, host},
        {"redirect: user", {Step::Redirect, 302, {}, {}, Reason::UserInfo, host}, host},
        {"redirect: dots", {Step::Redirect, 302, {}, {}, Reason::DotSegments, host}, QStringLiteral("dot segment")},
        {"redirect: origin", {Step::Redirect, 302, {}, {}, Reason::OriginNotAllowed, host}, host},
        {"redirect: too many", {Step::Redirect, 308, {}, {}, Reason::TooManyRedirects, host}, QStringLiteral("308")},
        {"redirect: kept without a reason", {Step::Redirect, 307, {}, {}}, QStringLiteral("307")},
    };
}

QList<Told> failures()
{
    return {
        {"credentials", {Step::Credentials, 0, {}, {}}, {}},
        {"token: 200", {Step::Token, 200, {}, {}}, {}},
        {"token: 302", {Step::Token, 302, {}, {}}, QStringLiteral("302")},
        {"token: 400", {Step::Token, 400, {}, {}}, QStringLiteral("400")},
        {"token: 401", {Step::Token, 401, {}, {}}, QStringLiteral("deleted")},
        {"token: 404", {Step::Token, 404, {}, {}}, QStringLiteral("no token address")},
        {"token: 429", {Step::Token, 429, {}, {}}, QStringLiteral("How long to wait is not known")},
        {"token: unknown client",
         {Step::Token, 401, {}, QStringLiteral("invalid_client: x")},
         QStringLiteral("“invalid_client: x”")},
        {"token: not allowed",
         {Step::Token, 400, {}, QStringLiteral("unauthorized_client")},
         QStringLiteral("Id and secret are not at fault")},
        {"token: way of asking",
         {Step::Token, 400, {}, QStringLiteral("invalid_request")},
         QStringLiteral("way in which")},
        {"token: 503", {Step::Token, 503, {}, {}}, QStringLiteral("503")},
        {"connect", {Step::Connect, 0, {}, QStringLiteral("refused")}, QStringLiteral("refused")},
        {"proxy", {Step::Connect, 0, {}, QStringLiteral("denied"), Reason::ThroughProxy, host}, host},
        {"proxy, kept", {Step::Connect, 0, {}, {}, Reason::ThroughProxy, host}, QStringLiteral("https_proxy")},
        {"host not found",
         {.reason = Reason::HostNotFound, .host = host, .asked = Asked::Token},
         QStringLiteral("“other.example:8443” could not be reached to ask for an access token.")},
        {"refused",
         {.message = QStringLiteral("x"), .reason = Reason::ConnectionRefused, .host = host, .asked = Asked::Resource},
         QStringLiteral("“other.example:8443” could not be reached to read the resource.")},
        {"no connection in time",
         {.reason = Reason::ConnectTimedOut, .host = host, .asked = Asked::Token},
         QStringLiteral("No connection came about")},
        {"not connected",
         {.message = QStringLiteral("no route"), .reason = Reason::NotConnected, .host = host, .asked = Asked::Token},
         QStringLiteral("no route")},
        {"behind a proxy",
         {.reason = Reason::ThroughProxy, .host = host, .asked = Asked::Token, .behindProxy = api},
         QStringLiteral("“api.example:443” could not be reached through the proxy “other.example:8443” to ask")},
        {"resource behind a proxy",
         {.reason = Reason::ThroughProxy, .host = host, .asked = Asked::Resource, .behindProxy = api},
         QStringLiteral("to read the resource")},
        {"TLS of the token",
         {.step = Step::Tls, .reason = Reason::HandshakeFailed, .host = host, .asked = Asked::Token},
         QStringLiteral("no access token was asked for")},
        {"TLS of the resource",
         {.step = Step::Tls, .reason = Reason::CertificateExpired, .host = host, .asked = Asked::Resource},
         QStringLiteral("the resource was not asked for")},
        {"TLS", {Step::Tls, 0, {}, QStringLiteral("CN=other")}, QStringLiteral("CN=other")},
        {"not successful", {Step::Status, 200, correlation, QStringLiteral("no lines")}, QStringLiteral("no lines")},
        {"400", {Step::Status, 400, correlation, QStringLiteral("bad id")}, QStringLiteral("400")},
        {"401", {Step::Status, 401, {}, {}}, QStringLiteral("401")},
        {"403", {Step::Status, 403, {}, {}}, QStringLiteral("403")},
        {"403 of another tenant", {Step::Status, 403, {}, QStringLiteral("tenant")}, QStringLiteral("event's tenant")},
        {"404", {Step::Status, 404, {}, {}}, QStringLiteral("404")},
        {"404 too old", {Step::Status, 404, {}, QStringLiteral("old")}, QStringLiteral("older than Kaunt keeps")},
        {"410", {Step::Status, 410, {}, {}}, QStringLiteral("no more")},
        {"429", {Step::Status, 429, {}, {}}, QStringLiteral("How long to wait is not known")},
        {"429, asking to wait",
         {Step::Status, 429, {}, {}, Reason::None, {}, std::chrono::seconds(120)},
         QStringLiteral("asks to wait 2 min 0 s")},
        {"token: 503, asking to wait",
         {Step::Token, 503, {}, {}, Reason::None, {}, std::chrono::seconds(120)},
         QStringLiteral("asks to wait")},
        {"503, asking to wait",
         {Step::Status, 503, {}, {}, Reason::None, {}, std::chrono::milliseconds(6'500)},
         QStringLiteral("asks to wait 7.0 s")},
        {"token: 200 that refuses",
         {Step::Token, 200, {}, QStringLiteral("invalid_client: Bad key")},
         QStringLiteral("client id or its secret")},
        {"interim",
         {Step::Connect, 0, {}, QStringLiteral("103 Early Hints"), Reason::InterimAnswer, host},
         QStringLiteral("103 Early Hints")},
        {"500", {Step::Status, 500, {}, {}}, QStringLiteral("500")},
        {"body", {Step::Body, 200, {}, {}}, QStringLiteral("JSON")},
        {"body empty", {Step::Body, 200, {}, {}, Reason::AnswerEmpty}, QStringLiteral("empty")},
        {"body too large", {Step::Body, 200, {}, {}, Reason::AnswerTooLarge}, QStringLiteral("larger")},
        {"body cut short", {Step::Body, 200, {}, {}, Reason::AnswerCutShort}, QStringLiteral("before all of it")},
        {"body no JSON", {Step::Body, 200, {}, {}, Reason::AnswerNoJson}, QStringLiteral("is no JSON.")},
        {"no resource", {Step::Body, 200, {}, {}, Reason::AnswerNoResource}, QStringLiteral("holds no resource")},
        {"ends early", {Step::Body, 200, {}, {}, Reason::AnswerEndsEarly}, QStringLiteral("in the middle")},
        {"too complex", {Step::Body, 200, {}, {}, Reason::AnswerTooComplex}, QStringLiteral("nested deeper")},
        {"packed",
         {Step::Body, 200, {}, {}, Reason::AnswerOtherEncoding, QStringLiteral("gzip")},
         QStringLiteral("“gzip”")},
        {"no UTF-8", {Step::Body, 200, {}, {}, Reason::AnswerOtherEncoding}, QStringLiteral("UTF-8.")},
        {"closed", {Step::Connect, 0, {}, {}, Reason::ClosedUnanswered, host}, QStringLiteral("without an answer")},
        {"unanswered", {Step::Connect, 0, {}, {}, Reason::Unanswered, host}, QStringLiteral("did not answer in time")},
        {"page", {Step::Body, 200, {}, QStringLiteral("Sign in"), Reason::AnswerIsPage}, QStringLiteral("“Sign in”")},
        {"page without a title", {Step::Body, 200, {}, {}, Reason::AnswerIsPage}, QStringLiteral("A web page came")},
        {"404 as a page",
         {Step::Status, 404, {}, QStringLiteral("Not here"), Reason::AnswerIsPage},
         QStringLiteral("older than Kaunt keeps")},
        {"400 as a page", {Step::Status, 400, {}, {}, Reason::AnswerIsPage}, QStringLiteral("have whoever runs that")},
        {"403 as a page",
         {Step::Status, 403, {}, QStringLiteral("No"), Reason::AnswerIsPage},
         QStringLiteral("a web page called “No”")},
        {"429 as a page, asking to wait",
         {Step::Status, 429, {}, {}, Reason::AnswerIsPage, {}, std::chrono::seconds(3600)},
         QStringLiteral("asks to wait 1 h 0 min")},
        {"a proxy's password", {Step::Status, 407, {}, {}}, QStringLiteral("https_proxy")},
        {"token: a proxy's password", {Step::Token, 407, {}, {}}, QStringLiteral("https_proxy")},
        {"token: 403 as a page", {Step::Token, 403, {}, {}, Reason::AnswerIsPage}, QStringLiteral("client secret")},
        {"token: a page in between",
         {Step::Token, 403, {}, QStringLiteral("Blocked"), Reason::AnswerIsPage},
         QStringLiteral("have whoever runs that")},
        {"429, asking to wait for long",
         {Step::Status, 429, {}, {}, Reason::None, {}, std::chrono::hours(240)},
         QStringLiteral("asks to wait 10 d 0 h")},
        {"429, asking to wait for ever",
         {Step::Status, 429, {}, {}, Reason::None, {}, std::chrono::hours(24 * 365)},
         QStringLiteral("365 d 0 h or more")},
        {"deadline", {Step::Deadline, 0, {}, {}}, {}},
        {"deadline of the token",
         {.step = Step::Deadline, .reason = Reason::NotInTime, .host = host, .asked = Asked::Token},
         QStringLiteral("“other.example:8443” gave no access token in time")},
        {"deadline of the resource",
         {.step = Step::Deadline, .reason = Reason::NotInTime, .host = host, .asked = Asked::Resource},
         QStringLiteral("“other.example:8443” did not give the resource in time")},
        {"unanswered resource",
         {.reason = Reason::Unanswered, .host = host, .asked = Asked::Resource},
         QStringLiteral("took the request for the resource and")},
        {"closed without a token",
         {.reason = Reason::ClosedUnanswered, .host = host, .asked = Asked::Token},
         QStringLiteral("took the request for an access token and")},
        {"deadline of the body", {Step::Deadline, 200, {}, {}}, QStringLiteral("answered 200")},
        {"cancelled", {Step::Cancelled, 0, {}, {}}, {}},
    };
}

} // namespace

/// What people are told: every error in words of its own, with the fact that tells it from the others.
class TestSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheLineOfTheSettings();
    void leavesAnotherOfOursItsPort();
    void tellsTheHighestNumberAsItMayBeWritten();
    void saysWhatBecomesOfSettingsThatAreNotWritten();
    void fetchErrors_data();
    void fetchErrors();
    void fetchErrorsDiffer();
    void aGoodStatusIsNoFault_data();
    void aGoodStatusIsNoFault();
    void aWaitOfNothingIsNotTold();
    void aCorrelationIdIsShownWhereItIsAskedFor();
    void whatAPeerSaysIsVisible();
    void whatAPeerSaysHasOneEnd();
    void concerns_data();
    void concerns();
    void failedHandshakes();
    void unreadableRequests();
};

void TestSentences::fetchErrors_data()
{
    QTest::addColumn<FetchError>("error");
    QTest::addColumn<QString>("fact");
    for (const Told& one : refusals() + failures())
        QTest::newRow(one.name) << one.error << one.fact;
}

void TestSentences::fetchErrors()
{
    QFETCH(const FetchError, error);
    QFETCH(const QString, fact);
    const Sentence sentence = sentenceFor(error);
    QVERIFY(!sentence.happened.isEmpty());
    for (const QString& part : {sentence.happened, sentence.reason, sentence.next})
        QVERIFY2(part.isEmpty() || part.endsWith(u'.'), qPrintable(part));
    QVERIFY2(sentence.text().contains(fact), qPrintable(sentence.text()));
    QVERIFY2(!sentence.text().contains(u'%'), qPrintable(sentence.text()));
    QCOMPARE(sentence.next.isEmpty(), error.step == Step::Cancelled);
}

void TestSentences::fetchErrorsDiffer()
{
    QHash<QString, const char*> seen;
    for (const Told& one : refusals() + failures()) {
        const QString text = sentenceFor(one.error).text();
        QVERIFY2(!seen.contains(text), qPrintable(text));
        seen.insert(text, one.name);
    }
}

void TestSentences::aGoodStatusIsNoFault_data()
{
    QTest::addColumn<Step>("step");
    QTest::newRow("the wrapper says no") << Step::Status;
    QTest::newRow("no token in the answer") << Step::Token;
}

void TestSentences::aGoodStatusIsNoFault()
{
    QFETCH(const Step, step);
    for (const int status : {200, 201, 299}) {
        const QString text = sentenceFor(FetchError{step, status, correlation, {}}).text();
        QVERIFY2(!text.contains(u"answered") && !text.contains(QString::number(status)), qPrintable(text));
    }
}

/// As of "Retry-After: 0", or of a time that is over.
void TestSentences::aWaitOfNothingIsNotTold()
{
    for (const int status : {429, 500, 503}) {
        FetchError error{Step::Status, status, {}, {}};
        const QString unasked = sentenceFor(error).text();
        error.askedWait = std::chrono::milliseconds(0);
        QCOMPARE(sentenceFor(error).text(), unasked);
    }
}

void TestSentences::aCorrelationIdIsShownWhereItIsAskedFor()
{
    for (const int status : {200, 400, 401, 403, 404, 410, 418, 429, 500, 503}) {
        const QString known = sentenceFor(FetchError{Step::Status, status, correlation, {}}).text();
        QVERIFY2(known.contains(QStringLiteral("correlation id “%1”").arg(correlation)), qPrintable(known));
        const QString unknown = sentenceFor(FetchError{Step::Status, status, {}, {}}).text();
        QVERIFY2(!unknown.contains(u"correlation"), qPrintable(unknown));
    }
}

void TestSentences::whatAPeerSaysIsVisible()
{
    const QString text = sentenceFor(FetchError{Step::Status, 400, hostile, hostile}).text();
    QVERIFY2(!text.contains(u'\n') && !text.contains(QChar(0x202E)), qPrintable(text));
    QVERIFY2(text.contains(u"⟨U+202E⟩"), qPrintable(text));
}

void TestSentences::whatAPeerSaysHasOneEnd()
{
    const auto saying = [](const char* message) {
        return sentenceFor(FetchError{Step::Status, 404, {}, QString::fromLatin1(message)}).reason;
    };
    QCOMPARE(saying("no such id"), QStringLiteral("It says: “no such id”."));
    QCOMPARE(saying("There is no such id."), QStringLiteral("It says: “There is no such id.”"));
    QCOMPARE(saying("Gone!"), QStringLiteral("It says: “Gone!”"));
}

void TestSentences::concerns_data()
{
    using std::chrono::minutes;
    QTest::addColumn<Concern>("concern");
    QTest::addColumn<QString>("happened");
    QTest::addColumn<QString>("fact");
    QTest::newRow("little room") << Concern{Concern::Kind::DiskNearlyFull, 3 << 20, {}, {}, 0, {}, false}
                                 << QStringLiteral("The log's disk is nearly full (3.00 MiB free).")
                                 << QStringLiteral("answered 503");
    QTest::newRow("clock ahead") << Concern{Concern::Kind::ClockWrong, 0, minutes(12), {}, 0, {}, false}
                                 << QStringLiteral("This machine's clock is 12 min fast.")
                                 << QStringLiteral("the API's answers");
    QTest::newRow("clock behind") << Concern{Concern::Kind::ClockWrong, 0, minutes(-300), {}, 0, {}, false}
                                  << QStringLiteral("This machine's clock is 5 h slow.") << QStringLiteral("NTP");
    QTest::newRow("clock behind the log")
        << Concern{Concern::Kind::ClockWrong, 0, minutes(-4'320), {}, 0, {}, true}
        << QStringLiteral("This machine's clock is probably wrong.") << QStringLiteral("came 3 days later");
    QTest::newRow("silence") << Concern{Concern::Kind::NothingReceived, 0, {}, minutes(5), 1'769'864'531'123, {}, false}
                             << QStringLiteral("Nothing has been received since") << QStringLiteral("every 5 min");
    Concern turnedAway{Concern::Kind::ConnectionsTurnedAway, 0, {}, {}, 0, {}, false};
    turnedAway.turnedAway = {TurnedAway::Reason::TooManyConnections, 1, 1'769'864'531'123, QHostAddress::LocalHost};
    QTest::newRow("a connection turned away")
        << turnedAway << QStringLiteral("A connection from 127.0.0.1 was turned away") << QStringLiteral("503");
    turnedAway.turnedAway.count = 1'234;
    QTest::newRow("connections turned away")
        << turnedAway << QStringLiteral("1,234 connections were turned away with 503, the last one from 127.0.0.1 at")
        << QStringLiteral("one address");
    turnedAway.kind = Concern::Kind::RefusalsTurnedAway;
    QTest::newRow("refusals turned away") << turnedAway << QStringLiteral("1,234 refused deliveries were answered 429")
                                          << QStringLiteral("from 127.0.0.1");
    Concern unreadable;
    unreadable.kind = Concern::Kind::RequestsUnreadable;
    unreadable.unreadable = {
        {{413, 1}}, 1'769'864'531'123, QHostAddress::LocalHost, {413, "/hook"}, QStringLiteral("default")};
    QTest::newRow("a delivery too large")
        << unreadable << QStringLiteral("A request from 127.0.0.1 could not be read to its end and was answered 413")
        << QStringLiteral("“default”");
    unreadable.unreadable.counts.insert(400, 9);
    QTest::newRow("a delivery too large among others")
        << unreadable
        << QStringLiteral("10 requests could not be read to their end, the last one to an endpoint from 127.0.0.1, "
                          "answered 413")
        << QStringLiteral("“default”");
    unreadable.unreadable = {{{413, 1}, {400, 9}},
                             1'769'864'531'123,
                             QHostAddress::LocalHost,
                             {400, {}, http::UnreadableRequest::Speaks::Tls},
                             {}};
    QTest::newRow("TLS to a plain port")
        << unreadable << QStringLiteral("10 requests could not be read to their end, the last one from 127.0.0.1,")
        << QStringLiteral("spoke TLS");
    QTest::newRow("silence at a known host")
        << Concern{Concern::Kind::NothingReceived, 0, {}, minutes(5), 1'769'864'531'123, hostile, false}
        << QStringLiteral("Nothing has been received since") << QStringLiteral("⟨U+202E⟩");
}

void TestSentences::failedHandshakes()
{
    using Failure = tls::HandshakeFailure;
    QHash<QString, int> seen;
    for (int failure = 0; failure <= static_cast<int>(Failure::Other); ++failure) {
        const FailedHandshakes failed{failure + 1, 1'769'864'531'123, QHostAddress(QStringLiteral("192.0.2.7")),
                                      static_cast<Failure>(failure)};
        Concern concern;
        concern.kind = Concern::Kind::HandshakesFailed;
        concern.handshakes = failed;
        const Sentence sentence = sentenceFor(concern);
        QCOMPARE(sentence.text(), sentenceFor(failed).text());
        QVERIFY2(sentence.happened.contains(QStringLiteral("192.0.2.7")), qPrintable(sentence.happened));
        for (const QString& part : {sentence.happened, sentence.reason, sentence.next})
            QVERIFY2(part.endsWith(u'.') && !part.contains(u'%'), qPrintable(part));
        QVERIFY2(!seen.contains(sentence.reason), qPrintable(sentence.reason));
        seen.insert(sentence.reason, failure);
    }
}

/// Each status that the receiver gives has its own reason.
void TestSentences::unreadableRequests()
{
    QHash<QString, int> seen;
    for (const int status : {400, 408, 413, 414, 417, 431, 501, 505}) {
        const Sentence sentence =
            sentenceFor(UnreadableRequests{{{status, 1}}, 0, QHostAddress::LocalHost, {status, "/hook"}, {}});
        QVERIFY(sentence.reason.contains(QStringLiteral("/hook")));
        QVERIFY2(!seen.contains(sentence.reason), qPrintable(sentence.reason));
        seen.insert(sentence.reason, status);
    }
}

void TestSentences::concerns()
{
    QFETCH(const Concern, concern);
    QFETCH(const QString, happened);
    QFETCH(const QString, fact);
    const Sentence sentence = sentenceFor(concern);
    QVERIFY2(sentence.happened.startsWith(happened), qPrintable(sentence.happened));
    QVERIFY2(sentence.text().contains(fact), qPrintable(sentence.text()));
    QVERIFY2(!sentence.text().contains(u'%'), qPrintable(sentence.text()));
    for (const QString& part : {sentence.happened, sentence.reason, sentence.next})
        QVERIFY2(part.endsWith(u'.'), qPrintable(part));
}

void TestSentences::namesTheLineOfTheSettings()
{
    using Code = SettingsError::Code;
    const QString path = QStringLiteral("/a/b.conf");
    const QString unread = sentenceFor(SettingsError{Code::NotReadable, path, {}, {}}).text();
    QVERIFY2(unread.contains(QStringLiteral("permissions")), qPrintable(unread));
    for (const Code code : {Code::NotUtf8, Code::NotUnderstood}) {
        const QString text = sentenceFor(SettingsError{code, path, {}, {}, 0, 0, 17}).text();
        QVERIFY2(text.contains(QStringLiteral("Line 17")) && text.contains(path), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("permissions")), qPrintable(text));
    }
    const QString key = QStringLiteral("endpoints/1/secrets/size");
    const QString none = sentenceFor(SettingsError{Code::EntryBeyondSize, path, key, {}, 2}).text();
    QVERIFY2(none.contains(QStringLiteral("1\\secrets\\size is not there")), qPrintable(none));
    QVERIFY2(none.contains(QStringLiteral("Write 1\\secrets\\size=2")), qPrintable(none));
    QVERIFY2(none.contains(QStringLiteral("[endpoints]")), qPrintable(none));
    const QString gap = sentenceFor(SettingsError{Code::EntryMissing, path, key, QStringLiteral("3"), 2}).text();
    QVERIFY2(gap.contains(QStringLiteral("There is no entry 2 under [endpoints].")), qPrintable(gap));
    QVERIFY2(gap.contains(QStringLiteral("1\\secrets\\size is “3”")), qPrintable(gap));
    const QString few = sentenceFor(SettingsError{Code::EntryBeyondSize, path, key, QStringLiteral("%1"), 2}).text();
    QVERIFY2(few.contains(QStringLiteral("%1")) && few.contains(QStringLiteral("entry 2")), qPrintable(few));
}

/// What is chosen in the settings would be that one's too.
void TestSentences::leavesAnotherOfOursItsPort()
{
    ListenError error{ListenError::Code::PortTaken, QHostAddress(QHostAddress::LocalHost), 8'787, {}, {}, {}};
    error.owner = PortOwner{QStringLiteral("nginx"), 17};
    QVERIFY(sentenceFor(error).next.contains(QStringLiteral("in the settings or with --listen")));
    error.owner->program = QStringLiteral("kaunt-monitor");
    const QString next = sentenceFor(error).next;
    QVERIFY2(next.contains(QStringLiteral("--listen")) && next.contains(QStringLiteral("--config")), qPrintable(next));
    QVERIFY2(!next.contains(QStringLiteral("choose another port in the settings")), qPrintable(next));
}

void TestSentences::tellsTheHighestNumberAsItMayBeWritten()
{
    SettingsError error{SettingsError::Code::WrongValue, QStringLiteral("/a/b.conf"),
                        QStringLiteral("retention/maxBytes"), QStringLiteral("1GB")};
    error.most = static_cast<double>(std::numeric_limits<qint64>::max());
    const QString bytes = sentenceFor(error).text();
    QVERIFY2(bytes.contains(QStringLiteral("from 0 to 9223372036854775807.")), qPrintable(bytes));
    error.least = 0.001;
    error.most = 86'400;
    const QString seconds = sentenceFor(error).text();
    QVERIFY2(seconds.contains(QStringLiteral("from 0.001 to 86400.")), qPrintable(seconds));
}

void TestSentences::saysWhatBecomesOfSettingsThatAreNotWritten()
{
    SettingsError error{SettingsError::Code::NotWritable, QStringLiteral("/a/b.conf"), {}, {}};
    error.systemText = QStringLiteral("No space left on device");
    const QString text = unkeptSentence(error).text();
    for (const char* part : {"/a/b.conf", "No space left on device", "holds for now", "it is lost", "has room"})
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestSentences)
#include "test_sentences.moc"
