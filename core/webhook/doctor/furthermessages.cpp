// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/furthermessages.h"

#include "core/webhook/doctor/bodywriting.h"

#include <QHash>

#include <algorithm>

namespace kaunt {

namespace {

/// The same for forms that differ in their layout alone.
size_t kindOf(const Form& form)
{
    size_t kind = 0;
    for (const Finding& finding : form.findings) {
        kind = qHashMulti(kind, finding.cause, finding.detail);
        for (const QString& word : finding.forms) {
            if (!isLayout(word))
                kind = qHashMulti(kind, word);
        }
    }
    return kind;
}

} // namespace

bool isOneChange(const Form& message)
{
    const QList<Finding>& findings = message.findings;
    if (findings.isEmpty() || message.isRare || findings.constFirst().cause == u"signed-string")
        return false;
    const bool isEnded = findings.size() == 2 && findings.constFirst().forms.size() == 1 &&
                         findings.constLast().detail.value(u"newline") == QLatin1String("LF");
    return findings.size() == 1 || isEnded;
}

bool isUnstampedScheme(const Form& message)
{
    return !message.isLikely && message.findings.size() == 1 && message.findings.constFirst().cause == u"signed-string";
}

QList<Form> inTurns(const QList<Form>& forms)
{
    struct Turn {
        int turn = 0;
        qsizetype index = 0;
    };
    QHash<size_t, int> met;
    QList<Turn> turns;
    turns.reserve(forms.size());
    for (qsizetype i = 0; i < forms.size(); ++i)
        turns.append({met[kindOf(forms.at(i))]++, i});
    std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.turn < b.turn; });
    QList<Form> ordered;
    ordered.reserve(forms.size());
    for (const Turn& each : std::as_const(turns))
        ordered.append(forms.at(each.index));
    return ordered;
}

} // namespace kaunt
