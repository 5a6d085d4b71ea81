// SPDX-License-Identifier: MIT
#include "ui/focushighlight.h"

#include "ui/focusframedelegate.h"
#include "ui/readablecolor.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFocusEvent>
#include <QScopedValueRollback>

namespace kaunt {

namespace {

/// Of one view, its child.
class FocusHighlight final : public QObject {
public:
    explicit FocusHighlight(QAbstractItemView& view)
        : QObject(&view)
        , m_view(view)
        , m_hasFocus(view.hasFocus())
    {
        view.setItemDelegate(new FocusFrameDelegate(&view));
        view.installEventFilter(this);
        showFocus();
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const QEvent::Type type = event->type();
        if (!qobject_cast<QAbstractItemView*>(watched)) // any more: it is being destroyed
            return false;
        if (type == QEvent::FocusIn || type == QEvent::FocusOut)
            takeFocus(*static_cast<QFocusEvent*>(event)); // NOLINT(*-static-cast-downcast)
        else if (type == QEvent::PaletteChange && !m_isShowing)
            showFocus();
        return QObject::eventFilter(watched, event);
    }

private:
    void takeFocus(const QFocusEvent& event)
    {
        if (event.lostFocus() && event.reason() == Qt::PopupFocusReason)
            return;
        m_hasFocus = event.gotFocus();
        showFocus();
    }

    void showFocus()
    {
        constexpr float share = 0.25F;
        const QScopedValueRollback showing(m_isShowing, true);
        const QWidget* around = m_view.parentWidget();
        const QPalette palette = around ? around->palette() : QApplication::palette(&m_view);
        const QColor highlight = palette.color(QPalette::Active, QPalette::Highlight);
        QPalette own; // of the other colours the view goes on to be told when they change
        if (m_hasFocus) {
            own.setColor(QPalette::Highlight,
                         readableGround(highlight, palette.color(QPalette::Active, QPalette::HighlightedText)));
        } else {
            own.setColor(QPalette::Highlight,
                         mixedColor(palette.color(QPalette::Active, QPalette::Base), highlight, share));
            own.setColor(QPalette::HighlightedText, palette.color(QPalette::Active, QPalette::Text));
        }
        m_view.setPalette(own);
    }

    QAbstractItemView& m_view;
    bool m_hasFocus;
    bool m_isShowing = false;
};

} // namespace

void showFocusByHighlight(QAbstractItemView& view)
{
    new FocusHighlight(view);
}

} // namespace kaunt
