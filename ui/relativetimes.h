// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace kaunt {

/// Has a widget that tells how long ago something was, or what is still to come, brought up to date: every few seconds
/// and when it comes into sight, as long as it does so and is on a screen. GUI thread; a child of the widget.
class RelativeTimes final : public QObject {
    Q_OBJECT

public:
    RelativeTimes(QWidget* widget, std::function<void()> update);

    void setOn(bool isOn);
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void startOrStop();

    QWidget* m_widget;
    const std::function<void()> m_update;
    QTimer m_timer;
    bool m_isOn = false;
};

} // namespace kaunt
