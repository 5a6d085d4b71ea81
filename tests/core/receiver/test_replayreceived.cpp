// SPDX-License-Identifier: MIT
#include "core/receiver/deliveryreader.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"

#include <QTest>

using namespace kaunt;

namespace {

const QByteArray key(32, 'k');
const QByteArray body = R"({"Id":"1","EventType":"ModelReady","Odd":1})";

/// What the receiver makes of the body, signed with the endpoint's secret or not, with these further fields.
Delivery received(const HeaderList& marks, const QByteArray& signedWith, const QList<SigningSecret>& secrets)
{
    http::Request request;
    request.head.method = "POST";
    request.head.target = "/hook";
    request.head.headers = marks;
    request.head.headers.append({signatureHeaderName, hmacSha256(signedWith, body).toHex()});
    request.body = body;
    return readDelivery(request, {QStringLiteral("default"), QStringLiteral("/hook"), secrets}, 1, key);
}

HeaderList provenMark(const QByteArray& madeWith, const QByteArray& ofBody = body)
{
    return {{"x-kaunt-monitor-replay", "17"}, {replayProofName, replayProof(17, ofBody, madeWith)}};
}

const QList<SigningSecret> known{{QStringLiteral("current"), "whsec"}};
const HeaderList mark{{"x-kaunt-monitor-replay", "17"}};

} // namespace

/// A delivery that carries the mark of a replay or a probe is never one of Kaunt's, and answered like any other; what
/// is refused has to prove it.
class TestReplayReceived final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasNoEventThoughAuthentic();
    void isRefusedLikeAnyOther();
    void aCompressedOneIsToldFromNonsense();
    void whatCameInPlaceOfJsonIsNoted_data();
    void whatCameInPlaceOfJsonIsNoted();
    void aProbeHasNoEventAndNothingOdd();
    void aStrangersProbeIsLikeAnyOther();
    void aStrangersRefusedReplayIsLikeAnyOther_data();
    void aStrangersRefusedReplayIsLikeAnyOther();
    void isKaunts_data();
    void isKaunts();
};

void TestReplayReceived::hasNoEventThoughAuthentic()
{
    const Delivery replay = received(mark, "whsec", known);
    QCOMPARE(replay.signature.verdict, Verdict::Verified);
    QCOMPARE(replay.status, 200);
    QVERIFY(!replay.event);
    QCOMPARE(replay.notes.constFirst(), QStringLiteral("replay:17"));
    QVERIFY(replay.notes.contains(QStringLiteral("unknown-field:Odd"))); // what is odd about it is told all the same
}

void TestReplayReceived::isRefusedLikeAnyOther()
{
    const Delivery ours = received(provenMark(key), "guessed", known);
    QCOMPARE(ours.signature.verdict, Verdict::Mismatch);
    QCOMPARE(ours.status, 401);
    QCOMPARE(ours.notes, QStringList{QStringLiteral("replay:17")});
    QVERIFY(ours.diagnosis);
    QCOMPARE(received(mark, "whsec", {}).status, 503);
}

void TestReplayReceived::aCompressedOneIsToldFromNonsense()
{
    http::Request request;
    request.body = "\x1f\x8b packed";
    request.head.headers = {{"content-encoding", "GZip"},
                            {signatureHeaderName, hmacSha256("whsec", request.body).toHex()}};
    const Endpoint endpoint{QStringLiteral("default"), QStringLiteral("/hook"), known};
    QCOMPARE(readDelivery(request, endpoint, 1).notes,
             (QStringList{QStringLiteral("not-json"), QStringLiteral("compressed"),
                          QStringLiteral("content:gzip/binary:gzip")}));
    request.head.headers[0].value = "identity";
    QCOMPARE(readDelivery(request, endpoint, 1).notes,
             (QStringList{QStringLiteral("not-json"), QStringLiteral("content:gzip/binary:gzip")}));
    const Delivery plain = received({{"Content-Encoding", "gzip"}}, "whsec", known);
    QVERIFY(plain.event); // whatever it says
    QVERIFY(!plain.notes.contains(QStringLiteral("compressed")));
}

