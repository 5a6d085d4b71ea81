// SPDX-License-Identifier: MIT
#include "core/sha256.h"
#include "core/storage/deliverycodec.h"
#include "core/storage/pendingdelivery.h"
#include "tests/core/storage/logfixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What the writer needs not find out any more.
class TestPendingDelivery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsWhatItsRowsHave();
    void tellsNoEventOfWhatIsRefused();
};

void TestPendingDelivery::bringsWhatItsRowsHave()
{
    const Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    const PendingDelivery pending(7, delivery, 11);
    QCOMPARE(pending.ticket, 7);
    QCOMPARE(pending.queuedAtMicros, 11);
    QCOMPARE(pending.bodySha256, sha256(delivery.body));
    QCOMPARE(decodeHeaders(pending.headers), delivery.headers);
    QCOMPARE(pending.eventIdentity, eventIdentity(*delivery.event, sha256(delivery.body)));
}

void TestPendingDelivery::tellsNoEventOfWhatIsRefused()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    delivery.signature.verdict = Verdict::Mismatch; // what it says of an event is anybody's word
    QVERIFY(PendingDelivery(1, delivery, 0).eventIdentity.isEmpty());
}

QTEST_APPLESS_MAIN(TestPendingDelivery)
#include "test_pendingdelivery.moc"
