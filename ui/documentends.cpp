// SPDX-License-Identifier: MIT
#include "ui/documentends.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QKeyEvent>

namespace kaunt {

DocumentEnds::DocumentEnds(QWidget& area)
    : QObject(&area)
{
    area.installEventFilter(this);
}

/// The area is asked behind the widget that has the keyboard, when that has no word on it.
bool DocumentEnds::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride || !qobject_cast<QAbstractScrollArea*>(QApplication::focusWidget()))
        return QObject::eventFilter(watched, event);
    const auto* press = static_cast<QKeyEvent*>(event); // NOLINT(*-static-cast-downcast)
    if (!press->matches(QKeySequence::MoveToStartOfDocument) && !press->matches(QKeySequence::MoveToEndOfDocument))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

} // namespace kaunt
