// SPDX-License-Identifier: MIT
#include "core/sending/deliverysender.h"
#include "core/session/monitorsession.h"
#include "core/simulator/samples.h"
#include "core/storage/logqueries.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "ui/attemptsmodel.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/monitoractions.h"
#include "ui/monitorpage.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using kaunt::test::ScriptedPeer;

namespace {

const QByteArray secret = "whsec-of-the-test";
constexpr int patience = 20'000; // milliseconds

Settings testSettings()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    return settings;
}

} // namespace

/// From the socket to the window: a real receiver, a real log, and what the user sees and does.
class TestMonitorPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsADeliveryThatComesInBySocket();
    void saysThatAnotherAnswers();
    void showsWhatIsRefused();
    void tellsWhatTargetsMakeOfIt();
    void foldsARepeat();
    void narrowsByQuickFilterAndExpression();
    void narrowsByAValueOfTheDetails();
    void jumpsFromRefusalToRefusal();
    void jumpsWithinAFoldedEvent();
    void countsWhatIsNewWhileReading();
    void opensTheDetailsWithEnter();
    void wandersThroughTheAreas();
    void startsAndStops();
    void keepsTheKeyboardOnStartAndStop();
    void offersWhatTheChoiceAllows();
    void leadsThroughTheTabsFromTheList();
    void saysWhatAnEmptyListWaitsFor();
    void sendsATestEvent();
    void marksAndNotes();
    void addsAColumnForAFieldOfThePayload();
    void remembersTheColumns();
    void remembersHowTimesAreTold();
    void saysWhatASecretlessEndpointDoes();

private:
    void open();
    void close();
    void listen();
    [[nodiscard]] bool deliver(const QByteArray& body, const QByteArray& signedWith = secret);
    [[nodiscard]] QByteArray body(quint32 seed, EventKind kind = EventKind::ProposalCompleted) const;
    [[nodiscard]] QAction* action(MonitorActions::Command command) const { return m_actions->action(command); }
    [[nodiscard]] DeliveryListModel& model() const { return *m_page->findChild<DeliveryListModel*>(); }
    [[nodiscard]] QString text(int row, DeliveryColumn column) const;
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] DeliveryListView* list() const { return find<DeliveryListView>("deliveryList"); }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<QMainWindow> m_window;
    MonitorActions* m_actions = nullptr;
    MonitorPage* m_page = nullptr;
};

void TestMonitorPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_state = std::make_unique<WindowState>(m_folder->path());
    open();
}

void TestMonitorPage::cleanup()
{
    close();
}

