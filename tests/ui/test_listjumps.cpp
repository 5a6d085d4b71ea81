// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/listjumps.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A jump has one end: where it leads, or why it leads nowhere.
class TestListJumps final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leads();
    void saysWhereItEnds_data();
    void saysWhereItEnds();
    void saysThatTheFilterHidesSomething();
    void wantsABeginning();
    void isReplacedByTheNext();
    void saysWhatTheLogCanNotAnswer();
};

void TestListJumps::leads()
{
    ListedLog list;
    list.append({refusedDelivery(), verifiedDelivery(QStringLiteral("a")), refusedDelivery()});
    ListJumps jumps(list.reader());
    QSignalSpy found(&jumps, &ListJumps::found);
    jumps.start({Jump::Target::Refused, false, 0}, foldedQuery());
    QVERIFY(found.wait());
    QCOMPARE(found.takeFirst().at(0).toLongLong(), 3);
    jumps.start({Jump::Target::Refused, false, 3}, foldedQuery());
    QVERIFY(found.wait());
    QCOMPARE(found.takeFirst().at(0).toLongLong(), 1);
}

void TestListJumps::saysWhereItEnds_data()
{
    using Target = Jump::Target;
    QTest::addColumn<Target>("target");
    QTest::addColumn<bool>("isNewer");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("refused, older") << Target::Refused << false
                                    << QStringLiteral("No refused delivery is older than this one.");
    QTest::newRow("refused, newer") << Target::Refused << true
                                    << QStringLiteral("No refused delivery is newer than this one.");
    QTest::newRow("failed, older") << Target::Failed << false
                                   << QStringLiteral("No event older than this one tells of a failure.");
    QTest::newRow("failed, newer") << Target::Failed << true
                                   << QStringLiteral("No event newer than this one tells of a failure.");
    QTest::newRow("same, older") << Target::SameEvent << false
                                 << QStringLiteral("This is the oldest delivery of its event.");
    QTest::newRow("same, newer") << Target::SameEvent << true
                                 << QStringLiteral("This is the newest delivery of its event.");
}

void TestListJumps::saysWhereItEnds()
{
    QFETCH(const Jump::Target, target);
    QFETCH(const bool, isNewer);
    ListedLog list;
    list.append({verifiedDelivery(QStringLiteral("a"))});
    ListJumps jumps(list.reader());
    QSignalSpy ended(&jumps, &ListJumps::ended);
    jumps.start({target, isNewer, 1}, foldedQuery());
    QVERIFY(ended.wait());
    QCOMPARE(ended.size(), 1);
    QTEST(ended.at(0).at(0).toString(), "sentence");
}

void TestListJumps::saysThatTheFilterHidesSomething()
{
    ListedLog list;
    list.append({refusedDelivery(), verifiedDelivery(QStringLiteral("a"))});
    ListJumps jumps(list.reader());
    QSignalSpy ended(&jumps, &ListJumps::ended);
    DeliveryQuery verified = foldedQuery();
    verified.quick = DeliveryQuery::Quick::Verified;
    jumps.start({Jump::Target::Refused, false, 2}, verified);
    QVERIFY(ended.wait());
    QCOMPARE(ended.at(0).at(0).toString(),
             QStringLiteral("No refused delivery is older than this one. What the filter hides was left out."));
}

void TestListJumps::wantsABeginning()
{
    ListedLog list;
    ListJumps jumps(list.reader());
    QSignalSpy ended(&jumps, &ListJumps::ended);
    jumps.start({Jump::Target::SameEvent, false, 0}, {});
    jumps.start({Jump::Target::Refused, true, 0}, {});
    QCOMPARE(ended.size(), 2);
    QVERIFY(ended.at(0).at(0).toString().contains(u"Choose a delivery"));
}

void TestListJumps::isReplacedByTheNext()
{
    ListedLog list;
    list.append({refusedDelivery(), verifiedDelivery(QStringLiteral("a"))});
    ListJumps jumps(list.reader());
    const QSignalSpy found(&jumps, &ListJumps::found);
    QSignalSpy ended(&jumps, &ListJumps::ended);
    jumps.start({Jump::Target::Refused, false, 2}, {});
    jumps.start({Jump::Target::Refused, true, 2}, {});
    QVERIFY(ended.wait());
    QVERIFY(found.isEmpty());
}

void TestListJumps::saysWhatTheLogCanNotAnswer()
{
    ListedLog list;
    ListJumps jumps(list.reader());
    QSignalSpy ended(&jumps, &ListJumps::ended);
    jumps.start({Jump::Target::SameEvent, false, 7}, {});
    QVERIFY(ended.wait());
    QCOMPARE(ended.at(0).at(0).toString(), QStringLiteral("This delivery is no longer in the log."));
    list.reader().close();
    jumps.start({Jump::Target::Refused, false, 7}, {});
    QTRY_COMPARE(ended.size(), 2);
    QVERIFY(!ended.at(1).at(0).toString().isEmpty());
}

QTEST_MAIN(TestListJumps)
#include "test_listjumps.moc"
