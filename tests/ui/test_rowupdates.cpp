// SPDX-License-Identifier: MIT
#include "core/storage/forwardrecord.h"
#include "core/webhook/forwardmark.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/queuedspy.h"
#include "tests/ui/listedlog.h"
#include "ui/rowupdates.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// How a list follows what becomes of deliveries that it has, or may have to have now.
class TestRowUpdates final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsANewResource();
    void showsWhatAnotherProcessHasFetched();
    void aListOfFailedForwardsFollowsThem();
    void aListOfMarksFollowsThem();
    void aListFollowsWhatIsFetched_data();
    void aListFollowsWhatIsFetched();
    void aSortedListOfNotesFollowsThem();
    void aListSortedByMarksFollowsThem();
    void takesAnAnswerThatComesAfterLaterOnes();

private:
    std::unique_ptr<ListedLog> m_list;
};

void TestRowUpdates::init()
{
    m_list = std::make_unique<ListedLog>();
}

void TestRowUpdates::showsANewResource()
{
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    QVERIFY(m_list->ask(foldedQuery()));
    QCOMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Not fetched"));
    m_list->model().setFetching(1, true);
    QCOMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Fetching …"));
    const QModelIndex resourceCell = m_list->model().index(0, static_cast<int>(DeliveryColumn::Resource));
    QCOMPARE(resourceCell.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Resource: Fetching …"));
    m_list->model().setFetching(1, false);
    QCOMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Not fetched"));
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 404;
    resource.errorStep = QStringLiteral("status");
    QVERIFY(addAndWait(m_list->log(), resource).id > 0);
    QTRY_COMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Failed: 404"));
    resource.status = 200;
    resource.errorStep.clear();
    resource.millis = 120;
    QVERIFY(addAndWait(m_list->log(), resource).id > 0);
    QTRY_COMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Fetched 120 ms"));
}

/// Such as kauntctl, beside the window: nobody tells of it.
void TestRowUpdates::showsWhatAnotherProcessHasFetched()
{
    m_list->append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QVERIFY(m_list->ask(foldedQuery()));
    QCOMPARE(m_list->text(1, DeliveryColumn::Resource), QStringLiteral("Not fetched"));
    QCOMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Not fetched"));
    const auto other = EventLog::openForResources(m_list->directory(), m_list->clock());
    QVERIFY(other);
    ResourceRecord resource;
    resource.status = 200;
    resource.millis = 120;
    for (const qint64 delivery : {1, 2}) {
        resource.delivery = delivery;
        QVERIFY(addAndWait(**other, resource).id > 0);
    }
    const auto queries = openQueries(m_list->directory(), m_list->clock());
    QVERIFY(queries);
    m_list->model().takeRead(queries->delivery(1)->summary); // somebody looks at the one
    QTRY_COMPARE(m_list->text(1, DeliveryColumn::Resource), QStringLiteral("Fetched 120 ms"));
    QCOMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Not fetched"));
    QVERIFY(m_list->ask(foldedQuery())); // and asks anew
    QTRY_COMPARE(m_list->text(0, DeliveryColumn::Resource), QStringLiteral("Fetched 120 ms"));
}

void TestRowUpdates::aListOfFailedForwardsFollowsThem()
{
    m_list->append(manyDeliveries(3));
    DeliveryQuery failed = foldedQuery();
    failed.filter = *parseFilter(QStringLiteral("forward:failed"));
    QVERIFY(m_list->ask(failed));
    DeliveryListModel& model = m_list->model();
    QCOMPARE(model.rowCount(), 0);
    connect(&m_list->log(), &EventLog::forwardsStored, &model, &DeliveryListModel::takeForwards);
    ForwardRecord record{2, QStringLiteral("http://h/"), 1, 401, 3, 8, {}, {}};
    m_list->log().addForwards({record.target, 2, {record}});
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.numberAt(0), 2);
    record.status = 200;
    m_list->log().addForwards({record.target, 2, {record}});
    QTRY_COMPARE(model.rowCount(), 0);
}

void TestRowUpdates::aListOfMarksFollowsThem()
{
    m_list->append(manyDeliveries(4));
    m_list->append({manyDeliveries(2).constLast()}); // 5 repeats 2
    DeliveryQuery marked = foldedQuery();
    marked.filter = filterOf(QStringLiteral("has:mark"));
    QVERIFY(m_list->ask(marked));
    const DeliveryListModel& model = m_list->model();
    QCOMPARE(model.rowCount(), 0);
    m_list->log().annotate({2, true, {}});
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.numberAt(0), 5);
    m_list->log().annotate({3, true, {}});
    QTRY_COMPARE(model.rowCount(), 2);
    const QSignalSpy resets(&model, &DeliveryListModel::modelReset);
    m_list->log().annotate({5, false, {}});
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.numberAt(0), 3);
    QVERIFY(resets.isEmpty()); // the others stay where they are
}

