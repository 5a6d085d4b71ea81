// SPDX-License-Identifier: MIT
#include "ui/listends.h"

#include <QAbstractItemView>
#include <QAction>
#include <QKeyEvent>

namespace kaunt {

ListEnds::ListEnds(QAbstractItemView& view)
    : QObject(&view)
    , m_view(view)
{
    view.installEventFilter(this);
    // For the shortcut sheet alone: the keys are the list's only while it has the keyboard.
    auto* top = new QAction(tr("Go to the top of the list"), &view);
    top->setShortcut(Qt::Key_Home);
    auto* end = new QAction(tr("Go to the end of the list"), &view);
    end->setShortcut(Qt::Key_End);
}

bool ListEnds::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_view && event->type() == QEvent::KeyPress)
        return takeEndKey(*static_cast<QKeyEvent*>(event)); // NOLINT(*-static-cast-downcast)
    return QObject::eventFilter(watched, event);
}

bool ListEnds::takeEndKey(const QKeyEvent& press)
{
    const bool isPlain = (press.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if ((isPlain && press.key() == Qt::Key_Home) || press.matches(QKeySequence::MoveToStartOfDocument)) {
        Q_EMIT firstWanted();
        return true;
    }
    if ((isPlain && press.key() == Qt::Key_End) || press.matches(QKeySequence::MoveToEndOfDocument)) {
        Q_EMIT lastWanted();
        return true;
    }
    return false;
}

} // namespace kaunt
