// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/alerts/alerthookfailure.h"

#include <QWidget>

class QPushButton;

namespace kaunt {

class AlertsModel;
class Clock;
class CopyableTable;
class MessageBanner;
class SentenceLabel;

/// The alerts of this session, newest first, each with the way to its deliveries; and, while they last, failures to
/// tell a command or a URL of one. What was raised while nobody could see it is unread. GUI thread; the clock outlives
/// it.
class AlertsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit AlertsPanel(const Clock& clock, QWidget* parent = nullptr);

    [[nodiscard]] int unread() const { return m_unread; }
    [[nodiscard]] QSize sizeHint() const override;

    void focusAlerts();

public Q_SLOTS:
    void addAlert(const kaunt::Alert& alert);
    void showHookFailure(const kaunt::AlertHookFailure& failure);
    void clearHookFailure(kaunt::AlertHookFailure::Hook hook);
    void clear();

Q_SIGNALS:
    void unreadChanged(int unread);
    void deliveriesRequested(const kaunt::Alert& alert);

protected:
    bool event(QEvent* event) override;

private:
    void layOut();
    void setColumnWidths();
    void setUnread(int unread);
    void showChosen();
    void showState();

    AlertsModel* m_model;
    CopyableTable* m_table;
    SentenceLabel* m_chosen; ///< the whole of what its row may have cut
    QPushButton* m_show;
    QPushButton* m_clear;
    MessageBanner* m_commandBanner;
    MessageBanner* m_urlBanner;
    int m_unread = 0;
};

} // namespace kaunt
