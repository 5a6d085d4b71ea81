// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextDocumentFragment>

using namespace kaunt;
using namespace kaunt::test;

/// What the list shows of a real log, and how it takes in what happens there.
class TestDeliveryListModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsTheNewestFirst();
    void readsADeliveryWhenItIsLookedAt();
    void insertsArrivalsAtTheTop();
    void insertsOnlyWhatMatches();
    void putsARepeatInThePlaceOfTheOneBefore();
    void followsAnEventThroughSeveralRepeats();
    void showsEveryAttemptUnfolded();
    void takesOutWhatIsRemoved();
    void dropsALateAnswer();
    void addsOlderOnesAsTheyAreFound();
    void searchesNoFurtherForAnOlderQuery();
    void toolTipsSayWhatStandsThere();
    void reportsALogThatCannotBeRead();
    void hasATitleForEachColumn();

private:
    std::unique_ptr<ListedLog> m_list;
};

void TestDeliveryListModel::init()
{
    m_list = std::make_unique<ListedLog>();
}

void TestDeliveryListModel::showsTheNewestFirst()
{
    m_list->append(manyDeliveries(3));
    QVERIFY(m_list->ask(foldedQuery()));
    QCOMPARE(m_list->model().rowCount(), 3);
    QCOMPARE(m_list->model().numberAt(0), 3);
    QCOMPARE(m_list->model().numberAt(2), 1);
    QCOMPARE(m_list->model().numberAt(3), 0);
    QCOMPARE(m_list->model().rowOf(1), 2);
    QCOMPARE(m_list->model().rowOf(4), -1);
}

void TestDeliveryListModel::readsADeliveryWhenItIsLookedAt()
{
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    // A second model has not heard of the delivery and has to read it.
    DeliveryListModel model(m_list->reader(), m_list->clock());
    QSignalSpy answered(&model, &DeliveryListModel::modelReset);
    model.setQuery(foldedQuery());
    QVERIFY(answered.wait());
    QSignalSpy changed(&model, &DeliveryListModel::dataChanged);
    const QModelIndex company = model.index(0, static_cast<int>(DeliveryColumn::Company));
    QVERIFY(!company.data().isValid());
    QVERIFY(changed.wait());
    QCOMPARE(company.data().toString(), QStringLiteral("nordlys"));
}

void TestDeliveryListModel::insertsArrivalsAtTheTop()
{
    m_list->append(manyDeliveries(2));
    QVERIFY(m_list->ask(foldedQuery()));
    const QSignalSpy resets(&m_list->model(), &DeliveryListModel::modelReset);
    const QPersistentModelIndex oldest = m_list->model().index(1, 0);
    m_list->append(manyDeliveries(5, QStringLiteral("later")));
    QTRY_COMPARE(m_list->model().rowCount(), 7);
    QCOMPARE(m_list->model().numberAt(0), 7);
    QCOMPARE(oldest.row(), 6);
    QVERIFY(resets.isEmpty());
}

