// SPDX-License-Identifier: MIT
#include "ui/relativetimes.h"

#include <QAbstractItemView>
#include <QEvent>

#include <chrono>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 5s; // half a step of agoText()

} // namespace

RelativeTimes::RelativeTimes(QAbstractItemView* view)
    : QObject(view)
    , m_view(view)
{
    m_timer.setTimerType(Qt::CoarseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, view->viewport(), qOverload<>(&QWidget::update));
    view->installEventFilter(this);
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
    if (!m_isOn || !m_view->isVisible())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

} // namespace kaunt
