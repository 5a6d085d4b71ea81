// SPDX-License-Identifier: MIT
#include "tests/ui/shownlist.h"
#include "ui/relativefilter.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// A list that is filtered by a time that counts back from now.
class TestRelativeFilter final : public ShownList {
    Q_OBJECT

private Q_SLOTS:
    void init() { show(); }
    void followsTheTime();
    void followsTheTimeInASortedList();
    void staysWhereItIsReadSideways();
    void restsWithOthers();
    void restsWhileItIsRead();
    void asksAgainAfterOthersHaveWritten();
};

namespace {

constexpr qint64 hour = 3'600'000;

DeliveryQuery filteredBy(const QString& expression)
{
    DeliveryQuery query = foldedQuery();
    query.filter = *parseFilter(expression);
    return query;
}

/// Any of the searches: the timer may have begun the next one by the time it is looked at.
bool hasEnded(const QSignalSpy& progressed)
{
    return std::any_of(progressed.cbegin(), progressed.cend(),
                       [](const QVariantList& percent) { return percent.at(0).toInt() == 100; });
}

} // namespace

void TestRelativeFilter::followsTheTime()
{
    const DeliveryQuery query = filteredBy(QStringLiteral("since:1h"));
    QVERIFY(m_list->ask(query));
    QCOMPARE(m_list->model().rowCount(), 50);
    const int column = static_cast<int>(DeliveryColumn::Company);
    m_view->setCurrentIndex(m_list->model().index(1, column));
    const qint64 chosen = m_view->currentDelivery();
    RelativeFilter relative(m_list->model(), *m_view);
    relative.follow(query);
    auto* timer = relative.findChild<QTimer*>();
    QVERIFY(timer->isActive());
    QCOMPARE(timer->interval(), 60'000);
    timer->setInterval(1);
    QSignalSpy answered(&m_list->model(), &DeliveryListModel::modelReset);
    QVERIFY(answered.wait(listPatience));
    QCOMPARE(m_list->model().rowCount(), 50);
    QCOMPARE(m_view->currentDelivery(), chosen);
    QCOMPARE(m_view->currentIndex().column(), column);
    m_list->clock().advance(2 * hour);
    QTRY_COMPARE(m_list->model().rowCount(), 0);
}

/// Without being filled anew, and wherever it is read.
void TestRelativeFilter::followsTheTimeInASortedList()
{
    const DeliveryQuery query = filteredBy(QStringLiteral("since:1h"));
    QVERIFY(m_list->ask(query));
    DeliveryListModel& model = m_list->model();
    model.sort(static_cast<int>(DeliveryColumn::Company));
    QTRY_VERIFY(!model.isSearching() && !model.shownOrder().isNewestFirst());
    const int rows = model.rowCount();
    QVERIFY(rows > 0);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    m_view->selectDelivery(model.numberAt(rows - 1));
    const qint64 chosen = m_view->currentDelivery();
    const QSignalSpy reset(&model, &DeliveryListModel::modelReset);
    const QSignalSpy progressed(&model, &DeliveryListModel::searchProgressed);
    RelativeFilter relative(model, *m_view);
    relative.follow(query);
    relative.findChild<QTimer*>()->setInterval(1);
    QTRY_VERIFY(hasEnded(progressed));
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(m_view->currentDelivery(), chosen);
    m_list->clock().advance(2 * hour);
    QTRY_COMPARE(model.rowCount(), 0);
    QVERIFY(reset.isEmpty());
}

void TestRelativeFilter::staysWhereItIsReadSideways()
{
    const DeliveryQuery query = filteredBy(QStringLiteral("since:1h"));
    QVERIFY(m_list->ask(query));
    m_view->resize(240, 300);
    m_view->setCurrentIndex(m_list->model().index(1, static_cast<int>(DeliveryColumn::Mark)));
    const qint64 chosen = m_view->currentDelivery();
    QScrollBar* bar = m_view->horizontalScrollBar();
    QTRY_VERIFY(bar->maximum() > 1);
    const int place = bar->maximum() / 2;
    bar->setValue(place);
    QVERIFY(m_list->ask(query));
    QCOMPARE(m_view->currentDelivery(), chosen);
    QCOMPARE(bar->value(), place);
}

void TestRelativeFilter::restsWithOthers()
{
    RelativeFilter relative(m_list->model(), *m_view);
    const auto* timer = relative.findChild<QTimer*>();
    relative.follow(filteredBy(QStringLiteral("before:90s company:nordlys")));
    QCOMPARE(timer->interval(), 9'000);
    QVERIFY(timer->isActive());
    relative.follow(filteredBy(QStringLiteral("company:nordlys since:2026-01-31")));
    QVERIFY(!timer->isActive());
}

void TestRelativeFilter::restsWhileItIsRead()
{
    QVERIFY(m_view->isAtRest());
    m_view->selectDelivery(m_list->model().numberAt(1));
    QVERIFY(m_view->isAtRest());
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(!m_view->isAtRest());
    m_view->selectDelivery(m_list->model().numberAt(1));
    QVERIFY(m_view->isAtRest());
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QVERIFY(!m_view->isAtRest());
    m_view->selectDelivery(m_list->model().numberAt(40));
    m_view->scrollToTop();
    QVERIFY(!m_view->isAtRest()); // what is chosen is elsewhere
}

/// Such as kauntctl, beside the window. As soon as nobody is disturbed.
void TestRelativeFilter::asksAgainAfterOthersHaveWritten()
{
    QVERIFY(m_list->ask(filteredBy(QStringLiteral("-has:resource"))));
    DeliveryListModel& model = m_list->model();
    QCOMPARE(model.rowCount(), 50);
    RelativeFilter renewal(model, *m_view);
    renewal.findChildren<QTimer*>().constLast()->setInterval(1);
    const auto other = EventLog::openForResources(m_list->directory(), m_list->clock());
    QVERIFY(other);
    ResourceRecord resource;
    resource.status = 200;
    resource.delivery = 50;
    QVERIFY(addAndWait(**other, resource).id > 0);
    renewal.askSoon();
    QTRY_COMPARE(model.rowCount(), 49);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    resource.delivery = 49;
    QVERIFY(addAndWait(**other, resource).id > 0);
    QTRY_VERIFY(!model.isSearching());
    renewal.askSoon();
    QVERIFY(!model.isSearching()); // somebody reads
    QCOMPARE(model.rowCount(), 49);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->minimum());
    QTRY_COMPARE(model.rowCount(), 48);
    QVERIFY(m_list->ask(foldedQuery())); // of which nobody can change the rows
    QVERIFY(!model.dependsOnLaterRecords());
    renewal.askSoon();
    QVERIFY(!model.isSearching());
}

QTEST_MAIN(TestRelativeFilter)
#include "test_relativefilter.moc"
