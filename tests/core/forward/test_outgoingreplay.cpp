// SPDX-License-Identifier: MIT
#include "core/forward/outgoingreplay.h"
#include "core/forward/replayrun.h"
#include "core/webhook/signatureverifier.h"

#include <QTest>

#include <utility>

using namespace kaunt;
using namespace std::chrono_literals;

namespace {

const QUrl target(QStringLiteral("http://127.0.0.1:1/hook"));

DeliveryRecord recordWith(const HeaderList& headers)
{
    DeliveryRecord record;
    record.summary.number = 17;
    record.summary.verdict = Verdict::Verified;
    record.method = "POST";
    record.target = "/webhooks/kaunt";
    record.headers = headers;
    record.body = QByteArray("{\"Id\":\"\0\xff\r\n1\"}", 14);
    record.summary.bodyBytes = record.body.size();
    return record;
}

} // namespace

class TestOutgoingReplay final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsFieldsAsTheyCame();
    void leavesOutWhatBelongsToTheConnection_data();
    void leavesOutWhatBelongsToTheConnection();
    void keepsTheSignatureWhateverConnectionNames();
    void signsAnewInPlace_data();
    void signsAnewInPlace();
    void carriesOneMark();
    void refusesWhatIsNotWhole();
    void pausesAsTheyCame_data();
    void pausesAsTheyCame();
    void pausesNotForWhatWasGivenUp_data();
    void pausesNotForWhatWasGivenUp();
};

void TestOutgoingReplay::keepsFieldsAsTheyCame()
{
    const HeaderList came{{"x-b", "2"},    {"X-Signature-SHA256", "abc"}, {"X-A", ""},
                          {"x-B", "\xe6"}, {"Content-Encoding", "gzip"},  {"Authorization", "Basic eA=="}};
    const auto replay = outgoingReplay(recordWith(came), target, {});
    QVERIFY(replay);
    QCOMPARE(replay->headers, HeaderList(came) << Header({"X-Kaunt-Monitor-Replay", "17"}));
    QCOMPARE(replay->body, recordWith({}).body);
    QCOMPARE(replay->target, target);
    QVERIFY(!replay->chunked);
}

void TestOutgoingReplay::leavesOutWhatBelongsToTheConnection_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name :
         {"Host", "content-length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade",
          "Expect", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "X-Hop", "x-hop-too"})
        QTest::newRow(name) << QByteArray(name);
}

void TestOutgoingReplay::leavesOutWhatBelongsToTheConnection()
{
    QFETCH(const QByteArray, name);
    const HeaderList kept = endToEndFields({{"X-A", "1"}, {name, "x"}, {"Connection", "close , X-Hop,X-HOP-TOO"}});
    QCOMPARE(kept, HeaderList({{"X-A", "1"}}));
}

/// It was verified with it, and is refused without it.
void TestOutgoingReplay::keepsTheSignatureWhateverConnectionNames()
{
    const Header signature{"x-signature-SHA256", "abc"};
    QCOMPARE(endToEndFields({{"Connection", "X-Signature-SHA256, X-Other"}, signature, {"X-Other", "1"}}),
             HeaderList{signature});
}

void TestOutgoingReplay::signsAnewInPlace_data()
{
    QTest::addColumn<HeaderList>("came");
    QTest::addColumn<QList<QByteArray>>("names");
    QTest::newRow("one") << HeaderList{{"A", ""}, {"x-signature-sha256", "old"}, {"B", ""}}
                         << QList<QByteArray>{"A", "x-signature-sha256", "B"};
    QTest::newRow("several") << HeaderList{{signatureHeaderName, "1"}, {"B", ""}, {signatureHeaderName, "2"}}
                             << QList<QByteArray>{signatureHeaderName, "B"};
    QTest::newRow("none") << HeaderList{{"A", ""}} << QList<QByteArray>{"A", signatureHeaderName};
}

