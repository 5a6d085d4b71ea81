// SPDX-License-Identifier: MIT
#include "ui/focuscopy.h"

#include "ui/firstfocusable.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QMenuBar>
#include <QTabBar>
#include <QTabWidget>

namespace kaunt {

namespace {

QWidget* copyingWidget(QWidget* focused)
{
    const auto* tabs = qobject_cast<QTabBar*>(focused) ? qobject_cast<QTabWidget*>(focused->parentWidget()) : nullptr;
    if (!tabs || !tabs->currentWidget())
        return focused;
    QWidget* usedLast = tabs->currentWidget()->focusWidget();
    return usedLast ? usedLast : firstFocusable(*tabs->currentWidget());
}

} // namespace

FocusCopy::FocusCopy(QAction& action, QObject* parent)
    : QObject(parent)
    , m_action(action)
{
    connect(&action, &QAction::triggered, this, &FocusCopy::copy);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* before, QWidget* now) {
        if (qobject_cast<QMenuBar*>(now))
            m_beforeMenu = before;
    });
}

void FocusCopy::copy()
{
    QWidget* focused = QApplication::focusWidget();
    QWidget* from = copyingWidget(qobject_cast<QMenuBar*>(focused) ? m_beforeMenu.data() : focused);
    if (!from)
        return;
    QKeyEvent press(QEvent::KeyPress, Qt::Key_C, Qt::ControlModifier);
    m_action.setEnabled(false); // Qt looks for a shortcut first, and that of the menu bar is this one, without end
    QApplication::sendEvent(from, &press);
    m_action.setEnabled(true);
}

} // namespace kaunt
