// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/whenanswered.h"
#include "tests/core/storage/logfixture.h"
#include "tests/ui/monitorpagefixture.h"
#include "ui/valuefield.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

/// How a user gets about in what has come: by filters, jumps, keys and marks.
class TestMonitorPageReading final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { close(); }
    void narrowsByQuickFilterAndExpression();
    void narrowsByAValueOfTheDetails();
    void saysWhoseDetailsTheFilterHides();
    void jumpsFromRefusalToRefusal();
    void jumpsWithinAFoldedEvent();
    void countsWhatIsNewWhileReading();
    void opensTheDetailsWithEnter();
    void wandersThroughTheAreas();
    void leadsThroughTheTabsFromTheList();
    void marksAndNotes();
    void marksAllThatAreChosen();
    void marksOnlyWhatIsChosen();
    void marksNoMoreThanSoManyAtATime();
    void staysWithTheNoteOfADeliveryWithoutARow();
    void replaysADeliveryWithoutARow();
    void keepsANoteThatCouldNotBeStored();
    void readsOnWhereItWas();
    void showsAgainWhatCouldNotBeRead();

private:
    [[nodiscard]] QString shown() const { return find<ValueField>("deliveryNumber")->value(); }
    /// Waits until what the details asked of the log before is answered, and for this delivery's note in it.
    [[nodiscard]] QString storedNote(qint64 delivery) const;
    [[nodiscard]] bool execute(const QString& sql) const;
};

QString TestMonitorPageReading::storedNote(qint64 delivery) const
{
    std::optional<QString> note;
    const auto answer = m_session->reader().ask([delivery](const LogQueries& log) { return log.delivery(delivery); });
    whenAnswered(m_page, answer, [&note](const Result<DeliveryRecord, LogError>& record) {
        note = record ? record->summary.note : QString();
    });
    return QTest::qWaitFor([&note] { return note.has_value(); }, patience) ? *note : QStringLiteral("no answer");
}

/// In the log, by another connection.
bool TestMonitorPageReading::execute(const QString& sql) const
{
    const auto other = LogDatabase::open(m_session->log().path(), LogDatabase::Access::Write);
    return other && (*other)->execute(sql).has_value();
}

void TestMonitorPageReading::narrowsByQuickFilterAndExpression()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2, EventKind::ModelReady)));
    QVERIFY(deliver(body(3), "another secret"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    QTest::mouseClick(find<QToolButton>("quickVerified"), Qt::LeftButton);
    QTRY_COMPARE(model().rowCount(), 2);
    action(MonitorActions::Command::Filter)->trigger();
    QVERIFY(find<QLineEdit>("filterField")->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("type:model"));
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(model().numberAt(0), 2);
    action(MonitorActions::Command::ClearFilter)->trigger();
    QTRY_COMPARE(model().rowCount(), 3);
}

void TestMonitorPageReading::narrowsByAValueOfTheDetails()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2, EventKind::ModelReady)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(2);
    auto* tree = find<QWidget>("payloadPanel")->findChild<QAbstractItemView*>(QStringLiteral("bodyTree"));
    QTRY_VERIFY(tree->model()->rowCount() > 0);
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole,
                                                       QStringLiteral("EventType"), 1, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    tree->setCurrentIndex(found.first());
    QContextMenuEvent menuKey(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(tree, &menuKey);
    const auto* menu = tree->findChild<QMenu*>(QStringLiteral("valueMenu"));
    menu->actions().at(0)->trigger();
    QCOMPARE(find<QLineEdit>("filterField")->text(), QStringLiteral("type=:ModelReady"));
    QTRY_COMPARE(model().rowCount(), 1);
    menu->actions().at(1)->trigger();
    QCOMPARE(find<QLineEdit>("filterField")->text(), QStringLiteral("-type=:ModelReady"));
    QTRY_COMPARE(model().numberAt(0), 1);
}

void TestMonitorPageReading::saysWhoseDetailsTheFilterHides()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2, EventKind::ModelReady)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(1);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    const auto* banner = find<QWidget>("hiddenByFilter");
    QVERIFY(!banner->isVisible());
    QTest::keyClicks(find<QLineEdit>("filterField"), QStringLiteral("type:model\r"));
    QTRY_COMPARE(model().rowCount(), 1);
    QTRY_VERIFY(banner->isVisible());
    const QString said = find<QLabel>("hiddenByFilterText")->text();
    QVERIFY2(said.contains(QStringLiteral("delivery 1: Proposal completed")), qPrintable(said));
    QCOMPARE(shown(), QStringLiteral("1"));
    find<QToolButton>("hiddenByFilterAction")->click();
    QTRY_COMPARE(model().rowCount(), 2);
    QTRY_COMPARE(list()->currentDelivery(), 1);
    QVERIFY(!banner->isVisible());
    QCOMPARE(find<QLineEdit>("filterField")->text(), QString());
}

