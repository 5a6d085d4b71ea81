// SPDX-License-Identifier: MIT
#include "core/storage/seenvalues.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The values that a log has seen of a filter's field.
class TestSeenValues final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesTheLatestFirst();
    void looksForAPart();
    void takesWildcardsForThemselves();
    void looksForTheBeginningOfAnId();
    void knowsWhatRefusedDeliveriesHave();
    void knowsTheFieldsOfPayloads();
    void isBounded();
    void goesOnWhereItEnded();
    void hasNothingForFixedFields();

private:
    using Field = FilterExpression::Field;
    [[nodiscard]] QStringList seen(Field field, const QString& part = {}) const
    {
        const auto found = m_queries->seenValues(field, part);
        return found ? found->values : QStringList{QStringLiteral("failed")};
    }

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

void TestSeenValues::initTestCase()
{
    m_log = openLog(m_folder.path(), {}, m_clock);
    QVERIFY(m_log);
    QList<Delivery> deliveries;
    const QStringList companies{QStringLiteral("Nordlys"), QStringLiteral("100% Fisk"), QString(),
                                QStringLiteral(""),        QStringLiteral("Nordlys"),   QStringLiteral("Blå Hval A/S")};
    for (qsizetype i = 0; i < companies.size(); ++i) {
        Delivery delivery = verifiedDelivery(QStringLiteral("id-%1").arg(i));
        delivery.event->companyName = companies.at(i);
        deliveries.append(delivery);
    }
    Delivery refused = refusedDelivery();
    refused.endpoint = QStringLiteral("other");
    refused.peer = QStringLiteral("10.9.8.7");
    deliveries.append(refused);
    for (int i = 0; i < 30; ++i) {
        Delivery delivery = verifiedDelivery(QStringLiteral("many-%1").arg(i));
        delivery.event->companyName = QString();
        delivery.event->tenantId = QStringLiteral("tenant-%1").arg(i);
        deliveries.append(delivery);
    }
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    m_queries = openQueries(m_folder.path(), m_clock);
    QVERIFY(m_queries);
}

void TestSeenValues::givesTheLatestFirst()
{
    QCOMPARE(seen(Field::Company),
             (QStringList{QStringLiteral("Blå Hval A/S"), QStringLiteral("Nordlys"), QStringLiteral("100% Fisk")}));
}

void TestSeenValues::looksForAPart()
{
    QCOMPARE(seen(Field::Company, QStringLiteral("LYS")), QStringList{QStringLiteral("Nordlys")});
    QCOMPARE(seen(Field::Company, QStringLiteral("BLÅ h")), QStringList{QStringLiteral("Blå Hval A/S")});
    QVERIFY(seen(Field::Company, QStringLiteral("nobody")).isEmpty());
}

void TestSeenValues::takesWildcardsForThemselves()
{
    QCOMPARE(seen(Field::Company, QStringLiteral("0%")), QStringList{QStringLiteral("100% Fisk")});
    QVERIFY(seen(Field::Company, QStringLiteral("N_rdlys")).isEmpty());
}

void TestSeenValues::looksForTheBeginningOfAnId()
{
    QCOMPARE(seen(Field::Id, QStringLiteral("id-5")), QStringList{QStringLiteral("id-5")});
    QVERIFY(seen(Field::Id, QStringLiteral("d-5")).isEmpty());
}

void TestSeenValues::knowsWhatRefusedDeliveriesHave()
{
    QVERIFY(seen(Field::Endpoint).contains(QStringLiteral("other")));
    QCOMPARE(seen(Field::Peer, QStringLiteral("9.8")), QStringList{QStringLiteral("10.9.8.7")});
    QCOMPARE(seen(Field::Status, QStringLiteral("4")), QStringList{QStringLiteral("401")});
}

void TestSeenValues::knowsTheFieldsOfPayloads()
{
    const QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QList<Delivery> deliveries{verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                               verifiedDelivery(QStringLiteral("c"))};
    deliveries[0].body = R"({"Count":16,"Lines":[{"Text":"Paper A4"}]})";
    deliveries[1].body = "no json";
    deliveries[2].body = R"({"Count":1,"Other":16,"Lines":[{"Text":"Ink"}],"Odd key":true})";
    QCOMPARE(appendAll(*log, deliveries).size(), 3);
    const auto queries = openQueries(folder.path(), m_clock);
    const auto fields = [&queries](const QString& part) {
        return queries->seenValues(Field::PayloadField, part)->values;
    };
    QCOMPARE(fields({}), (QStringList{QStringLiteral("Count="), QStringLiteral("Other="),
                                      QStringLiteral("Lines[0].Text="), QStringLiteral("['Odd key']=")}));
    QCOMPARE(fields(QStringLiteral("cou")), QStringList{QStringLiteral("Count=")});
    QCOMPARE(fields(QStringLiteral("Count=")), (QStringList{QStringLiteral("Count=1"), QStringLiteral("Count=16")}));
    QCOMPARE(fields(QStringLiteral("Lines[0].Text=pa")), QStringList{QStringLiteral("Lines[0].Text=Paper A4")});
}

void TestSeenValues::isBounded()
{
    const QStringList tenants = seen(Field::Tenant, QStringLiteral("tenant-"));
    QCOMPARE(tenants.size(), 20);
    QCOMPARE(tenants.constFirst(), QStringLiteral("tenant-29"));
}

/// Until nothing is left: what is rare and old is found too.
void TestSeenValues::goesOnWhereItEnded()
{
    const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::ReadOnly);
    QVERIFY(database);
    QStringList values;
    int parts = 0;
    qint64 before = 0;
    do {
        const auto part = seenValues(**database, Field::Company, QStringLiteral("s"), before, 10);
        QVERIFY(part);
        QVERIFY(before == 0 || part->searchedTo < before);
        values += part->values;
        before = part->searchedTo;
        ++parts;
    } while (before > 0);
    QCOMPARE(parts, 4); // of 36 events
    QCOMPARE(values,
             (QStringList{QStringLiteral("Blå Hval A/S"), QStringLiteral("Nordlys"), QStringLiteral("100% Fisk")}));
    QCOMPARE(m_queries->seenValues(Field::Company, QStringLiteral("s"))->searchedTo, 0);
}

void TestSeenValues::hasNothingForFixedFields()
{
    for (const Field field : {Field::Verdict, Field::Has, Field::Attempt, Field::Since, Field::Before, Field::Text}) {
        QVERIFY(!hasSeenValues(field));
        QVERIFY(seen(field).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSeenValues)
#include "test_seenvalues.moc"