void TestMonitorPage::open()
{
    auto session = MonitorSession::open({m_folder->path(), testSettings(), false}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_window = std::make_unique<QMainWindow>();
    m_actions = new MonitorActions(m_window.get());
    m_actions->fill(*m_window->menuBar());
    action(MonitorActions::Command::FoldRepeats)->setChecked(true);
    m_page = new MonitorPage(*m_session, *m_actions, *m_state);
    m_window->setCentralWidget(m_page);
    m_window->resize(1024, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMonitorPage::close()
{
    m_window.reset();
    m_session.reset();
}

void TestMonitorPage::listen()
{
    m_session->startReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
}

bool TestMonitorPage::deliver(const QByteArray& payload, const QByteArray& signedWith)
{
    DeliverySender sender;
    QSignalSpy finished(&sender, &DeliverySender::finished);
    OutgoingDelivery delivery;
    delivery.target = m_session->endpoints().constFirst().url;
    delivery.body = payload;
    delivery.headers = signedHeaders(payload, signedWith);
    delivery.chunked = true;
    sender.send(delivery);
    const int expected = signedWith == secret ? 200 : 401;
    return finished.wait(patience) && finished.at(0).at(1).value<SendOutcome>().status == expected;
}

QByteArray TestMonitorPage::body(quint32 seed, EventKind kind) const
{
    return webhookBody(
        sampleEvent(knownEventTypes().at(static_cast<int>(kind)), QUrl(QLatin1String(defaultApiBase)), seed));
}

QString TestMonitorPage::text(int row, DeliveryColumn column) const
{
    return model().index(row, static_cast<int>(column)).data().toString();
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
    listen();
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    find<QTabWidget>("detailsTabs")->setCurrentWidget(find<QWidget>("historyPanel"));
    QTRY_COMPARE_WITH_TIMEOUT(find<QPlainTextEdit>("forwardAnswer")->toPlainText(),
                              QStringLiteral("taken by the target"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("forwardBanner")->isVisible(), patience);
    QVERIFY(find<QLabel>("forwardBannerText")->text().contains(u"http://127.0.0.1:1/dead"));
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

void TestMonitorPage::narrowsByQuickFilterAndExpression()
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

void TestMonitorPage::narrowsByAValueOfTheDetails()
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
    QCOMPARE(find<QLineEdit>("filterField")->text(), QStringLiteral("type:ModelReady"));
    QTRY_COMPARE(model().rowCount(), 1);
    menu->actions().at(1)->trigger();
    QCOMPARE(find<QLineEdit>("filterField")->text(), QStringLiteral("-type:ModelReady"));
    QTRY_COMPARE(model().numberAt(0), 1);
}

void TestMonitorPage::jumpsFromRefusalToRefusal()
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
void TestMonitorPage::jumpsWithinAFoldedEvent()
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
    action(MonitorActions::Command::NewerOfEvent)->trigger();
    QTRY_COMPARE(number->text(), QStringLiteral("3"));
}

void TestMonitorPage::countsWhatIsNewWhileReading()
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

void TestMonitorPage::opensTheDetailsWithEnter()
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

void TestMonitorPage::wandersThroughTheAreas()
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

void TestMonitorPage::leadsThroughTheTabsFromTheList()
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

void TestMonitorPage::marksAndNotes()
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
    QTest::keyClicks(note, QStringLiteral("mine"));
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

void TestMonitorPage::addsAColumnForAFieldOfThePayload()
{
    listen();
    QVERIFY(deliver(R"({"Id":"a","Lines":[{"Total":12.50}]})"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    auto* tree = find<QWidget>("payloadPanel")->findChild<QAbstractItemView*>(QStringLiteral("bodyTree"));
    QTRY_COMPARE(tree->model()->rowCount(), 2);
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole,
                                                       QStringLiteral("Total"), 1, Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    tree->setCurrentIndex(found.first());
    tree->findChild<QAction*>(QStringLiteral("addAsColumn"))->trigger();
    const auto value = [this] { return model().index(0, deliveryColumnCount).data().toString(); };
    QTRY_COMPARE(value(), QStringLiteral("12.50"));
    list()->setColumnWidth(deliveryColumnCount, 177);
    m_page->saveState(*m_state);
    close();
    open();
    QTRY_COMPARE(model().rowCount(), 1);
    QTRY_COMPARE(value(), QStringLiteral("12.50"));
    QVERIFY(!list()->isColumnHidden(deliveryColumnCount));
    list()->columnsMenu()->findChild<QAction*>(QStringLiteral("remove-$.Lines[0].Total"))->trigger();
    QTRY_COMPARE(model().columnCount(), deliveryColumnCount);
    close();
    open();
    QCOMPARE(model().columnCount(), deliveryColumnCount);
}

void TestMonitorPage::remembersTheColumns()
{
    const int peer = static_cast<int>(DeliveryColumn::Peer);
    QVERIFY(list()->isColumnHidden(peer));
    list()->columnsMenu()->actions().at(peer)->trigger();
    list()->horizontalHeader()->resizeSection(0, 222);
    m_page->saveState(*m_state);
    close();
    open();
    QVERIFY(!list()->isColumnHidden(peer));
    QCOMPARE(list()->columnWidth(0), 222);
}

void TestMonitorPage::remembersHowTimesAreTold()
{
    const auto header = [this] { return model().headerData(0, Qt::Horizontal).toString(); };
    QCOMPARE(header(), QStringLiteral("Time"));
    find<QAction>("times-utc")->trigger();
    QCOMPARE(header(), QStringLiteral("Time (UTC)"));
    close();
    open();
    QCOMPARE(header(), QStringLiteral("Time (UTC)"));
    QVERIFY(find<QAction>("times-utc")->isChecked());
}

void TestMonitorPage::saysWhatASecretlessEndpointDoes()
{
    const auto* banner = find<QWidget>("secretBanner");
    QVERIFY(!banner->isVisible());
    Settings settings = testSettings();
    settings.receiver.endpoints[0].secrets.clear();
    m_session->apply(settings);
    QVERIFY(banner->isVisible());
    m_session->apply(testSettings());
    QVERIFY(!banner->isVisible());
}

QTEST_MAIN(TestMonitorPage)
#include "test_monitorpage.moc"
