// SPDX-License-Identifier: MIT
#include "ui/newdeliveriesbutton.h"

#include <QLocale>

namespace kaunt {

NewDeliveriesButton::NewDeliveriesButton(QWidget* list)
    : QToolButton(list)
{
    setObjectName(QStringLiteral("newDeliveriesButton"));
    setToolTip(tr("Go to the newest delivery (Ctrl+Home)"));
    setFocusPolicy(Qt::NoFocus); // Ctrl+Home does the same
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setAutoFillBackground(true);
    hide();
}

void NewDeliveriesButton::setCount(int count)
{
    m_count = count;
    setVisible(count > 0);
    setText(tr("↑ %1 new").arg(QLocale().toString(count)));
    setAccessibleName(text());
}

void NewDeliveriesButton::placeOver(const QRect& area)
{
    constexpr int gap = 6;
    adjustSize();
    move(area.center().x() - width() / 2, area.top() + gap);
    raise();
}

} // namespace kaunt
