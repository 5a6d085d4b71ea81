// SPDX-License-Identifier: MIT
#include "ui/conformancemodel.h"

#include "ui/conformancesentences.h"

namespace kaunt {

namespace {

/// With a mark in front, so that a failure stands out by more than a colour.
QString markedGrade(ConformanceResult::Grade grade)
{
    switch (grade) {
    case ConformanceResult::Grade::Passed:
        return QStringLiteral("✔ ") + gradeText(grade);
    case ConformanceResult::Grade::Remarked:
        return QStringLiteral("⚠ ") + gradeText(grade);
    case ConformanceResult::Grade::Failed:
        break;
    }
    return QStringLiteral("✖ ") + gradeText(grade);
}

QString answerOf(const ConformanceResult& result)
{
    const SendOutcome telling = result.telling();
    return telling.status == 0 ? ConformanceModel::tr("none")
                               : ConformanceModel::tr("%1 after %2 ms").arg(telling.status).arg(telling.millis);
}

} // namespace

int ConformanceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConformanceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != GradeRole))
        return {};
    const ConformanceResult& result = rows().at(index.row());
    if (role == GradeRole)
        return static_cast<int>(result.grade);
    switch (index.column()) {
    case GradeColumn:
        return markedGrade(result.grade);
    case CaseColumn:
        return result.name;
    case AnswerColumn:
        return answerOf(result);
    default:
        return sentenceFor(result).text();
    }
}

QVariant ConformanceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case GradeColumn:
        return tr("Result");
    case CaseColumn:
        return tr("Case");
    case AnswerColumn:
        return tr("Answer");
    default:
        return tr("What that means");
    }
}

} // namespace kaunt
