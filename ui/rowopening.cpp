// SPDX-License-Identifier: MIT
#include "ui/rowopening.h"

#include <QAbstractItemView>
#include <QKeyEvent>

namespace kaunt {

RowOpening::RowOpening(QAbstractItemView& view)
    : QObject(&view)
    , m_view(view)
{
    connect(&view, &QAbstractItemView::doubleClicked, this, &RowOpening::opened);
    view.installEventFilter(this);
}

bool RowOpening::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_view && event->type() == QEvent::KeyPress)
        return takeKey(*static_cast<QKeyEvent*>(event)); // NOLINT(*-static-cast-downcast)
    return QObject::eventFilter(watched, event);
}

bool RowOpening::takeKey(const QKeyEvent& press)
{
    const bool isEnter = press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter;
    const bool isPlain = (press.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!isEnter || !isPlain || !m_view.currentIndex().isValid())
        return false;
    Q_EMIT opened(m_view.currentIndex());
    return true;
}

} // namespace kaunt
