// SPDX-License-Identifier: MIT
#include "ui/pathprobesmodel.h"

#include "ui/pathsentences.h"

namespace kaunt {

namespace {

QString answerOf(const PathResult& result)
{
    return result.outcome.status == 0
               ? PathProbesModel::tr("none")
               : PathProbesModel::tr("%1 after %2 ms").arg(result.outcome.status).arg(result.outcome.millis);
}

} // namespace

QString markedEffect(PathChange::Effect effect)
{
    using Effect = PathChange::Effect;
    return (effect == Effect::Breaking     ? QStringLiteral("✖ ")
            : effect == Effect::Remarkable ? QStringLiteral("⚠ ")
                                           : QStringLiteral("✔ ")) +
           pathEffectText(effect);
}

int PathProbesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PathProbesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const PathResult& result = rows().at(index.row());
    switch (index.column()) {
    case EffectColumn:
        return result.effect() == PathChange::Effect::Harmless ? tr("✔ Survives") : markedEffect(result.effect());
    case ProbeColumn:
        return result.name;
    case TriesColumn:
        return probeText(result.name);
    case AnswerColumn:
        return answerOf(result);
    default:
        return result.delivery > 0 ? QString::number(result.delivery) : QStringLiteral("–");
    }
}

QVariant PathProbesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case EffectColumn:
        return tr("Result");
    case ProbeColumn:
        return tr("Probe");
    case TriesColumn:
        return tr("What it has");
    case AnswerColumn:
        return tr("Answer");
    default:
        return tr("Delivery");
    }
}

} // namespace kaunt
