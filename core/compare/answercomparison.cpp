// SPDX-License-Identifier: MIT
#include "core/compare/answercomparison.h"

#include <algorithm>

namespace kaunt {

namespace {

QList<AnswerComparison::FieldChange> fieldChanges(const HeaderList& before, const HeaderList& after)
{
    QList<AnswerComparison::FieldChange> changes;
    if (before.isEmpty() || after.isEmpty())
        return changes;
    for (const Header& one : before) {
        const QList<QByteArray> now = headerValues(after, one.name);
        if (!now.contains(one.value))
            changes.append({one.name, one.value, now.value(0)});
    }
    for (const Header& one : after) {
        if (headerValues(before, one.name).isEmpty())
            changes.append({one.name, {}, one.value});
    }
    return changes;
}

} // namespace

AnswerComparison compareAnswers(const KeptAnswer& before, const KeptAnswer& after, qsizetype mostKept)
{
    const QByteArray earlier = before.body.left(mostKept);
    const QByteArray later = after.body.left(mostKept);
    AnswerComparison comparison;
    comparison.statusBefore = before.status;
    comparison.statusAfter = after.status;
    comparison.fields = fieldChanges(before.headers, after.headers);
    comparison.body = compareBytes(earlier, later);
    comparison.isCut = std::max(earlier.size(), later.size()) >= mostKept;
    if (comparison.body.isSame() || comparison.isCut) // what was cut is no JSON
        return comparison;
    const auto earlierJson = parseJson(earlier);
    const auto laterJson = parseJson(later);
    comparison.isJson = earlierJson && laterJson;
    if (comparison.isJson)
        comparison.json = compareJson(*earlierJson, earlier, *laterJson, later);
    return comparison;
}

} // namespace kaunt
