// SPDX-License-Identifier: MIT
#include "ui/uniformrowheader.h"

#include <QAbstractItemModel>

namespace kaunt {

UniformRowHeader::UniformRowHeader(QWidget* parent)
    : QHeaderView(Qt::Vertical, parent)
{
    setSectionResizeMode(QHeaderView::Fixed);
    hide();
}

void UniformRowHeader::setModel(QAbstractItemModel* model)
{
    using Model = QAbstractItemModel;
    if (this->model() && this->model() != model)
        disconnect(this->model(), nullptr, this, nullptr);
    QHeaderView::setModel(model);
    if (!model)
        return;
    disconnect(model, &Model::rowsInserted, this, nullptr);
    disconnect(model, &Model::rowsAboutToBeRemoved, this, nullptr);
    disconnect(model, &Model::rowsRemoved, this, nullptr);
    disconnect(model, &Model::layoutAboutToBeChanged, this, nullptr);
    disconnect(model, &Model::layoutChanged, this, nullptr);
    connect(model, &Model::rowsInserted, this, &UniformRowHeader::follow);
    connect(model, &Model::rowsRemoved, this, &UniformRowHeader::follow);
    connect(model, &Model::layoutChanged, this, &UniformRowHeader::follow);
}

void UniformRowHeader::follow()
{
    const int rows = model()->rowCount();
    if (rows > 0 && rows < count())
        initializeSections(rows - 1, rows - 1); // which is the end; the other looks for hidden ones among all
    else
        initializeSections();
}

} // namespace kaunt