void TestMonitorPageReading::jumpsFromRefusalToRefusal()
{
    listen();
    QVERIFY(deliver(body(1), "another secret"));
    QVERIFY(deliver(body(2)));
    QVERIFY(deliver(body(3), "another secret"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    const QSignalSpy notices(m_page, &MonitorPage::noticeShown);
    QAction* older = action(MonitorActions::Command::OlderRefused);
    older->trigger();
    QTRY_COMPARE(list()->currentDelivery(), 3);
    older->trigger();
    QTRY_COMPARE(list()->currentDelivery(), 1);
    older->trigger();
    QTRY_COMPARE(notices.size(), 1);
    QVERIFY(notices.at(0).at(0).toString().contains(QStringLiteral("older")));
    QCOMPARE(list()->currentDelivery(), 1);
    action(MonitorActions::Command::NewerRefused)->trigger();
    QTRY_COMPARE(list()->currentDelivery(), 3);
}

/// Its other deliveries have no rows of their own; the details show them all the same.
void TestMonitorPageReading::jumpsWithinAFoldedEvent()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().numberAt(0), 3, patience);
    list()->selectDelivery(3);
    const auto* number = find<QWidget>("deliveryNumber")->findChild<QLineEdit*>();
    QTRY_COMPARE(number->text(), QStringLiteral("3"));
    action(MonitorActions::Command::OlderOfEvent)->trigger();
    QTRY_COMPARE(number->text(), QStringLiteral("1"));
    QTRY_VERIFY(find<QWidget>("withoutRow")->isVisible());
    action(MonitorActions::Command::NewerOfEvent)->trigger();
    QTRY_COMPARE(number->text(), QStringLiteral("3"));
    QVERIFY(!find<QWidget>("withoutRow")->isVisible());
}

void TestMonitorPageReading::countsWhatIsNewWhileReading()
{
    listen();
    for (quint32 seed = 1; seed <= 40; ++seed)
        QVERIFY(deliver(body(seed)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 40, patience);
    list()->selectDelivery(20);
    QScrollBar* bar = list()->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const qint64 read = model().numberAt(list()->rowAt(1));
    QVERIFY(deliver(body(100)));
    QVERIFY(deliver(body(101)));
    const auto* button = find<QToolButton>("newDeliveriesButton");
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("↑ 2 new"), patience);
    QVERIFY(button->isVisible());
    QCOMPARE(model().numberAt(list()->rowAt(1)), read);
    QCOMPARE(list()->currentDelivery(), 20);
    action(MonitorActions::Command::GoToNewest)->trigger();
    QCOMPARE(list()->currentDelivery(), 42);
    QVERIFY(!button->isVisible());
}

void TestMonitorPageReading::opensTheDetailsWithEnter()
{
    listen();
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    QTRY_VERIFY(find<QTabWidget>("detailsTabs")->isVisible());
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(find<QTabWidget>("detailsTabs")->isAncestorOf(QApplication::focusWidget()));
}

void TestMonitorPageReading::wandersThroughTheAreas()
{
    listen();
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    QTRY_VERIFY(find<QTabWidget>("detailsTabs")->isVisible());
    list()->setFocus();
    QAction* next = action(MonitorActions::Command::NextArea);
    next->trigger();
    QVERIFY(find<QTabWidget>("detailsTabs")->isAncestorOf(QApplication::focusWidget()));
    next->trigger();
    QVERIFY(find<QLineEdit>("filterField")->hasFocus());
    next->trigger();
    QVERIFY(list()->hasFocus());
}

void TestMonitorPageReading::leadsThroughTheTabsFromTheList()
{
    listen();
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    auto* tabs = find<QTabWidget>("detailsTabs");
    QTRY_VERIFY(tabs->isVisible());
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 1);
    QTest::keyClick(list(), Qt::Key_F3); // the payload is in front
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("findField"));
    QVERIFY(find<QWidget>("payloadPanel")->isAncestorOf(QApplication::focusWidget()));
    list()->setFocus();
    for (int back = 0; back < 2; ++back)
        QTest::keyClick(list(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), tabs->count() - 1);
    QVERIFY(list()->hasFocus());
}

