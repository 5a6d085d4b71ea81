// SPDX-License-Identifier: MIT
#include "core/storage/logqueries.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/ui/monitorpagefixture.h"
#include "ui/attemptsmodel.h"
#include "ui/copyabletable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// From the socket to the window: a real receiver, a real log, and what the user sees and does.
class TestMonitorPage final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { close(); }
    void showsADeliveryThatComesInBySocket();
    void tellsWhatTargetsMakeOfIt();
    void saysThatAnotherAnswers();
    void showsWhatIsRefused();
    void foldsARepeat();
    void startsAndStops();
    void keepsTheKeyboardOnStartAndStop();
    void offersWhatTheChoiceAllows();
    void offersNoFetchOfWhatIsNeverFetched();
    void saysWhatAnEmptyListWaitsFor();
    void sendsATestEvent();
    void saysWhatASecretlessEndpointDoes();
    void showsAllOfACompany();
    void findsInTheTextInFront();
    void copiesFromTheTabWhoseBarHasTheKeyboard();

private:
    void showFirst();
};

/// One that has come in, with its summary.
void TestMonitorPage::showFirst()
{
    QVERIFY(chooseFirstOf(1));
    QTRY_VERIFY(find<QTabWidget>("detailsTabs")->isVisible());
}

void TestMonitorPage::showsADeliveryThatComesInBySocket()
{
    listen();
    QVERIFY(find<QLabel>("listeningUrl")->text().endsWith(QStringLiteral("/webhooks/kaunt")));
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    QTRY_COMPARE(text(0, DeliveryColumn::Signature), QStringLiteral("Verified"));
    QCOMPARE(text(0, DeliveryColumn::Event), QStringLiteral("Proposal completed"));
    list()->selectDelivery(1);
    auto* tabs = find<QTabWidget>("detailsTabs");
    QTRY_VERIFY(tabs->isVisible());
}

void TestMonitorPage::tellsWhatTargetsMakeOfIt()
{
    ScriptedPeer peer({ScriptedPeer::status(202, "taken by the target")});
    Settings settings = m_session->settings();
    settings.forwards = {ForwardSettings(), ForwardSettings()};
    settings.forwards[0].url = peer.url();
    settings.forwards[1].url = QUrl(QStringLiteral("http://127.0.0.1:1/dead"));
    m_session->apply(settings);
    const auto log = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(log);
    QTRY_COMPARE_WITH_TIMEOUT((*log)->forwardPositions()->size(), 2, patience);
    QVERIFY(chooseFirstOf(1));
    find<QTabWidget>("detailsTabs")->setCurrentWidget(find<QWidget>("historyPanel"));
    QTRY_COMPARE_WITH_TIMEOUT(find<QPlainTextEdit>("forwardAnswer")->toPlainText(),
                              QStringLiteral("taken by the target"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("forwardBanner")->isVisible(), patience);
    QVERIFY(find<QLabel>("forwardBannerText")->text().contains(u"http://127.0.0.1:1/dead"));
    const QSignalSpy measured(m_session.get(), &MonitorSession::forwardMeasured);
    const auto attempts = [&measured] {
        return std::count_if(measured.cbegin(), measured.cend(), [](const QVariantList& arguments) {
            return arguments.constFirst().value<ForwardMeasure>().failedAttempts > 0;
        });
    };
    constexpr int tries = 6; // which would take a minute by themselves
    for (int i = 1; i <= tries; ++i) {
        const QList<QToolButton*> buttons = find<QWidget>("forwardBanner")->findChildren<QToolButton*>();
        for (QToolButton* button : buttons) {
            if (button->text() == QLatin1String("T&ry now"))
                button->click();
        }
        QTRY_VERIFY_WITH_TIMEOUT(attempts() >= i, patience);
    }
    settings.forwards[1].isPaused = true;
    m_session->apply(settings);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QWidget>("forwardBanner")->isVisible(), patience);
}

