// SPDX-License-Identifier: MIT
#include "ui/tablepair.h"

#include "ui/copyabletable.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace kaunt {

QWidget* makeTablePair(CopyableTable* table, const QString& title, CopyableTable* detail, int tableShare)
{
    auto* label = new QLabel(title);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(detail);
    auto* beside = new QWidget;
    auto* layout = new QVBoxLayout(beside);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(detail, 1);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(table);
    splitter->addWidget(beside);
    splitter->setStretchFactor(0, tableShare);
    splitter->setStretchFactor(1, 1);
    return splitter;
}

} // namespace kaunt
