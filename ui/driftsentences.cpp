// SPDX-License-Identifier: MIT
#include "ui/driftsentences.h"

#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

struct DriftSentences {
    Q_DECLARE_TR_FUNCTIONS(DriftSentences)
};

QString shown(const QString& text)
{
    constexpr qsizetype longestShown = 120;
    return elidedText(visibleText(text), longestShown);
}

QString findingText(const DriftFinding& finding)
{
    const QString path = shown(finding.path);
    const QString text = shown(finding.text);
    switch (finding.kind) {
    case DriftFinding::Kind::NewEventType:
        return DriftSentences::tr("the event type %1 was not seen before").arg(text);
    case DriftFinding::Kind::NewField:
        return DriftSentences::tr("%1 is a new field").arg(path);
    case DriftFinding::Kind::NewValue:
        return DriftSentences::tr("%1 has the new value “%2”").arg(path, text);
    case DriftFinding::Kind::NewType:
        return DriftSentences::tr("%1 has another type than before (%2)").arg(path, text);
    case DriftFinding::Kind::NewNull:
        return DriftSentences::tr("%1 is null, where a value always was (%2)").arg(path, text);
    case DriftFinding::Kind::VanishedField:
        return DriftSentences::tr("%1 is missing, which always was there (%2)").arg(path, text);
    }
    return {};
}

QString markedText(const DriftFinding& finding)
{
    return finding.isBreaking() ? DriftSentences::tr("▲ breaking: %1").arg(findingText(finding))
                                : DriftSentences::tr("+ additive: %1").arg(findingText(finding));
}

} // namespace

QString driftTitle(const QList<DriftFinding>& findings)
{
    const auto breaking = static_cast<int>(
        std::count_if(findings.cbegin(), findings.cend(), [](const auto& one) { return one.isBreaking(); }));
    const int additive = static_cast<int>(findings.size()) - breaking;
    if (findings.isEmpty())
        return {};
    if (breaking == 0)
        return DriftSentences::tr("New in its contract: %1 additive.").arg(additive);
    if (additive == 0)
        return DriftSentences::tr("▲ Its contract changed: %1 breaking.").arg(breaking);
    return DriftSentences::tr("▲ Its contract changed: %1 breaking, %2 additive.").arg(breaking).arg(additive);
}

QString driftText(const QList<DriftFinding>& findings, qsizetype mostShown)
{
    QList<DriftFinding> sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& one, const auto& other) { return one.isBreaking() && !other.isBreaking(); });
    QStringList lines;
    for (const DriftFinding& finding : sorted.first(std::min(sorted.size(), mostShown)))
        lines.append(markedText(finding));
    if (sorted.size() > mostShown)
        lines.append(DriftSentences::tr("and %n more", nullptr, static_cast<int>(sorted.size() - mostShown)));
    return lines.join(u'\n');
}

QString withDriftMark(const QString& event, const QList<DriftFinding>& findings)
{
    if (findings.isEmpty())
        return event;
    const bool isBreaking = std::any_of(findings.cbegin(), findings.cend(), std::mem_fn(&DriftFinding::isBreaking));
    return isBreaking ? DriftSentences::tr("▲ %1 (breaking)").arg(event) : DriftSentences::tr("+ %1 (new)").arg(event);
}

} // namespace kaunt
