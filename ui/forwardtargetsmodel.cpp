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
        if (row.settings.isPassThrough) {
            const QString endpoint = row.settings.passThroughEndpoint;
            const QString which =
                endpoint.isEmpty() ? tr("Verified") : tr("Verified, of %1").arg(visibleText(endpoint));
            return row.settings.filter.isEmpty() ? which : tr("%1, %2").arg(which, visibleText(row.settings.filter));
        }
        const QString which = row.settings.isVerifiedOnly ? tr("Verified") : tr("All");
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
