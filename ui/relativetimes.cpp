// SPDX-License-Identifier: MIT
#include "ui/relativetimes.h"

#include <QEvent>
#include <QWidget>

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 5s; // half a step of agoText()

} // namespace

RelativeTimes::RelativeTimes(QWidget* widget, std::function<void()> update)
    : QObject(widget)
    , m_widget(widget)
    , m_update(std::move(update))
{
    m_timer.setTimerType(Qt::CoarseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_update(); });
    widget->installEventFilter(this);
}

void RelativeTimes::setOn(bool isOn)
{
    m_isOn = isOn;
    startOrStop();
}

bool RelativeTimes::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        startOrStop();
    return QObject::eventFilter(watched, event);
}

void RelativeTimes::startOrStop()
{
    if (!m_isOn || !m_widget->isVisible()) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
        m_update();
    }
}

} // namespace kaunt
