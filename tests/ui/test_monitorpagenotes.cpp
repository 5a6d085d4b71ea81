// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/whenanswered.h"
#include "tests/core/storage/logfixture.h"
#include "tests/ui/monitorpagefixture.h"
#include "ui/valuefield.h"

#include <QAction>
#include <QCheckBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What a user adds to deliveries, and what stays in sight of one while the log changes.
class TestMonitorPageNotes final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { close(); }
    void marksAndNotes();
    void marksAllThatAreChosen();
    void marksOnlyWhatIsChosen();
    void marksNoMoreThanSoManyAtATime();
    void staysWithTheNoteOfADeliveryWithoutARow();
    void replaysADeliveryWithoutARow();
    void keepsANoteThatCouldNotBeStored();
    void storesANoteOnceTheLogIsFree();
    void readsOnWhereItWas();
    void showsAgainWhatCouldNotBeRead();

private:
    [[nodiscard]] QString shown() const { return find<ValueField>("deliveryNumber")->value(); }
    /// Waits until what the details asked of the log before is answered, and for this delivery's note in it.
    [[nodiscard]] QString storedNote(qint64 delivery) const;
    [[nodiscard]] bool execute(const QString& sql) const;
};

QString TestMonitorPageNotes::storedNote(qint64 delivery) const
{
    std::optional<QString> note;
    const auto answer = m_session->reader().ask([delivery](const LogQueries& log) { return log.delivery(delivery); });
    whenAnswered(m_page, answer, [&note](const Result<DeliveryRecord, LogError>& record) {
        note = record ? record->summary.note : QString();
    });
    return QTest::qWaitFor([&note] { return note.has_value(); }, patience) ? *note : QStringLiteral("no answer");
}

/// In the log, by another connection.
bool TestMonitorPageNotes::execute(const QString& sql) const
{
    const auto other = LogDatabase::open(m_session->log().path(), LogDatabase::Access::Write);
    return other && (*other)->execute(sql).has_value();
}

void TestMonitorPageNotes::marksAndNotes()
{
    QVERIFY(chooseFirstOf(2));
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

void TestMonitorPageNotes::marksAllThatAreChosen()
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
void TestMonitorPageNotes::marksOnlyWhatIsChosen()
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

void TestMonitorPageNotes::marksNoMoreThanSoManyAtATime()
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
void TestMonitorPageNotes::staysWithTheNoteOfADeliveryWithoutARow()
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
void TestMonitorPageNotes::replaysADeliveryWithoutARow()
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

void TestMonitorPageNotes::keepsANoteThatCouldNotBeStored()
{
    QVERIFY(chooseFirstOf(2));
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

/// Another program has it locked for a while; the list has gone on to another delivery by then.
void TestMonitorPageNotes::storesANoteOnceTheLogIsFree()
{
    QVERIFY(chooseFirstOf(2));
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    const auto other = LogDatabase::open(m_session->log().path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    const QSignalSpy waiting(m_session.get(), &MonitorSession::annotationsWaiting);
    action(MonitorActions::Command::EditNote)->trigger();
    auto* note = find<QPlainTextEdit>("note");
    QTest::keyClicks(note, QStringLiteral("ask Bo\r"));
    list()->selectDelivery(2);
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 1, 60'000);
    QVERIFY(find<QWidget>("problemBanner")->isVisible());
    list()->selectDelivery(1);
    QTRY_COMPARE(note->toPlainText(), QStringLiteral("ask Bo"));
    QVERIFY((*other)->execute(QStringLiteral("ROLLBACK")));
    QTRY_VERIFY_WITH_TIMEOUT(!find<QWidget>("problemBanner")->isVisible(), 60'000);
    QCOMPARE(storedNote(1), QStringLiteral("ask Bo"));
    QCOMPARE(note->toPlainText(), QStringLiteral("ask Bo"));
}

/// Whatever is said of another event, and when a repeat takes the place of what is shown.
void TestMonitorPageNotes::readsOnWhereItWas()
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

void TestMonitorPageNotes::showsAgainWhatCouldNotBeRead()
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

QTEST_MAIN(TestMonitorPageNotes)
#include "test_monitorpagenotes.moc"
