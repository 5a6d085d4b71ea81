// SPDX-License-Identifier: MIT
#include "ui/pathchangesmodel.h"

#include "ui/pathprobesmodel.h"
#include "ui/pathsentences.h"
#include "ui/plaintooltip.h"

namespace kaunt {

int PathChangesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PathChangesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const SharedPathChange& shared = rows().at(index.row());
    if (role == Qt::ToolTipRole)
        return plainToolTip(index.column() == ProbesColumn ? shared.probes.join(QLatin1String(", "))
                                                           : sentenceFor(shared.change).text());
    switch (index.column()) {
    case EffectColumn:
        return markedEffect(shared.change.effect);
    case ChangeColumn:
        return sentenceFor(shared.change).text();
    default:
        return probesText(shared);
    }
}

QVariant PathChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case EffectColumn:
        return tr("Effect");
    case ChangeColumn:
        return tr("What the path changed");
    default:
        return tr("Probes");
    }
}

} // namespace kaunt
