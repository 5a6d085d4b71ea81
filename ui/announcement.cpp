// SPDX-License-Identifier: MIT
#include "ui/announcement.h"

#include <QAccessible>
#include <QWidget>

namespace kaunt {

void announce(QWidget& widget, const QString& text)
{
    if (text == widget.accessibleName())
        return;
    widget.setAccessibleName(text);
    if (text.isEmpty() || !widget.isVisible())
        return;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(&widget, text);
#else
    QAccessibleEvent event(&widget, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace kaunt
