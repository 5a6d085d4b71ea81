// SPDX-License-Identifier: MIT
#include "ui/unusedaltkeys.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace kaunt {

namespace {

bool isWrittenIn(const QObject* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

/// The key's own character, so that Alt has made no other of it.
bool isPlainKey(const QKeyEvent& press)
{
    const QString text = press.text();
    return (press.modifiers() & ~Qt::ShiftModifier) == Qt::AltModifier && text.size() == 1 && text.at(0).isPrint() &&
           text.at(0).toUpper().unicode() == press.key();
}

} // namespace

bool UnusedAltKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || !isWrittenIn(watched))
        return false;
    auto* press = static_cast<QKeyEvent*>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
    if (!isPlainKey(*press))
        return false;
    press->ignore(); // it goes on to the parents, as one that the field has no use for
    return true;
}

} // namespace kaunt