void TestOutgoingReplay::signsAnewInPlace()
{
    QFETCH(const HeaderList, came);
    QFETCH(QList<QByteArray>, names);
    DeliveryRecord record = recordWith(came);
    record.summary.encoding = SignatureEncoding::Base64Url;
    const auto replay = outgoingReplay(record, target, QByteArray("whsec-other"));
    QVERIFY(replay);
    QList<QByteArray> sent;
    for (const Header& header : replay->headers)
        sent.append(header.name);
    QCOMPARE(sent, names << "X-Kaunt-Monitor-Replay");
    const SignatureCheck check = verifySignature(replay->body, headerValues(replay->headers, signatureHeaderName),
                                                 {{QStringLiteral("other"), "whsec-other"}});
    QCOMPARE(check.verdict, Verdict::Verified);
    QCOMPARE(check.encoding, std::optional(SignatureEncoding::Base64Url));
}

void TestOutgoingReplay::carriesOneMark()
{
    const auto replay = outgoingReplay(recordWith({{"x-kaunt-monitor-replay", "5"},
                                                   {"X-Kaunt-Monitor-Replay", "6"},
                                                   {"x-kaunt-monitor-replay-proof", "of another log"}}),
                                       target, {});
    QVERIFY(replay);
    QCOMPARE(replay->headers, HeaderList({{"X-Kaunt-Monitor-Replay", "17"}}));
}

void TestOutgoingReplay::refusesWhatIsNotWhole()
{
    DeliveryRecord cut = recordWith({});
    ++cut.summary.bodyBytes;
    QCOMPARE(outgoingReplay(cut, target, {}).error(), ReplayFlaw::BodyCut);
    DeliveryRecord misdirected = recordWith({});
    misdirected.summary.verdict = Verdict::Misdirected;
    QCOMPARE(outgoingReplay(misdirected, target, {}).error(), ReplayFlaw::NotADelivery);
}

void TestOutgoingReplay::pausesAsTheyCame_data()
{
    QTest::addColumn<qint64>("later");
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("pause");
    QTest::newRow("as they came") << qint64{3'000} << 1.0 << qint64{3'000};
    QTest::newRow("faster") << qint64{3'000} << 60.0 << qint64{50};
    QTest::newRow("slower") << qint64{3'000} << 0.5 << qint64{6'000};
    QTest::newRow("without") << qint64{3'000} << 0.0 << qint64{0};
    QTest::newRow("beyond all numbers") << qint64{3'000} << 1e-300 << qint64{10'000'000'000'000};
    QTest::newRow("a clock set back") << qint64{-3'000} << 1.0 << qint64{0};
}

void TestOutgoingReplay::pausesAsTheyCame()
{
    QFETCH(const qint64, later);
    QFETCH(const double, speed);
    QFETCH(const qint64, pause);
    constexpr qint64 previous = 1'769'864'531'123;
    QCOMPARE(replayPause(previous, previous + later, speed), std::chrono::milliseconds(pause));
}

void TestOutgoingReplay::pausesNotForWhatWasGivenUp_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<double>("speed");
    const std::pair<const char*, double> rows[]{{"", 1},
                                                {"since:2h", 1},
                                                {"forward:failed", 0},
                                                {"company:nordlys forward:FAILED", 0},
                                                {"forward:accepted|failed", 0},
                                                {"forward:accepted", 1},
                                                {"-forward:failed", 1},
                                                {"failed", 1}};
    for (const auto& [filter, speed] : rows)
        QTest::addRow("<%s>", filter) << QString::fromLatin1(filter) << speed;
}

void TestOutgoingReplay::pausesNotForWhatWasGivenUp()
{
    QFETCH(const QString, filter);
    QFETCH(const double, speed);
    const auto read = parseFilter(filter);
    QVERIFY(read);
    QCOMPARE(usualReplaySpeed(*read), speed);
}

QTEST_GUILESS_MAIN(TestOutgoingReplay)
#include "test_outgoingreplay.moc"
