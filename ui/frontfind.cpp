// SPDX-License-Identifier: MIT
#include "ui/frontfind.h"

#include "ui/findbar.h"

#include <QAction>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace kaunt {

FrontFind::FrontFind(QWidget& area, const QAction& next, const QAction& previous)
    : QObject(&area)
    , m_bars(area.findChildren<FindBar*>())
{
    for (FindBar* bar : std::as_const(m_bars))
        bar->installEventFilter(this);
    const auto have = [this](const QAction& action, void (FindBar::*go)()) {
        connect(&action, &QAction::triggered, this, [this, go] {
            if (FindBar* bar = inSight())
                (bar->*go)();
        });
    };
    have(next, &FindBar::next);
    have(previous, &FindBar::previous);
}

bool FrontFind::eventFilter(QObject* watched, QEvent* event)
{
    const bool isMoved = event->type() == QEvent::Show || event->type() == QEvent::Hide;
    if (isMoved && m_isPossible != (inSight() != nullptr)) {
        m_isPossible = !m_isPossible;
        Q_EMIT possibleChanged(m_isPossible);
    }
    return QObject::eventFilter(watched, event);
}

FindBar* FrontFind::inSight() const
{
    const auto found = std::find_if(m_bars.begin(), m_bars.end(), [](const FindBar* bar) { return bar->isVisible(); });
    return found != m_bars.end() ? *found : nullptr;
}

} // namespace kaunt
