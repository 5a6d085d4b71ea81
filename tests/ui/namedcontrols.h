// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

namespace kaunt::test {

/// The classes of what Tab reaches and has no object name, by which a test, a remote or a screen reader would find it.
[[nodiscard]] inline QStringList unnamedControls(const QWidget& window)
{
    QStringList unnamed;
    const QList<QWidget*> widgets = window.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        const bool isControl = (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible();
        if (isControl && widget->objectName().isEmpty())
            unnamed.append(QString::fromLatin1(widget->metaObject()->className()));
    }
    return unnamed;
}

} // namespace kaunt::test
