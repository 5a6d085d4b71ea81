// SPDX-License-Identifier: MIT
#include "ui/attemptsmodel.h"

#include "ui/deliverywording.h"
#include "ui/filterterms.h"
#include "ui/quantities.h"
#include "ui/repeatwording.h"

namespace kaunt {

namespace {

/// What was refused is no attempt of an event.
QString placeText(const DeliverySummary& delivery)
{
    return delivery.event ? QString::number(delivery.attempt) : QStringLiteral("–");
}

} // namespace

void AttemptsModel::setAttempts(const QList<DeliverySummary>& attempts, qint64 shown, qint64 nowUtcMillis)
{
    setRows(attempts, [&] {
        m_shown = shown;
        m_now = nowUtcMillis;
    });
}

int AttemptsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AttemptsModel::text(int row, int column) const
{
    const DeliverySummary& attempt = rows().at(row);
    switch (column) {
    case AttemptColumn:
        return attempt.number == m_shown ? tr("%1 (shown)").arg(placeText(attempt)) : placeText(attempt);
    case TimeColumn:
        return localTimeText(attempt.receivedAt);
    case GapColumn:
        return row == 0 ? QStringLiteral("–")
                        : durationText(std::chrono::milliseconds(attempt.receivedAt - rows().at(row - 1).receivedAt));
    case CauseColumn:
        return row == 0 ? QStringLiteral("–") : repeatCause(rows().at(row - 1), attempt);
    case AnswerColumn:
        return answerText(attempt, m_now);
    case StoredColumn:
        return attempt.storedMicros < 0 ? tr("not known") : durationText(attempt.storedMicros);
    default:
        return QString::number(attempt.number);
    }
}

QString AttemptsModel::term(int row, int column) const
{
    switch (column) {
    case TimeColumn:
        return cellTerm(rows().at(row), kaunt::DeliveryColumn::Time);
    case AnswerColumn:
        return cellTerm(rows().at(row), kaunt::DeliveryColumn::Status);
    default:
        return {};
    }
}

QVariant AttemptsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? utcTimeText(rows().at(index.row()).receivedAt) : QString();
    case NumberRole:
        return rows().at(index.row()).number;
    case filterTermRole:
        return term(index.row(), index.column());
    case ShownRole:
        return rows().at(index.row()).number == m_shown;
    default:
        return {};
    }
}

QVariant AttemptsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == CauseColumn)
        return tr("By what the log knows. An attempt that could not be stored was answered 503 and is not in it.");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case AttemptColumn:
        return tr("Attempt");
    case TimeColumn:
        return tr("Received (local time)");
    case GapColumn:
        return tr("After the one before");
    case CauseColumn:
        return tr("Probably because");
    case AnswerColumn:
        return tr("Our answer");
    case StoredColumn:
        return tr("Stored within");
    default:
        return tr("Delivery");
    }
}

} // namespace kaunt