void TestMonitorPage::saysThatAnotherAnswers()
{
    ScriptedPeer peer({ScriptedPeer::status(202, "taken by the target")});
    Settings settings = m_session->settings();
    settings.forwards = {ForwardSettings()};
    settings.forwards[0].url = peer.url();
    settings.forwards[0].isPassThrough = true;
    m_session->apply(settings);
    listen();
    QVERIFY(find<QWidget>("passThroughBanner")->isVisible());
    QVERIFY(!deliver(body(1))); // by 200
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    QTRY_COMPARE(text(0, DeliveryColumn::Status), QStringLiteral("202"));
    list()->selectDelivery(1);
    find<QTabWidget>("detailsTabs")->setCurrentWidget(find<QWidget>("historyPanel"));
    QTRY_COMPARE_WITH_TIMEOUT(find<QPlainTextEdit>("forwardAnswer")->toPlainText(),
                              QStringLiteral("taken by the target"), patience);
    const QAbstractItemModel& attempts = *find<QTableView>("attemptTable")->model();
    QTRY_COMPARE(attempts.rowCount(), 1);
    QCOMPARE(attempts.index(0, AttemptsModel::AnswerColumn).data().toString(), QStringLiteral("202, passed through"));
    settings.forwards[0].isPaused = true;
    m_session->apply(settings);
    QVERIFY(!find<QWidget>("passThroughBanner")->isVisible());
    QTRY_VERIFY(deliver(body(2)));
}

void TestMonitorPage::showsWhatIsRefused()
{
    listen();
    QVERIFY(deliver(body(1), "another secret"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    QCOMPARE(text(0, DeliveryColumn::Signature), QStringLiteral("Mismatch"));
    QCOMPARE(text(0, DeliveryColumn::Resource), QStringLiteral("–"));
}

void TestMonitorPage::foldsARepeat()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().numberAt(0), 3, patience);
    QTRY_COMPARE(model().rowCount(), 2);
    QCOMPARE(text(0, DeliveryColumn::Attempts), QStringLiteral("2 ↻"));
    action(MonitorActions::Command::FoldRepeats)->trigger();
    QTRY_COMPARE(model().rowCount(), 3);
}

void TestMonitorPage::startsAndStops()
{
    QAction* startOrStop = action(MonitorActions::Command::StartOrStop);
    QVERIFY(!action(MonitorActions::Command::SendTest)->isEnabled());
    QTest::mouseClick(find<QToolButton>("startOrStop"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
    QCOMPARE(find<QLabel>("stateText")->text(), QStringLiteral("Listening on"));
    QVERIFY(action(MonitorActions::Command::SendTest)->isEnabled());
    startOrStop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Stopped, patience);
    QCOMPARE(find<QLabel>("stateText")->text(), QStringLiteral("Not listening"));
}

/// Else it is on the neighbour when the receiver has stopped, and the next key presses that one.
void TestMonitorPage::keepsTheKeyboardOnStartAndStop()
{
    auto* button = find<QToolButton>("startOrStop");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTest::keyClick(button, Qt::Key_Space); // on its way there is nothing to be done
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Stopped, patience);
    QVERIFY(button->hasFocus());
}

/// What would do nothing is not offered.
void TestMonitorPage::offersWhatTheChoiceAllows()
{
    using Command = MonitorActions::Command;
    const QList<Command> ofADelivery{Command::Fetch,       Command::ToggleMark, Command::EditNote,    Command::Compare,
                                     Command::OpenDetails, Command::NextTab,    Command::OlderOfEvent};
    for (const Command command : ofADelivery)
        QVERIFY2(!action(command)->isEnabled(), qPrintable(action(command)->text()));
    listen();
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    QVERIFY(!action(Command::Fetch)->isEnabled());
    list()->selectDelivery(1);
    for (const Command command : ofADelivery)
        QVERIFY2(action(command)->isEnabled(), qPrintable(action(command)->text()));
    const QList<QAction*> ofList = list()->actions();
    for (const Command command : {Command::Fetch, Command::ToggleMark, Command::EditNote, Command::Compare})
        QVERIFY2(ofList.contains(action(command)), qPrintable(action(command)->text()));
    m_actions->setMonitorEnabled(false);
    QVERIFY(!action(Command::Fetch)->isEnabled());
    QVERIFY(!find<QToolButton>("quickRefused")->defaultAction()->isEnabled());
    QVERIFY(!list()->columnsMenu()->menuAction()->isEnabled());
    m_actions->setMonitorEnabled(true);
    QVERIFY(action(Command::Fetch)->isEnabled());
}