void TestReplayReceived::whatCameInPlaceOfJsonIsNoted_data()
{
    QTest::addColumn<QByteArray>("came");
    QTest::addColumn<QStringList>("notes");
    const QString notJson = QStringLiteral("not-json");
    QTest::newRow("xml") << QByteArray("<Event xmlns='u'><Id>1</Id></Event>")
                         << QStringList{notJson, QStringLiteral("content:xml:Event")};
    QTest::newRow("form") << QByteArray("a=1&b=2") << QStringList{notJson, QStringLiteral("content:form:2")};
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n..")
                             << QStringList{notJson, QStringLiteral("content:binary:PNG")};
    QTest::newRow("broken") << QByteArray("{\"Id\":") << QStringList{notJson, QStringLiteral("content:json")};
    QTest::newRow("nothing") << QByteArray() << QStringList{notJson};
    QTest::newRow("array") << QByteArray("[]") << QStringList{QStringLiteral("not-an-object")};
}

void TestReplayReceived::whatCameInPlaceOfJsonIsNoted()
{
    QFETCH(const QByteArray, came);
    http::Request request;
    request.body = came;
    request.head.headers = {{signatureHeaderName, hmacSha256("whsec", came).toHex()}};
    const Endpoint endpoint{QStringLiteral("default"), QStringLiteral("/hook"), known};
    QTEST(readDelivery(request, endpoint, 1).notes, "notes");
}

void TestReplayReceived::aProbeHasNoEventAndNothingOdd()
{
    const HeaderList probe{{probeHeaderName, probeMark("5f3a-plain", "whsec")}};
    const Delivery whole = received(probe, "whsec", known);
    QCOMPARE(whole.status, 200);
    QVERIFY(!whole.event);
    QCOMPARE(whole.notes, QStringList{QStringLiteral("probe:5f3a-plain")});
    const Delivery changed = received(probe, "of another body", known);
    QCOMPARE(changed.signature.verdict, Verdict::Mismatch);
    QCOMPARE(changed.notes, QStringList{QStringLiteral("probe:5f3a-plain")});
    const HeaderList ofThisLog{{probeHeaderName, probeMark("5f3a-plain", key)}};
    const Delivery ofAnother = received(ofThisLog, "another endpoint's", known);
    QCOMPARE(ofAnother.signature.verdict, Verdict::Mismatch);
    QCOMPARE(ofAnother.notes, QStringList{QStringLiteral("probe:5f3a-plain")});
}

void TestReplayReceived::aStrangersProbeIsLikeAnyOther()
{
    const HeaderList forged{{probeHeaderName, probeMark("5f3a-plain", "guessed")}};
    QVERIFY(received(forged, "guessed", known).notes.isEmpty());
    QVERIFY(received(forged, "whsec", known).event);
}

void TestReplayReceived::aStrangersRefusedReplayIsLikeAnyOther_data()
{
    QTest::addColumn<HeaderList>("marks");
    QTest::newRow("no proof") << mark;
    QTest::newRow("no number") << HeaderList{{replayProofName, replayProof(17, body, key)}};
    QTest::newRow("of another number") << HeaderList{{replayHeaderName, "18"},
                                                     {replayProofName, replayProof(17, body, key)}};
    QTest::newRow("of another body") << provenMark(key, "{}");
    QTest::newRow("by another key") << provenMark(QByteArray(32, 'x'));
    QTest::newRow("by no key") << provenMark({});
    QTest::newRow("twice") << provenMark(key) + provenMark(key);
}

void TestReplayReceived::aStrangersRefusedReplayIsLikeAnyOther()
{
    QFETCH(const HeaderList, marks);
    const Delivery forged = received(marks, "guessed", known);
    QCOMPARE(forged.status, 401);
    QVERIFY(forged.notes.isEmpty());
    QVERIFY(!isOurOwn(received(marks, "whsec", {}).notes));
}

void TestReplayReceived::isKaunts_data()
{
    QTest::addColumn<HeaderList>("fields");
    QTest::newRow("no mark") << HeaderList{};
    QTest::newRow("no number") << HeaderList{{replayHeaderName, "seventeen"}};
    QTest::newRow("another field") << HeaderList{{"X-Kaunt-Monitor-Replayed", "17"}};
}

void TestReplayReceived::isKaunts()
{
    QFETCH(const HeaderList, fields);
    const Delivery delivery = received(fields, "whsec", known);
    QVERIFY(delivery.event);
    QCOMPARE(delivery.event->id, QStringLiteral("1"));
    QVERIFY(!replayedDelivery(delivery.notes));
}

QTEST_GUILESS_MAIN(TestReplayReceived)
#include "test_replayreceived.moc"
