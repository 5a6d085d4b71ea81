// SPDX-License-Identifier: MIT
#include "ui/rowheight.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHeaderView>
#include <QTableView>

#include <utility>

namespace kaunt {

int textRowHeight(const QFontMetrics& metrics, int lines)
{
    return metrics.lineSpacing() * lines + metrics.height() / 2;
}

RowHeight::RowHeight(QTableView& view, Height height)
    : QObject(&view)
    , m_view(view)
{
    setHeight(std::move(height));
    view.installEventFilter(this);
}

void RowHeight::setHeight(Height height)
{
    m_height = std::move(height);
    m_view.verticalHeader()->setDefaultSectionSize(m_height(m_view.fontMetrics()));
}

bool RowHeight::eventFilter(QObject* watched, QEvent* event)
{
    // The kind first: other events come while the view is being destroyed, and may be asked nothing then.
    if (event->type() == QEvent::FontChange && watched == &m_view)
        m_view.verticalHeader()->setDefaultSectionSize(m_height(m_view.fontMetrics()));
    return QObject::eventFilter(watched, event);
}

} // namespace kaunt
