// SPDX-License-Identifier: MIT
#include "ui/monitoractions.h"

#include "core/webhook/webhookevent.h"
#include "ui/wording.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QSet>

#include <utility>

namespace kaunt {

struct MonitorActions::Description {
    Command command;
    QString objectName;
    QString text;
    QKeySequence shortcut;
};

QList<MonitorActions::Description> MonitorActions::monitorDescriptions()
{
    return {
        {Command::Settings, QStringLiteral("settingsAction"), tr("&Settings…"), Qt::CTRL | Qt::Key_Comma},
        {Command::TryDemo, QStringLiteral("tryDemoAction"), tr("&Try a simulated Kaunt"), {}},
        {Command::LeaveDemo, QStringLiteral("leaveDemoAction"), tr("&Leave the demo"), {}},
        {Command::ConnectWebhook, QStringLiteral("connectAction"), tr("&Connect my webhook…"), {}},
        {Command::OpenCapture, QStringLiteral("openCaptureAction"), tr("&Open capture…"), QKeySequence::Open},
        {Command::Export, QStringLiteral("exportAction"), tr("&Export…"), Qt::CTRL | Qt::Key_E},
        {Command::Quit, QStringLiteral("quitAction"), tr("&Quit"), Qt::CTRL | Qt::Key_Q},
    };
}

QList<MonitorActions::Description> MonitorActions::readingDescriptions()
{
    return {
        {Command::Copy, QStringLiteral("copyAction"), tr("&Copy"), QKeySequence::Copy},
        {Command::Filter, QStringLiteral("filterAction"), tr("&Filter the list"), QKeySequence::Find},
        {Command::ClearFilter, QStringLiteral("clearFilterAction"), tr("C&lear the filter"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_F},
        {Command::FindInText, QStringLiteral("findInTextAction"), tr("Find in the te&xt, next hit"), Qt::Key_F3},
        {Command::PreviousHit, QStringLiteral("previousHitAction"), tr("&Previous hit"), Qt::SHIFT | Qt::Key_F3},
        {Command::GoToNewest, QStringLiteral("goToNewestAction"), tr("Go to the &newest delivery"),
         Qt::CTRL | Qt::Key_Home},
        {Command::FoldRepeats, QStringLiteral("foldRepeatsAction"), tr("F&old repeats into their event"), {}},
        {Command::NextArea, QStringLiteral("nextAreaAction"), tr("Next &area: filter, list, details"), Qt::Key_F6},
        {Command::NextTab, QStringLiteral("nextTabAction"), tr("Next ta&b of the details"),
         Qt::CTRL | Qt::Key_PageDown},
        {Command::PreviousTab, QStringLiteral("previousTabAction"), tr("Pre&vious tab of the details"),
         Qt::CTRL | Qt::Key_PageUp},
        {Command::Alerts, QStringLiteral("alertsAction"), tr("A&lerts"), Qt::CTRL | Qt::Key_L},
        {Command::OlderRefused, QStringLiteral("olderRefusedAction"), tr("Next &refused (older)"), Qt::Key_F7},
        {Command::NewerRefused, QStringLiteral("newerRefusedAction"), tr("Pre&vious refused (newer)"),
         Qt::SHIFT | Qt::Key_F7},
        {Command::OlderFailed, QStringLiteral("olderFailedAction"), tr("Next &failed (older)"), Qt::Key_F8},
        {Command::NewerFailed, QStringLiteral("newerFailedAction"), tr("Previous f&ailed (newer)"),
         Qt::SHIFT | Qt::Key_F8},
        {Command::OlderOfEvent, QStringLiteral("olderOfEventAction"), tr("Next of the same &event (older)"),
         Qt::Key_F9},
        {Command::NewerOfEvent, QStringLiteral("newerOfEventAction"), tr("Previous of the sa&me event (newer)"),
         Qt::SHIFT | Qt::Key_F9},
    };
}

QList<MonitorActions::Description> MonitorActions::deliveryDescriptions()
{
    return {
        {Command::OpenDetails, QStringLiteral("openDetailsAction"), tr("&Open details"), Qt::Key_Return},
        {Command::ToggleMark, QStringLiteral("toggleMarkAction"), tr("Mar&k or unmark"), Qt::CTRL | Qt::Key_M},
        {Command::EditNote, QStringLiteral("editNoteAction"), tr("Edit the &note"), Qt::Key_F2},
        {Command::Fetch, QStringLiteral("fetchAction"), tr("&Fetch"), Qt::CTRL | Qt::Key_Return},
        {Command::Compare, QStringLiteral("compareAction"), tr("&Compare…"), Qt::CTRL | Qt::Key_D},
        {Command::Replay, QStringLiteral("replayAction"), tr("Repla&y to…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R},
    };
}

QList<MonitorActions::Description> MonitorActions::workbenchDescriptions()
{
    return {
        {Command::SendTest, QStringLiteral("sendTestAction"), tr("Send &test event"), {}},
        {Command::Send, QStringLiteral("sendAction"), tr("&Send…"), Qt::CTRL | Qt::Key_T},
        {Command::AnswerMode, QStringLiteral("answerModeAction"), tr("Answer &mode…"),
         Qt::CTRL | Qt::SHIFT | Qt::Key_A},
        {Command::CheckEndpoint, QStringLiteral("checkEndpointAction"), tr("C&heck an endpoint…"), {}},
        {Command::TestPath, QStringLiteral("testPathAction"), tr("T&est the path…"), {}},
        {Command::Tunnel, QStringLiteral("tunnelAction"), tr("Make it reacha&ble…"), {}},
        {Command::StartOrStop, QStringLiteral("startOrStopAction"), tr("Sta&rt receiving"), Qt::CTRL | Qt::Key_R},
        {Command::HelpContents, QStringLiteral("helpContentsAction"), tr("&Help contents"), QKeySequence::HelpContents},
        {Command::Shortcuts, QStringLiteral("shortcutsAction"), tr("&Keyboard shortcuts"), Qt::CTRL | Qt::Key_F1},
        {Command::About, QStringLiteral("aboutAction"), tr("&About Kaunt Monitor"), {}},
        {Command::AboutQt, QStringLiteral("aboutQtAction"), tr("About &Qt"), {}},
    };
}

MonitorActions::MonitorActions(QObject* parent)
    : QObject(parent)
    , m_testMenu(std::make_unique<QMenu>())
{
    const QList<Description> all =
        monitorDescriptions() + readingDescriptions() + deliveryDescriptions() + workbenchDescriptions();
    for (const Description& one : all) {
        auto* action = new QAction(one.text, this);
        action->setObjectName(one.objectName);
        action->setShortcut(one.shortcut);
        if (!one.shortcut.isEmpty())
            action->setToolTip(QStringLiteral("%1 (%2)").arg(QString(one.text).remove(u'&'),
                                                             one.shortcut.toString(QKeySequence::NativeText)));
        m_actions.insert(one.command, action);
    }
    // The menu shows Ctrl+C, the widget that has the focus obeys it: each knows best what its selection is. So does the
    // list with Enter, which other widgets need for themselves.
    for (const Command command : {Command::Copy, Command::OpenDetails})
        action(command)->setShortcutContext(Qt::WidgetShortcut);
    action(Command::FoldRepeats)->setCheckable(true);
    action(Command::Alerts)->setCheckable(true);
    action(Command::Settings)->setMenuRole(QAction::PreferencesRole);
    action(Command::Quit)->setMenuRole(QAction::QuitRole);
    addTestMenu();
}

MonitorActions::~MonitorActions() = default;

void MonitorActions::addTestMenu()
{
    m_testMenu->setObjectName(QStringLiteral("sendTestMenu"));
    for (const QString& eventType : knownEventTypes()) {
        QAction* action = m_testMenu->addAction(eventTypeText(eventType));
        action->setObjectName(QStringLiteral("sendTest") + eventType);
        connect(action, &QAction::triggered, this, [this, eventType] { Q_EMIT testRequested(eventType); });
    }
    action(Command::SendTest)->setMenu(m_testMenu.get());
    action(Command::SendTest)->setToolTip(tr("Send a signed sample delivery to this receiver"));
}

QAction* MonitorActions::action(Command command) const
{
    return m_actions.value(command);
}

void MonitorActions::fill(QMenuBar& menuBar)
{
    const auto addMenu = [this, &menuBar](const QString& title, const QList<QList<Command>>& groups) {
        QMenu* menu = menuBar.addMenu(title);
        for (const QList<Command>& group : groups) {
            if (!menu->isEmpty())
                menu->addSeparator();
            for (const Command command : group)
                menu->addAction(action(command));
        }
        return menu;
    };
    addMenu(tr("&File"), {{Command::Settings, Command::TryDemo, Command::LeaveDemo, Command::ConnectWebhook},
                          {Command::OpenCapture, Command::Export},
                          {Command::Quit}});
    addMenu(tr("&Edit"),
            {{Command::Copy}, {Command::Filter, Command::ClearFilter}, {Command::FindInText, Command::PreviousHit}});
    m_viewMenu = addMenu(tr("&View"), {{Command::GoToNewest, Command::NextArea, Command::NextTab, Command::PreviousTab},
                                       {Command::Alerts},
                                       {Command::FoldRepeats}});
    m_belowQuickFilters = m_viewMenu->insertSeparator(action(Command::GoToNewest));
    addMenu(tr("&Go"), {{Command::OlderRefused, Command::NewerRefused},
                        {Command::OlderFailed, Command::NewerFailed},
                        {Command::OlderOfEvent, Command::NewerOfEvent}});
    addMenu(tr("Even&t"), {{Command::OpenDetails, Command::ToggleMark, Command::EditNote, Command::Fetch,
                            Command::Compare, Command::Replay},
                           {Command::SendTest, Command::Send, Command::CheckEndpoint, Command::AnswerMode},
                           {Command::Tunnel, Command::TestPath},
                           {Command::StartOrStop}});
    addMenu(tr("&Help"), {{Command::HelpContents, Command::Shortcuts}, {Command::About, Command::AboutQt}});
}

void MonitorActions::addPageActions(const QList<QAction*>& quickFilters, const QList<QMenu*>& menus)
{
    m_viewMenu->insertActions(m_belowQuickFilters, quickFilters);
    m_pageActions.clear();
    for (QAction* one : quickFilters)
        m_pageActions.append(one);
    for (const QMenu* menu : menus) {
        m_viewMenu->insertAction(action(Command::FoldRepeats), menu->menuAction());
        m_pageActions.append(menu->menuAction());
    }
    showEnabled();
}

void MonitorActions::showEnabled()
{
    for (const Command command :
         {Command::Settings, Command::Export, Command::Copy, Command::Filter, Command::ClearFilter, Command::GoToNewest,
          Command::FoldRepeats, Command::NextArea, Command::Alerts, Command::OlderRefused, Command::NewerRefused,
          Command::OlderFailed, Command::NewerFailed, Command::CheckEndpoint, Command::Replay, Command::Send,
          Command::Tunnel, Command::TestPath, Command::StartOrStop})
        action(command)->setEnabled(m_isMonitorEnabled && isOffered(command));
    for (const Command command : {Command::OpenDetails, Command::ToggleMark, Command::EditNote, Command::OlderOfEvent,
                                  Command::NewerOfEvent, Command::NextTab, Command::PreviousTab})
        action(command)->setEnabled(m_isMonitorEnabled && m_isDeliveryChosen && isOffered(command));
    for (const auto& [command, isPossible] :
         {std::pair{Command::Fetch, m_isFetchable}, std::pair{Command::Compare, m_isComparable}})
        action(command)->setEnabled(m_isMonitorEnabled && m_isDeliveryChosen && isPossible && isOffered(command));
    for (const Command command : {Command::FindInText, Command::PreviousHit})
        action(command)->setEnabled(m_isMonitorEnabled && m_isFindable && isOffered(command));
    action(Command::TryDemo)->setEnabled(!m_isDemo && isOffered(Command::TryDemo));
    action(Command::LeaveDemo)->setEnabled(m_isDemo && isOffered(Command::LeaveDemo));
    for (const Command command : {Command::SendTest, Command::AnswerMode})
        action(command)->setEnabled(m_isMonitorEnabled && m_isListening && isOffered(command));
    for (const QPointer<QAction>& one : std::as_const(m_pageActions)) {
        if (one)
            one->setEnabled(m_isMonitorEnabled);
    }
}

void MonitorActions::setMonitorEnabled(bool isEnabled)
{
    m_isMonitorEnabled = isEnabled;
    showEnabled();
}

void MonitorActions::setDeliveryChosen(bool isChosen)
{
    m_isDeliveryChosen = isChosen;
    showEnabled();
}

void MonitorActions::setFetchable(bool isFetchable)
{
    m_isFetchable = isFetchable;
    showEnabled();
}

void MonitorActions::setComparable(bool isComparable)
{
    m_isComparable = isComparable;
    showEnabled();
}

/// To a capture what is allowed is named, so that whatever comes to send or change something does not get there unseen.
bool MonitorActions::isOffered(Command command) const
{
    static const QSet<Command> ofCapture{
        Command::Export,       Command::Quit,         Command::Copy,        Command::Filter,
        Command::ClearFilter,  Command::FindInText,   Command::PreviousHit, Command::GoToNewest,
        Command::FoldRepeats,  Command::NextArea,     Command::NextTab,     Command::PreviousTab,
        Command::OlderRefused, Command::NewerRefused, Command::OlderFailed, Command::NewerFailed,
        Command::OlderOfEvent, Command::NewerOfEvent, Command::OpenDetails, Command::Compare,
        Command::HelpContents, Command::Shortcuts};
    return !m_isOfCapture || ofCapture.contains(command);
}

void MonitorActions::restrictToCapture()
{
    m_isOfCapture = true;
    for (auto each = m_actions.cbegin(); each != m_actions.cend(); ++each) {
        each.value()->setVisible(isOffered(each.key()));
        if (!isOffered(each.key()))
            each.value()->setEnabled(false);
    }
    action(Command::Quit)->setText(tr("&Close"));
    action(Command::Quit)->setMenuRole(QAction::NoRole);
    action(Command::Quit)->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_W), QKeySequence(Qt::CTRL | Qt::Key_Q)});
}

void MonitorActions::setDemo(bool isDemo)
{
    m_isDemo = isDemo;
    showEnabled();
}

void MonitorActions::setFindable(bool isFindable)
{
    m_isFindable = isFindable;
    showEnabled();
}

void MonitorActions::setListening(bool isListening)
{
    m_isListening = isListening;
    QAction* startOrStop = action(Command::StartOrStop);
    startOrStop->setText(isListening ? tr("Sto&p receiving") : tr("Sta&rt receiving"));
    startOrStop->setIconText(isListening ? tr("Stop") : tr("Start"));
    startOrStop->setToolTip(isListening ? tr("Stop receiving (Ctrl+R)") : tr("Start receiving (Ctrl+R)"));
    showEnabled();
}

/// Where there is room for it: its name stays what the menu and the shortcut sheet call it.
void MonitorActions::setUnreadAlerts(int unread)
{
    action(Command::Alerts)->setIconText(unread == 0 ? tr("Alerts") : tr("Alerts (%1 new)").arg(unread));
}

} // namespace kaunt
