// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QMenu;
class QMenuBar;

namespace kaunt {

/// Everything that the window can do, each with a name, a mnemonic and, where it is done often, a shortcut; and the
/// menus that they stand in. GUI thread.
class MonitorActions final : public QObject {
    Q_OBJECT

public:
    enum class Command {
        Settings,
        TryDemo,
        LeaveDemo,
        ConnectWebhook,
        OpenCapture,
        Export,
        Quit,
        Copy,
        Filter,
        ClearFilter,
        FindInText,
        PreviousHit,
        GoToNewest,
        FoldRepeats,
        NextArea,
        NextTab, ///< of the details
        PreviousTab,
        Alerts, ///< checked while they are shown
        OlderRefused,
        NewerRefused,
        OlderFailed,
        NewerFailed,
        OlderOfEvent,
        NewerOfEvent,
        OpenDetails,
        ToggleMark,
        EditNote,
        Fetch,
        Compare,
        Replay,
        SendTest, ///< its menu has the event types
        Send,
        AnswerMode,
        CheckEndpoint,
        TestPath,
        Tunnel,
        StartOrStop,
        HelpContents,
        Shortcuts,
        About,
        AboutQt,
    };

    explicit MonitorActions(QObject* parent);
    ~MonitorActions() override;

    [[nodiscard]] QAction* action(Command command) const;
    void fill(QMenuBar& menuBar);
    /// What the monitor's page brings along for the View menu; it goes when the page destroys it.
    void addPageActions(const QList<QAction*>& quickFilters, const QList<QMenu*>& menus);
    /// Those that need a running monitor, with what its page brought along.
    void setMonitorEnabled(bool isEnabled);
    /// Those that do something with the chosen delivery.
    void setDeliveryChosen(bool isChosen);
    /// Whether there is something to fetch for it, as far as that is known.
    void setFetchable(bool isFetchable);
    /// Whether it has a body to be compared, likewise.
    void setComparable(bool isComparable);
    /// Whether a text is in sight to find in.
    void setFindable(bool isFindable);
    void setListening(bool isListening);
    /// One is not begun out of another, and only in one there is one to be left.
    void setDemo(bool isDemo);
    void setUnreadAlerts(int unread);
    /// For a window that shows a capture: what changes, sends or receives anything is gone, and Quit closes the window.
    void restrictToCapture();

Q_SIGNALS:
    void testRequested(const QString& eventType);

private:
    struct Description;
    [[nodiscard]] static QList<Description> monitorDescriptions();
    [[nodiscard]] static QList<Description> readingDescriptions();
    [[nodiscard]] static QList<Description> deliveryDescriptions();
    [[nodiscard]] static QList<Description> workbenchDescriptions();
    void addTestMenu();
    void showEnabled();
    [[nodiscard]] bool isOffered(Command command) const;

    QHash<Command, QAction*> m_actions;
    std::unique_ptr<QMenu> m_testMenu;
    QMenu* m_viewMenu = nullptr;
    QAction* m_belowQuickFilters = nullptr; ///< in it
    QList<QPointer<QAction>> m_pageActions;
    bool m_isMonitorEnabled = true;
    bool m_isDeliveryChosen = false;
    bool m_isFetchable = true;
    bool m_isComparable = true;
    bool m_isFindable = false;
    bool m_isListening = false;
    bool m_isDemo = false;
    bool m_isOfCapture = false;
};

} // namespace kaunt
