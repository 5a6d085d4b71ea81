// SPDX-License-Identifier: MIT
#include "ui/alertsmodel.h"

#include "ui/alertsentences.h"
#include "ui/copyabletable.h"
#include "ui/plaintooltip.h"
#include "ui/timewording.h"
#include "ui/visibletext.h"

#include <QLocale>

#include <algorithm>

namespace kaunt {

namespace {

QString whyText(const Sentence& sentence)
{
    return Sentence{sentence.reason, sentence.next, {}}.text();
}

QString deliveriesText(const Alert& alert)
{
    if (alert.deliveries.isEmpty())
        return QStringLiteral("–");
    const QString last = AlertsModel::tr("no. %1").arg(alert.deliveries.constLast());
    return alert.deliveries.size() == 1
               ? last
               : AlertsModel::tr("%1 (up to %2)").arg(QLocale().toString(alert.deliveries.size()), last);
}

/// Of the last time that it happened; what happens often is told of later, and once.
qint64 timeOf(const Alert& alert)
{
    return alert.lastAt != 0 ? alert.lastAt : alert.at;
}

/// Of two that were raised one after the other; once the clock was set back, that is all that can be told.
bool isOfLaterTime(const Alert& earlier, const Alert& later)
{
    return earlier.at <= later.at && timeOf(earlier) > timeOf(later);
}

QString cellText(const Alert& alert, int column, QDate today)
{
    switch (column) {
    case AlertsModel::TimeColumn:
        return clockText(QDateTime::fromMSecsSinceEpoch(timeOf(alert)), today);
    case AlertsModel::RuleColumn:
        return alertRuleText(alert.rule());
    case AlertsModel::WhatColumn:
        return sentenceFor(alert).happened;
    case AlertsModel::WhyColumn:
        return whyText(sentenceFor(alert));
    default:
        return deliveriesText(alert);
    }
}

} // namespace

AlertsModel::AlertsModel(const Clock& clock, QObject* parent)
    : RowsModel(parent)
    , m_clock(clock)
{
}

void AlertsModel::add(const Alert& alert)
{
    if (rowCount() == most)
        remove(most - 1);
    const auto place =
        std::find_if(rows().cbegin(), rows().cend(), [&alert](const Alert& one) { return !isOfLaterTime(one, alert); });
    insert(static_cast<int>(place - rows().cbegin()), alert);
}

int AlertsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlertsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Alert& alert = rows().at(index.row());
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.utcMillis()).date();
    switch (role) {
    case Qt::DisplayRole: {
        constexpr qsizetype longestShown = 300;
        return elidedText(cellText(alert, index.column(), today), longestShown);
    }
    case trueTextRole:
        return index.column() == TimeColumn ? exactTimeText(timeOf(alert)) : cellText(alert, index.column(), today);
    case Qt::ToolTipRole:
        return plainToolTip(data(index, trueTextRole).toString());
    default:
        return {};
    }
}

QVariant AlertsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case RuleColumn:
        return tr("Alert");
    case WhatColumn:
        return tr("What happened");
    case WhyColumn:
        return tr("Why, and what to do");
    default:
        return tr("Deliveries");
    }
}

} // namespace kaunt
