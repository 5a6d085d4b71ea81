// SPDX-License-Identifier: MIT
#include "ui/forwardsmodel.h"

#include "core/forward/forwardtarget.h"
#include "ui/copyabletable.h"
#include "ui/forwardsentences.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

QString orDash(bool isThere, const QString& text)
{
    return isThere ? text : QStringLiteral("–");
}

} // namespace

int ForwardsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ForwardsModel::text(const ForwardRecord& record, int column) const
{
    const bool isSent = record.attempts > 0;
    const bool isAnswerKnown = record.finishedAt > 0; // not of an earlier run, while it is to be sent again
    const bool isTimed = isSent && isAnswerKnown && record.noAnswer.reason != NoAnswer::Reason::TooOld;
    switch (column) {
    case TargetColumn:
        return visibleText(withoutCredentials(record.target));
    case StatusColumn:
        return orDash(record.status > 0, QString::number(record.status));
    case TimeColumn:
        return orDash(isTimed, durationText(std::chrono::milliseconds(record.millis)));
    case AttemptsColumn:
        return orDash(isSent, QString::number(record.attempts));
    case OutcomeColumn:
        if (record.nextAt > 0)
            return tr("again at %1").arg(localTimeText(record.nextAt));
        if (record.isAccepted())
            return tr("accepted");
        if (record.status == 0)
            return forwardText(record);
        return record.attempts > 1 ? tr("given up") : tr("not accepted");
    default:
        return orDash(isAnswerKnown, localTimeText(record.finishedAt));
    }
}

QVariant ForwardsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ForwardRecord& record = rows().at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(record, index.column());
    case trueTextRole:
        return index.column() == TargetColumn ? withoutCredentials(record.target) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == FinishedColumn && record.finishedAt > 0 ? utcTimeText(record.finishedAt) : QString();
    default:
        return {};
    }
}

QVariant ForwardsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return RowsModel::headerData(section, orientation, role);
    switch (section) {
    case TargetColumn:
        return tr("Forwarded to");
    case StatusColumn:
        return tr("Status");
    case TimeColumn:
        return tr("Within");
    case AttemptsColumn:
        return tr("Attempts");
    case OutcomeColumn:
        return tr("Outcome");
    default:
        return tr("At (local time)");
    }
}

} // namespace kaunt