void TestRowUpdates::aListFollowsWhatIsFetched_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("needsAttention");
    QTest::addColumn<ResourceRecord>("fetched");
    ResourceRecord resource;
    resource.delivery = 2;
    resource.status = 200;
    resource.body = R"({"message":"cost centre 4711"})";
    QTest::newRow("has:resource") << "has:resource" << false << resource;
    QTest::newRow("what stands in it") << "4711" << false << resource;
    resource.status = 404;
    resource.errorStep = QStringLiteral("status");
    QTest::newRow("a fetch that failed") << QString() << true << resource;
}

void TestRowUpdates::aListFollowsWhatIsFetched()
{
    QFETCH(const QString, filter);
    QFETCH(const bool, needsAttention);
    QFETCH(const ResourceRecord, fetched);
    m_list->append(manyDeliveries(3));
    DeliveryQuery query = foldedQuery();
    query.filter = filterOf(filter);
    query.quick = needsAttention ? DeliveryQuery::Quick::NeedsAttention : DeliveryQuery::Quick::All;
    QVERIFY(m_list->ask(query));
    const DeliveryListModel& model = m_list->model();
    QCOMPARE(model.rowCount(), 0);
    m_list->log().addResource(fetched);
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.numberAt(0), 2);
}

void TestRowUpdates::aSortedListOfNotesFollowsThem()
{
    m_list->append(manyDeliveries(3));
    for (const qint64 number : {1, 2, 3})
        m_list->log().annotate({number, {}, QStringLiteral("ask them")});
    DeliveryQuery noted = foldedQuery();
    noted.filter = filterOf(QStringLiteral("note:ask"));
    QVERIFY(m_list->ask(noted));
    DeliveryListModel& model = m_list->model();
    QTRY_COMPARE(model.rowCount(), 3);
    model.setOrder({DeliveryOrder::Key::EventId, true});
    QTRY_COMPARE(model.numberAt(0), 1);
    m_list->log().annotate({2, {}, QStringLiteral("answered")});
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(2), -1);
    m_list->log().annotate({2, {}, QStringLiteral("ask again")});
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.numberAt(1), 2);
}

void TestRowUpdates::aListSortedByMarksFollowsThem()
{
    m_list->append(manyDeliveries(3));
    m_list->append({manyDeliveries(1).constLast()}); // 4 repeats 1
    QVERIFY(m_list->ask({}));
    DeliveryListModel& model = m_list->model();
    model.setOrder({DeliveryOrder::Key::Mark, true});
    QTRY_COMPARE(model.numberAt(0), 4);
    m_list->log().annotate({2, true, {}});
    QTRY_COMPARE(model.numberAt(0), 2);
    m_list->log().annotate({2, false, {}});
    m_list->log().annotate({1, true, {}});
    QTRY_COMPARE(model.numberAt(1), 1);
    QCOMPARE(model.numberAt(0), 4);
}

void TestRowUpdates::takesAnAnswerThatComesAfterLaterOnes()
{
    Delivery passed = verifiedDelivery(QStringLiteral("a"));
    passed.status = 0;
    passed.notes = {passThroughNote(QStringLiteral("http://h/"))};
    DeliverySummary first = m_list->append({passed}).constFirst();
    m_list->append({verifiedDelivery(QStringLiteral("b"))});
    QVERIFY(m_list->ask(foldedQuery()));
    QCOMPARE(m_list->text(1, DeliveryColumn::Status), QStringLiteral("–"));
    const test::QueuedSpy recorded(&m_list->log(), &EventLog::answerRecorded);
    m_list->log().setAnswer(first.number, 500, first.notes);
    QTRY_COMPARE(recorded.size(), 1);
    first.status = 500;
    m_list->model().takeRecorded({first});
    QTRY_COMPARE(m_list->text(1, DeliveryColumn::Status), QStringLiteral("500"));

    DeliveryQuery failing = foldedQuery();
    failing.filter = *parseFilter(QStringLiteral("status:>=502"));
    QVERIFY(m_list->ask(failing));
    QCOMPARE(m_list->model().rowCount(), 0);
    m_list->log().setAnswer(first.number, 502, first.notes);
    QTRY_COMPARE(recorded.size(), 2);
    first.status = 502;
    m_list->model().takeRecorded({first});
    QTRY_COMPARE(m_list->model().rowCount(), 1);
}

QTEST_MAIN(TestRowUpdates)

#include "test_rowupdates.moc"
