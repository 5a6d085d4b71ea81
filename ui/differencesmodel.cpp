// SPDX-License-Identifier: MIT
#include "ui/differencesmodel.h"

#include "ui/copyabletable.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

#include <algorithm>

namespace kaunt {

namespace {

/// A sign and a word, so that no colour is needed.
QString kindText(JsonDifference::Kind kind)
{
    switch (kind) {
    case JsonDifference::Kind::Added:
        return DifferencesModel::tr("+ added");
    case JsonDifference::Kind::Removed:
        return DifferencesModel::tr("− removed");
    case JsonDifference::Kind::Changed:
        return DifferencesModel::tr("≠ changed");
    case JsonDifference::Kind::TypeChanged:
        return DifferencesModel::tr("⚠ other type");
    case JsonDifference::Kind::Moved:
        return DifferencesModel::tr("↕ moved");
    }
    return {};
}

QString textOf(const JsonDifference& difference, int column)
{
    switch (column) {
    case DifferencesModel::KindColumn:
        return kindText(difference.kind);
    case DifferencesModel::PathColumn:
        return difference.path;
    case DifferencesModel::BeforeColumn:
        return difference.before;
    default:
        return difference.after;
    }
}

/// Long texts that begin alike differ where nobody would see it: what they share is left out.
QString shownText(const JsonDifference& difference, int column)
{
    constexpr qsizetype longestShown = 300;
    constexpr qsizetype longestShared = 20;
    constexpr qsizetype keptOfShared = 12;
    QString text = textOf(difference, column);
    const bool isSide = column == DifferencesModel::BeforeColumn || column == DifferencesModel::AfterColumn;
    if (isSide && difference.kind == JsonDifference::Kind::Changed) {
        const auto shared = std::mismatch(difference.before.cbegin(), difference.before.cend(),
                                          difference.after.cbegin(), difference.after.cend())
                                .first -
                            difference.before.cbegin();
        if (shared > longestShared)
            text = u'…' + text.sliced(shared - keptOfShared);
    }
    return elidedText(visibleText(elidedText(text, longestShown)), longestShown);
}

} // namespace

int DifferencesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferencesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const JsonDifference& difference = rows().at(index.row());
    const QString text = textOf(difference, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shownText(difference, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(text);
    case trueTextRole:
        return text;
    case KindRole:
        return static_cast<int>(difference.kind);
    default:
        return {};
    }
}

QVariant DifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case KindColumn:
        return tr("Difference");
    case PathColumn:
        return tr("Path");
    case BeforeColumn:
        return tr("Before");
    default:
        return tr("After");
    }
}

} // namespace kaunt
