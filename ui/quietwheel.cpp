// SPDX-License-Identifier: MIT
#include "ui/quietwheel.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>

namespace kaunt {

namespace {

/// Of one box, its child.
class QuietWheel final : public QObject {
public:
    explicit QuietWheel(QWidget& box)
        : QObject(&box)
        , m_box(box)
    {
        box.setFocusPolicy(Qt::StrongFocus);
        box.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel || m_box.hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore(); // goes on to the widget around
        return true;
    }

private:
    QWidget& m_box;
};

} // namespace

void leaveWheelToScrolling(const QWidget& widget)
{
    const auto inner = widget.findChildren<QWidget*>();
    for (QWidget* one : inner) {
        if (qobject_cast<QComboBox*>(one) || qobject_cast<QAbstractSpinBox*>(one))
            new QuietWheel(*one);
    }
}

} // namespace kaunt
