// SPDX-License-Identifier: MIT
#include "ui/differencesmodel.h"

#include "ui/copyabletable.h"
#include "ui/jsonwording.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype longestDifference = 300;

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
QString differingText(const JsonDifference& difference, const QString& side)
{
    constexpr qsizetype longestShared = 20;
    constexpr qsizetype keptOfShared = 12;
    if (difference.kind != JsonDifference::Kind::Changed)
        return side;
    const auto shared = std::mismatch(difference.before.cbegin(), difference.before.cend(), difference.after.cbegin(),
                                      difference.after.cend())
                            .first -
                        difference.before.cbegin();
    if (shared <= longestShared)
        return side;
    const auto begin = shared - keptOfShared;
    return u'…' + side.sliced(side.at(begin).isLowSurrogate() ? begin - 1 : begin); // no half of a character
}

/// As JSON writes it, so that "3" and 3 are two things; where that is the difference, in words as well.
QString valueText(const JsonDifference& difference, const QString& side, JsonValue::Type type)
{
    if (side.isNull())
        return {};
    QString text = visibleValue(elidedText(differingText(difference, side), longestDifference));
    text = elidedText(text, longestDifference);
    if (type == JsonValue::Type::String)
        text = u'"' + text + u'"';
    const bool isToBeNamed = difference.kind == JsonDifference::Kind::TypeChanged && type != JsonValue::Type::Null;
    return isToBeNamed ? DifferencesModel::tr("%1 (%2)").arg(text, jsonTypeText(type)) : text;
}

QString shownText(const JsonDifference& difference, int column)
{
    if (column == DifferencesModel::BeforeColumn)
        return valueText(difference, difference.before, difference.beforeType);
    if (column == DifferencesModel::AfterColumn)
        return valueText(difference, difference.after, difference.afterType);
    return elidedText(visibleText(elidedText(textOf(difference, column), longestDifference)), longestDifference);
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