void TestMonitorPage::offersNoFetchOfWhatIsNeverFetched()
{
    const QAction* fetch = action(MonitorActions::Command::Fetch);
    listen();
    QVERIFY(deliver(body(1), "another secret"));
    QVERIFY(deliver(R"({"Id":"a"})"));
    QVERIFY(deliver(body(2)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    list()->selectDelivery(1);
    QTRY_VERIFY(!fetch->isEnabled());
    list()->selectDelivery(3);
    QTRY_COMPARE(find<QLabel>("verdict")->text().left(1), QStringLiteral("✔"));
    QVERIFY(fetch->isEnabled());
    list()->selectDelivery(2);
    QTRY_VERIFY(!fetch->isEnabled());
}

/// Where nothing has come yet, it says what is needed for that.
void TestMonitorPage::saysWhatAnEmptyListWaitsFor()
{
    QVERIFY(list()->emptyText().contains(QStringLiteral("Ctrl+R")));
    listen();
    QVERIFY(list()->emptyText().contains(QStringLiteral("public https URL")));
    m_session->stopReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Stopped, patience);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Settings settings = m_session->settings();
    settings.receiver.port = other.serverPort();
    m_session->apply(settings);
    m_session->startReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Failed, patience);
    QVERIFY(list()->emptyText().contains(QStringLiteral("stands above")));
    QTest::mouseClick(find<QToolButton>("quickRefused"), Qt::LeftButton);
    QVERIFY(list()->emptyText().contains(QStringLiteral("Ctrl+Shift+F")));
}

void TestMonitorPage::sendsATestEvent()
{
    listen();
    QSignalSpy notices(m_page, &MonitorPage::noticeShown);
    auto* send = m_actions->findChild<QAction*>(QStringLiteral("sendTestAction"));
    send->menu()->actions().constFirst()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    QCOMPARE(text(0, DeliveryColumn::Signature), QStringLiteral("Verified"));
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, patience);
    QVERIFY(notices.at(0).at(0).toString().contains(QStringLiteral("200")));
}

/// Whatever narrowed the list before.
void TestMonitorPage::showsAllOfACompany()
{
    QVERIFY(chooseFirstOf(1));
    auto* button = find<QPushButton>("filterCompany");
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), patience);
    QTest::mouseClick(find<QToolButton>("quickVerified"), Qt::LeftButton);
    QVERIFY(!find<QToolButton>("quickAll")->isChecked());
    button->click();
    QVERIFY(find<QToolButton>("quickAll")->isChecked());
    QVERIFY(find<QLineEdit>("filterField")->text().startsWith(QStringLiteral("company=:")));
}

void TestMonitorPage::saysWhatASecretlessEndpointDoes()
{
    const auto* banner = find<QWidget>("secretBanner");
    QVERIFY(!banner->isVisible());
    Settings settings = monitorSettings();
    settings.receiver.endpoints[0].secrets.clear();
    m_session->apply(settings);
    QVERIFY(banner->isVisible());
    m_session->apply(monitorSettings());
    QVERIFY(!banner->isVisible());
}

void TestMonitorPage::findsInTheTextInFront()
{
    const QAction* next = action(MonitorActions::Command::FindInText);
    QVERIFY(!next->isEnabled());
    showFirst();
    QVERIFY(!next->isEnabled()); // the summary has no text to find in
    auto* tabs = find<QTabWidget>("detailsTabs");
    auto* payload = find<QWidget>("payloadPanel");
    tabs->setCurrentWidget(payload);
    QVERIFY(next->isEnabled() && action(MonitorActions::Command::PreviousHit)->isEnabled());
    list()->setFocus();
    action(MonitorActions::Command::FindInText)->trigger();
    auto* field = payload->findChild<QLineEdit*>(QStringLiteral("findField"));
    QVERIFY(field->hasFocus());
    list()->setFocus();
    action(MonitorActions::Command::PreviousHit)->trigger(); // nothing is looked for yet
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("e"));
    const auto* count = payload->findChild<QLabel*>(QStringLiteral("findCount"));
    const QString before = count->text();
    action(MonitorActions::Command::FindInText)->trigger();
    QVERIFY(count->text() != before);
    action(MonitorActions::Command::PreviousHit)->trigger();
    QCOMPARE(count->text(), before);
    tabs->setCurrentWidget(find<QWidget>("historyPanel"));
    QVERIFY(!next->isEnabled() && !action(MonitorActions::Command::PreviousHit)->isEnabled());
}

/// The bar of tabs has nothing that could be copied.
void TestMonitorPage::copiesFromTheTabWhoseBarHasTheKeyboard()
{
    showFirst();
    auto* tabs = find<QTabWidget>("detailsTabs");
    tabs->setCurrentWidget(find<QWidget>("headersPanel"));
    auto* table = tabs->currentWidget()->findChild<CopyableTable*>();
    table->setCurrentIndex(table->model()->index(1, 0));
    table->setFocus();
    tabs->tabBar()->setFocus();
    QVERIFY(tabs->tabBar()->hasFocus());
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    action(MonitorActions::Command::Copy)->trigger();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), trueText(table->currentIndex()));
}

QTEST_MAIN(TestMonitorPage)
#include "test_monitorpage.moc"
