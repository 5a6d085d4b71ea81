// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class QAbstractItemView;

namespace kaunt {

/// Draws a view that tells how long ago something was again, every few seconds, as long as it does so and is on a
/// screen. GUI thread; a child of the view.
class RelativeTimes final : public QObject {
    Q_OBJECT

public:
    explicit RelativeTimes(QAbstractItemView* view);

    void setOn(bool isOn);
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void startOrStop();

    QAbstractItemView* m_view;
    QTimer m_timer;
    bool m_isOn = false;
};

} // namespace kaunt
