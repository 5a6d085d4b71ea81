// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitoractions.h"
#include "ui/sentences.h"
#include "ui/windowstate.h"

#include <QWidget>

class QSplitter;

namespace kaunt {

class DeliveryListModel;
class DeliveryListView;
class DetailsPanel;
class FilterBar;
class ListJumps;
class MonitorSession;
class PublicPath;
class StateBanners;
class StateBar;
class TimesMenu;
class Workbench;
struct ChosenDeliveries;
struct SendOutcome;

/// The monitor at work: state line, filter, list and details, wired to one session. GUI thread; the session and the
/// actions outlive it.
class MonitorPage final : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype mostMarked = 500; ///< at a time

    MonitorPage(MonitorSession& session, MonitorActions& actions, const WindowState& state, QWidget* parent = nullptr);

    void focusList();
    void saveState(const WindowState& state) const;
    void showDelivery(qint64 number);
    /// Shows this one, and those that the filter finds in the list.
    void showFiltered(const QString& filter, qint64 number);
    void showProblem(const Sentence& sentence, const QString& topic = {}); ///< as on the StateBanners
    void clearProblems(const QString& topic);
    /// What the log of a capture is, in place of the receiver's state.
    void showCapture(const Sentence& sentence);
    /// Brings the state line, the banners and the actions up to date.
    void showReceiver();

Q_SIGNALS:
    void connectRequested();
    void noticeShown(const QString& text); ///< for a moment
    void noticeOver();                     ///< another delivery is looked at

private:
    void layOut(const WindowState& state);
    void tellOfOrder();
    void wireSession();
    void wirePanels();
    void wireActions();
    void watchFilter();
    void wireJumps();
    void wireTimes(const WindowState& state);
    void startOrStop();
    void showTestOutcome(const SendOutcome& outcome);
    void compare();
    void applyQuery();
    void toggleMarks();
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] ChosenDeliveries chosen() const;
    void focusNextArea();

    MonitorSession& m_session;
    MonitorActions& m_actions;
    StateBar* m_stateBar;
    StateBanners* m_banners;
    FilterBar* m_filterBar;
    DeliveryListModel* m_model;
    DeliveryListView* m_list;
    DetailsPanel* m_details;
    TimesMenu* m_times;
    ListJumps* m_jumps;
    PublicPath* m_publicPath;
    Workbench* m_workbench;
    QSplitter* m_splitter;
};

} // namespace kaunt
