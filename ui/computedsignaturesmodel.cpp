// SPDX-License-Identifier: MIT
#include "ui/computedsignaturesmodel.h"

#include "ui/visibletext.h"

namespace kaunt {

int ComputedSignaturesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComputedSignaturesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const ComputedSignature& signature = rows().at(index.row());
    switch (index.column()) {
    case SecretColumn:
        return signature.isRetired ? tr("%1 (retired)").arg(visibleText(signature.secretName))
                                   : visibleText(signature.secretName);
    case ResultColumn:
        if (!signature.matches)
            return tr("– Nothing to compare with");
        if (signature.isOtherwise)
            return tr("✔ The same, written otherwise");
        return *signature.matches ? tr("✔ Matches") : tr("✖ Differs");
    default:
        return signature.text;
    }
}

QVariant ComputedSignaturesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case SecretColumn:
        return tr("Secret");
    case ResultColumn:
        return tr("Result");
    default:
        return tr("Computed");
    }
}

} // namespace kaunt
