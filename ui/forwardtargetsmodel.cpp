// SPDX-License-Identifier: MIT
#include "ui/forwardtargetsmodel.h"

#include "ui/visibletext.h"

namespace kaunt {

int ForwardTargetsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ForwardTargetsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const EditedTarget& row = rows().at(index.row());
    switch (index.column()) {
    case UrlColumn:
        return visibleText(row.url);
    case DeliveriesColumn: {
        const bool isVerifiedOnly = row.settings.isPassThrough || row.settings.isVerifiedOnly;
        QString which = isVerifiedOnly ? tr("Verified") : tr("All");
        if (row.settings.isPassThrough && !row.settings.passThroughEndpoint.isEmpty())
            which = tr("Verified, of %1").arg(visibleText(row.settings.passThroughEndpoint));
        return row.settings.filter.isEmpty() ? which : tr("%1, %2").arg(which, visibleText(row.settings.filter));
    }
    case StateColumn:
        if (row.settings.isPaused)
            return tr("Paused");
        return row.settings.isPassThrough ? tr("Answers") : tr("On");
    }
    return {};
}

QVariant ForwardTargetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return RowsModel::headerData(section, orientation, role);
    switch (section) {
    case UrlColumn:
        return tr("Target");
    case DeliveriesColumn:
        return tr("Deliveries");
    case StateColumn:
        return tr("State");
    }
    return {};
}

} // namespace kaunt
