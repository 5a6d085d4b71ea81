// SPDX-License-Identifier: MIT
#include "ui/focusring.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QPainter>

namespace kaunt {

namespace {

/// Lies over the field, its child, and takes nothing from it.
class FocusRing final : public QWidget {
public:
    explicit FocusRing(QAbstractScrollArea& field)
        : QWidget(&field)
    {
        setObjectName(QStringLiteral("focusRing"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setVisible(field.hasFocus());
        field.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* field = qobject_cast<QAbstractScrollArea*>(watched);
        if (!field) // any more: it is being destroyed
            return false;
        if (event->type() == QEvent::Resize)
            resize(field->size());
        else if (event->type() == QEvent::FocusIn)
            show();
        else if (event->type() == QEvent::FocusOut)
            hide();
        return false;
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

} // namespace

void showFocusByRing(QAbstractScrollArea& field)
{
    new FocusRing(field);
}

} // namespace kaunt
