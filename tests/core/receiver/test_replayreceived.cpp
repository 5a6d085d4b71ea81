// SPDX-License-Identifier: MIT
#include "core/receiver/deliveryreader.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"

#include <QTest>

using namespace kaunt;

namespace {

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
    return readDelivery(request, {QStringLiteral("default"), QStringLiteral("/hook"), secrets}, 1);
}

const QList<SigningSecret> known{{QStringLiteral("current"), "whsec"}};
const HeaderList mark{{"x-kaunt-monitor-replay", "17"}};

} // namespace

/// A delivery that carries the mark of a replay or a probe is never one of Kaunt's, and answered like any other.
class TestReplayReceived final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasNoEventThoughAuthentic();
    void isRefusedLikeAnyOther();
    void aCompressedOneIsToldFromNonsense();
    void aProbeHasNoEventAndNothingOdd();
    void aStrangersProbeIsLikeAnyOther();
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
    const Delivery forged = received(mark, "guessed", known);
    QCOMPARE(forged.signature.verdict, Verdict::Mismatch);
    QCOMPARE(forged.status, 401);
    QCOMPARE(forged.notes, QStringList{QStringLiteral("replay:17")});
    QVERIFY(forged.diagnosis);
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
             (QStringList{QStringLiteral("not-json"), QStringLiteral("compressed")}));
    request.head.headers[0].value = "identity";
    QCOMPARE(readDelivery(request, endpoint, 1).notes, QStringList{QStringLiteral("not-json")});
    const Delivery plain = received({{"Content-Encoding", "gzip"}}, "whsec", known);
    QVERIFY(plain.event); // whatever it says
    QVERIFY(!plain.notes.contains(QStringLiteral("compressed")));
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
}

void TestReplayReceived::aStrangersProbeIsLikeAnyOther()
{
    const HeaderList forged{{probeHeaderName, probeMark("5f3a-plain", "guessed")}};
    QVERIFY(received(forged, "guessed", known).notes.isEmpty());
    QVERIFY(received(forged, "whsec", known).event);
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
