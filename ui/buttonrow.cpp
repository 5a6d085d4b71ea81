// SPDX-License-Identifier: MIT
#include "ui/buttonrow.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace kaunt {

QPushButton* makeRowButton(const QString& objectName, const QString& text, const QString& toolTip)
{
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    return button;
}

QWidget* makeButtonRow(const QList<QPushButton*>& buttons)
{
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins({});
    for (QPushButton* button : buttons)
        row->addWidget(button);
    row->addStretch(1);
    return widget;
}

void addCloseButton(QDialogButtonBox& buttons)
{
    // Last, as it stands: a button that the box puts elsewhere falls out of the tab order (Qt 6.4).
    buttons.addButton(QDialogButtonBox::Close);
}

} // namespace kaunt