void TestMonitorPageReading::marksAndNotes()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(1);
    auto* note = find<QPlainTextEdit>("note");
    QTRY_VERIFY(note->isVisible());
    action(MonitorActions::Command::ToggleMark)->trigger();
    QTRY_COMPARE(text(1, DeliveryColumn::Mark), QStringLiteral("★"));
    QTRY_VERIFY(find<QCheckBox>("mark")->isChecked());
    action(MonitorActions::Command::EditNote)->trigger();
    QVERIFY(note->hasFocus());
    QTest::keyClicks(note, QStringLiteral("mine\r"));
    QVERIFY(list()->hasFocus());
    QTRY_COMPARE(text(1, DeliveryColumn::Mark), QStringLiteral("★ ✎"));
    QTest::keyClicks(find<QLineEdit>("filterField"), QStringLiteral("has:mark mine\r"));
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(model().numberAt(0), 1);
    // A repeat is marked as well, and its note is there.
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().numberAt(0), 3, patience);
    QTRY_COMPARE(text(0, DeliveryColumn::Mark), QStringLiteral("★ ✎"));
    QTRY_COMPARE(note->toPlainText(), QStringLiteral("mine"));
    action(MonitorActions::Command::ToggleMark)->trigger();
    QTRY_COMPARE(text(0, DeliveryColumn::Mark), QStringLiteral("✎"));
}

