// SPDX-License-Identifier: MIT
#include "ui/choicetable.h"

#include "ui/focushighlight.h"
#include "ui/rowheight.h"

#include <QHeaderView>

namespace kaunt {

ChoiceTable::ChoiceTable(const QString& objectName, const QString& name, QAbstractItemModel* model, QWidget* parent)
    : QTableView(parent)
{
    setObjectName(objectName);
    setAccessibleName(name);
    setModel(model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    constexpr int roomAround = 8;
    new RowHeight(*this, [](const QFontMetrics& metrics) { return metrics.height() + roomAround; });
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    showFocusByHighlight(*this);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { Q_EMIT chosenChanged(current.row()); });
}

int ChoiceTable::chosen() const
{
    return currentIndex().row();
}

void ChoiceTable::choose(int row)
{
    setCurrentIndex(model()->index(row, 0));
}

QSize ChoiceTable::sizeHint() const
{
    constexpr int rowsShown = 3;
    constexpr int leastWidth = 240;
    const int height = horizontalHeader()->sizeHint().height() + rowsShown * verticalHeader()->defaultSectionSize();
    return {leastWidth, height + 2 * frameWidth()};
}

} // namespace kaunt