void TestDeliveryListModel::insertsOnlyWhatMatches()
{
    DeliveryQuery refused = foldedQuery();
    refused.quick = DeliveryQuery::Quick::Refused;
    QVERIFY(m_list->ask(refused));
    m_list->append({verifiedDelivery(QStringLiteral("a")), refusedDelivery(), verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE(m_list->model().rowCount(), 1);
    QCOMPARE(m_list->model().numberAt(0), 2);
    QCOMPARE(m_list->text(0, DeliveryColumn::Signature), QStringLiteral("Mismatch"));
    QCOMPARE(m_list->text(0, DeliveryColumn::Event), QStringLiteral("–"));
}

void TestDeliveryListModel::putsARepeatInThePlaceOfTheOneBefore()
{
    m_list->append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QVERIFY(m_list->ask(foldedQuery()));
    const QSignalSpy superseded(&m_list->model(), &DeliveryListModel::superseded);
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(superseded.size(), 1);
    QCOMPARE(superseded.at(0).at(0).toLongLong(), 1);
    QCOMPARE(superseded.at(0).at(1).toLongLong(), 3);
    QTRY_COMPARE(m_list->model().rowCount(), 2);
    QCOMPARE(m_list->model().numberAt(0), 3);
    QCOMPARE(m_list->model().numberAt(1), 2);
    QCOMPARE(m_list->text(0, DeliveryColumn::Attempts), QStringLiteral("2 ↻"));
    QCOMPARE(m_list->text(1, DeliveryColumn::Attempts), QStringLiteral("1"));
}

void TestDeliveryListModel::followsAnEventThroughSeveralRepeats()
{
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    QVERIFY(m_list->ask(foldedQuery()));
    const QList<Delivery> repeats(4, verifiedDelivery(QStringLiteral("a")));
    m_list->append(repeats);
    QTRY_COMPARE(m_list->model().numberAt(0), 5);
    QTRY_COMPARE(m_list->model().rowCount(), 1);
    QCOMPARE(m_list->text(0, DeliveryColumn::Attempts), QStringLiteral("5 ↻"));
}

void TestDeliveryListModel::showsEveryAttemptUnfolded()
{
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    QVERIFY(m_list->ask({}));
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_list->model().rowCount(), 2);
    QCOMPARE(m_list->model().numberAt(1), 1);
    QTRY_COMPARE(m_list->text(1, DeliveryColumn::Attempts), QStringLiteral("2 ↻"));
}

void TestDeliveryListModel::takesOutWhatIsRemoved()
{
    LogOptions options;
    options.maxRefused = 2;
    m_list = std::make_unique<ListedLog>(options);
    m_list->append({refusedDelivery("1"), verifiedDelivery(QStringLiteral("a")), refusedDelivery("2")});
    QVERIFY(m_list->ask(foldedQuery()));
    const QSignalSpy resets(&m_list->model(), &DeliveryListModel::modelReset);
    m_list->append({refusedDelivery("3"), refusedDelivery("4")});
    QTRY_COMPARE(m_list->model().rowOf(3), -1);
    QTRY_COMPARE(m_list->model().rowCount(), 3);
    QCOMPARE(m_list->model().numberAt(0), 5);
    QCOMPARE(m_list->model().numberAt(1), 4);
    QCOMPARE(m_list->model().numberAt(2), 2);
    QVERIFY(resets.isEmpty());
}

void TestDeliveryListModel::dropsALateAnswer()
{
    m_list->append({verifiedDelivery(QStringLiteral("a")), refusedDelivery()});
    QVERIFY(m_list->ask(foldedQuery()));
    QSignalSpy resets(&m_list->model(), &DeliveryListModel::modelReset);
    DeliveryQuery first = foldedQuery();
    first.quick = DeliveryQuery::Quick::Refused;
    DeliveryQuery second = foldedQuery();
    second.quick = DeliveryQuery::Quick::Verified;
    m_list->model().setQuery(first);
    m_list->model().setQuery(second);
    QVERIFY(resets.wait());
    QCOMPARE(m_list->model().rowCount(), 1);
    QCOMPARE(m_list->model().numberAt(0), 1);
    QCOMPARE(resets.size(), 1);
}

/// More than the reader's first window holds; the rows of the whole answer under the model tester.
void TestDeliveryListModel::addsOlderOnesAsTheyAreFound()
{
    constexpr int count = 5'000;
    m_list->append(manyDeliveries(count));
    DeliveryListModel& model = m_list->model();
    const QSignalSpy progress(&model, &DeliveryListModel::searchProgressed);
    QVERIFY(m_list->ask(foldedQuery()));
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(model.rowCount(), count);
    for (int row = 0; row < count; ++row)
        QCOMPARE(model.numberAt(row), count - row);
    QCOMPARE(progress.constLast().at(0).toInt(), 100);
}

void TestDeliveryListModel::searchesNoFurtherForAnOlderQuery()
{
    m_list->append(manyDeliveries(5'000));
    DeliveryListModel& model = m_list->model();
    model.setQuery(foldedQuery());
    DeliveryQuery refused = foldedQuery();
    refused.quick = DeliveryQuery::Quick::Refused;
    const QSignalSpy answered(&model, &DeliveryListModel::modelReset);
    model.setQuery(refused);
    QVERIFY(model.isSearching());
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(answered.size(), 1);
}

/// A tool tip guesses whether its text is HTML: one that is escaped must not be taken for plain text.
void TestDeliveryListModel::toolTipsSayWhatStandsThere()
{
    const QString note = QStringLiteral("R&D say \"no\",\nask <b>them</b> again");
    m_list->append({verifiedDelivery(QStringLiteral("a"))});
    QVERIFY(m_list->ask(foldedQuery()));
    m_list->log().annotate({1, {}, note});
    const auto toolTip = [this] {
        const QModelIndex mark = m_list->model().index(0, static_cast<int>(DeliveryColumn::Mark));
        return mark.data(Qt::ToolTipRole).toString();
    };
    QTRY_VERIFY(!toolTip().isEmpty());
    QVERIFY(Qt::mightBeRichText(toolTip()));
    QCOMPARE(QTextDocumentFragment::fromHtml(toolTip()).toPlainText(), note);
}

void TestDeliveryListModel::reportsALogThatCannotBeRead()
{
    const QTemporaryDir empty;
    LogReader reader(empty.path(), m_list->clock());
    DeliveryListModel model(reader, m_list->clock());
    QSignalSpy failed(&model, &DeliveryListModel::queryFailed);
    model.setQuery(foldedQuery());
    QVERIFY(failed.wait());
    QCOMPARE(failed.at(0).at(0).value<LogError>().code, LogError::Code::NotFound);
}

void TestDeliveryListModel::hasATitleForEachColumn()
{
    QSet<QString> titles;
    for (int column = 0; column < m_list->model().columnCount(); ++column)
        titles.insert(m_list->model().headerData(column, Qt::Horizontal).toString());
    QCOMPARE(titles.size(), deliveryColumnCount);
    QVERIFY(!titles.contains(QString()));
}

QTEST_MAIN(TestDeliveryListModel)

#include "test_deliverylistmodel.moc"