void TestMonitorPageReading::marksAllThatAreChosen()
{
    listen();
    for (quint32 seed = 1; seed <= 3; ++seed)
        QVERIFY(deliver(body(seed)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    list()->selectDelivery(3);
    QTest::keyClick(list(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(list()->selectedDeliveries(), (QList<qint64>{3, 2}));
    action(MonitorActions::Command::ToggleMark)->trigger(); // of one that is still to be read
    QTRY_COMPARE(text(0, DeliveryColumn::Mark), QStringLiteral("★"));
    QTRY_COMPARE(text(1, DeliveryColumn::Mark), QStringLiteral("★"));
    QCOMPARE(text(2, DeliveryColumn::Mark), QString());
    QTRY_VERIFY(find<QCheckBox>("mark")->isChecked());
    action(MonitorActions::Command::ToggleMark)->trigger();
    QTRY_COMPARE(text(0, DeliveryColumn::Mark), QString());
    QTRY_COMPARE(text(1, DeliveryColumn::Mark), QString());
}

/// Not the shown one where it was taken out of them.
void TestMonitorPageReading::marksOnlyWhatIsChosen()
{
    listen();
    for (quint32 seed = 1; seed <= 2; ++seed)
        QVERIFY(deliver(body(seed)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(2);
    QItemSelectionModel& selection = *list()->selectionModel();
    const QModelIndex other = model().index(1, 0);
    selection.setCurrentIndex(other, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.select(other, QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    QCOMPARE(list()->selectedDeliveries(), QList<qint64>{2});
    action(MonitorActions::Command::ToggleMark)->trigger();
    QTRY_COMPARE(text(0, DeliveryColumn::Mark), QStringLiteral("★"));
    QCOMPARE(text(1, DeliveryColumn::Mark), QString());
    action(MonitorActions::Command::ToggleMark)->trigger();
    QTRY_COMPARE(text(0, DeliveryColumn::Mark), QString());
    QCOMPARE(text(1, DeliveryColumn::Mark), QString());
}

void TestMonitorPageReading::marksNoMoreThanSoManyAtATime()
{
    QList<Delivery> many;
    for (qsizetype i = 0; i <= MonitorPage::mostMarked; ++i)
        many.append(verifiedDelivery(QString::number(i), m_clock.utcMillis()));
    QCOMPARE(appendAll(m_session->log(), many).size(), many.size());
    action(MonitorActions::Command::FoldRepeats)->trigger(); // asks the log anew
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), many.size(), patience);
    list()->selectDelivery(1);
    list()->selectAll();
    QCOMPARE(list()->selectedDeliveries().size(), many.size());
    const QSignalSpy noticed(m_page, &MonitorPage::noticeShown);
    action(MonitorActions::Command::ToggleMark)->trigger();
    QCOMPARE(noticed.size(), 1);
    QVERIFY(noticed.at(0).at(0).toString().startsWith(QStringLiteral("Nothing was marked")));
}

/// The list marked another event before, and a repeat of that one comes.
void TestMonitorPageReading::staysWithTheNoteOfADeliveryWithoutARow()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(3);
    QTRY_COMPARE(shown(), QStringLiteral("3"));
    m_page->showDelivery(1);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    action(MonitorActions::Command::EditNote)->trigger();
    auto* note = find<QPlainTextEdit>("note");
    QTest::keyClicks(note, QStringLiteral("ask Bo"));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().numberAt(0), 4, patience);
    (void)storedNote(4); // what the details might have asked is answered by then
    QTest::keyClicks(note, QStringLiteral(" about VAT\r"));
    QTRY_COMPARE(storedNote(1), QStringLiteral("ask Bo about VAT"));
    QCOMPARE(storedNote(4), QString());
    QCOMPARE(shown(), QStringLiteral("1"));
}

/// And not, for want of a chosen row, all that the list shows.
void TestMonitorPageReading::replaysADeliveryWithoutARow()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().numberAt(0), 2, patience);
    list()->selectDelivery(2);
    m_page->showDelivery(1);
    action(MonitorActions::Command::Replay)->trigger();
    const auto* selected = find<QRadioButton>("replaySelected");
    QVERIFY(selected->isChecked());
    QVERIFY2(selected->text().contains(QStringLiteral("number 1")), qPrintable(selected->text()));
}

void TestMonitorPageReading::keepsANoteThatCouldNotBeStored()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(1);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    QVERIFY(execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON annotations"
                                   " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    QSignalSpy failed(m_session.get(), &MonitorSession::detailNotStored);
    auto* mark = find<QCheckBox>("mark");
    mark->click();
    QTRY_COMPARE(failed.size(), 1);
    QTRY_VERIFY(!mark->isChecked()); // as the log has it
    action(MonitorActions::Command::EditNote)->trigger();
    auto* note = find<QPlainTextEdit>("note");
    QTest::keyClicks(note, QStringLiteral("ask Bo\r"));
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(storedNote(1), QString());
    QCOMPARE(note->toPlainText(), QStringLiteral("ask Bo"));
    QVERIFY(execute(QStringLiteral("DROP TRIGGER bomb")));
    list()->selectDelivery(2);
    QTRY_COMPARE(storedNote(1), QStringLiteral("ask Bo"));
}

/// Whatever is said of another event, and when a repeat takes the place of what is shown.
void TestMonitorPageReading::readsOnWhereItWas()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    m_window->resize(900, 420);
    list()->selectDelivery(1);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    QScrollBar* bar = find<QScrollArea>("summaryPanel")->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 1);
    const int place = bar->maximum() / 2; // its range may change a little yet
    bar->setValue(place);
    auto* id = find<QWidget>("eventId")->findChild<QLineEdit*>();
    id->selectAll();
    const QString selected = id->selectedText();
    QVERIFY(!selected.isEmpty());
    const QSignalSpy annotated(m_session.get(), &MonitorSession::deliveryAnnotated);
    m_session->log().annotate({2, true, {}});
    QTRY_COMPARE(annotated.size(), 1);
    QCOMPARE(storedNote(1), QString()); // the details have asked before
    QCOMPARE(bar->value(), place);
    QCOMPARE(id->selectedText(), selected);
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringLiteral("3"), patience);
    QCOMPARE(bar->value(), place);
    QCOMPARE(id->selectedText(), selected);
    list()->selectDelivery(2);
    QTRY_COMPARE(shown(), QStringLiteral("2"));
    QCOMPARE(bar->value(), 0);
}

void TestMonitorPageReading::showsAgainWhatCouldNotBeRead()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    const auto* tabs = find<QTabWidget>("detailsTabs");
    list()->selectDelivery(1);
    QTRY_VERIFY(tabs->isVisible());
    QVERIFY(execute(QStringLiteral("ALTER TABLE deliveries RENAME TO away")));
    const QSignalSpy failed(m_session.get(), &MonitorSession::detailNotStored);
    action(MonitorActions::Command::ToggleMark)->trigger();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(storedNote(1), QString()); // nor could the details read it
    QVERIFY(tabs->isVisible());
    list()->selectDelivery(2);
    QTRY_VERIFY(find<QLabel>("detailsHint")->isVisible());
    QVERIFY(execute(QStringLiteral("ALTER TABLE away RENAME TO deliveries")));
    Q_EMIT m_session->logSalvaged({});
    QTRY_VERIFY(tabs->isVisible());
    QCOMPARE(shown(), QStringLiteral("2"));
}

QTEST_MAIN(TestMonitorPageReading)
#include "test_monitorpagereading.moc"
