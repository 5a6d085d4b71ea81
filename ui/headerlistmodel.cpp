// SPDX-License-Identifier: MIT
#include "ui/headerlistmodel.h"

#include "core/storage/deliverycodec.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

#include <QStringDecoder>

namespace kaunt {

QString headerText(const QByteArray& bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

int HeaderListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderListModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestShown = 400;
    if (!index.isValid())
        return {};
    const Header& header = rows().at(index.row());
    const QString text = headerText(index.column() == NameColumn ? header.name : header.value);
    switch (role) {
    case Qt::DisplayRole:
        return elidedText(visibleText(text), longestShown);
    case Qt::ToolTipRole:
        return plainToolTip(text);
    case trueTextRole:
        return text;
    case filterTermRole:
        return index.column() == NameColumn ? textTerm(text + u':')
                                            : textTerm(headerText(encodeHeaders({header}).trimmed()));
    default:
        return {};
    }
}

QVariant HeaderListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace kaunt
