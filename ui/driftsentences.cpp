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

QString typeText(const QString& type)
{
    if (type == u"string")
        return DriftSentences::tr("text");
    if (type == u"integer")
        return DriftSentences::tr("whole number");
    if (type == u"number")
        return DriftSentences::tr("number");
    if (type == u"boolean")
        return DriftSentences::tr("boolean");
    if (type == u"array")
        return DriftSentences::tr("array");
    return type == u"object" ? DriftSentences::tr("object") : DriftSentences::tr("null");
}

/// As the tree beside it calls them.
QString typesText(const QString& types)
{
    QStringList texts;
    const QStringList each = types.split(u'|');
    for (const QString& type : each)
        texts.append(typeText(type));
    return texts.join(DriftSentences::tr(" or "));
}

QString newTypeText(const DriftFinding& finding, const QString& path)
{
    if (finding.text == u"integer" && finding.now == u"number")
        return DriftSentences::tr("%1 has decimals, and always was a whole number before").arg(path);
    return DriftSentences::tr("%1 has another type: %2 now, always %3 before")
        .arg(path, typesText(finding.now), typesText(finding.text));
}

/// Where it came before, or comes often: it is news until it is accepted.
QString countText(const DriftFinding& finding)
{
    if (finding.since > 0 && finding.times > 0)
        return DriftSentences::tr(" (since delivery %1, %2 times so far)").arg(finding.since).arg(finding.times);
    if (finding.since > 0)
        return DriftSentences::tr(" (since delivery %1)").arg(finding.since);
    return finding.times > 0 ? DriftSentences::tr(" (%1 times so far)").arg(finding.times) : QString();
}

QString findingText(const DriftFinding& finding)
{
    const QString path = shown(finding.path);
    const QString text = shown(finding.text);
    switch (finding.kind) {
    case DriftFinding::Kind::NewEventType:
        return finding.since > 0 ? DriftSentences::tr("the event type %1 is new").arg(text)
                                 : DriftSentences::tr("the event type %1 was not seen before").arg(text);
    case DriftFinding::Kind::NewField:
        return DriftSentences::tr("%1 is a new field").arg(path);
    case DriftFinding::Kind::NewValue:
        return DriftSentences::tr("%1 has the new value “%2”").arg(path, text);
    case DriftFinding::Kind::NewType:
        return newTypeText(finding, path);
    case DriftFinding::Kind::NewNull:
        return DriftSentences::tr("%1 is null, where a value always was (%2)").arg(path, typesText(finding.text));
    case DriftFinding::Kind::VanishedField:
        return DriftSentences::tr("%1 is missing, which always was there (%2)").arg(path, typesText(finding.text));
    }
    return {};
}

QString markedText(const DriftFinding& finding)
{
    const QString text = findingText(finding) + countText(finding);
    return finding.isBreaking() ? DriftSentences::tr("▲ breaking: %1").arg(text)
                                : DriftSentences::tr("+ additive: %1").arg(text);
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
    // The line that tells of one more would take the place of that one.
    const qsizetype shown = sorted.size() == mostShown + 1 ? sorted.size() : std::min(sorted.size(), mostShown);
    QStringList lines;
    for (const DriftFinding& finding : sorted.first(shown))
        lines.append(markedText(finding));
    if (sorted.size() > shown)
        lines.append(DriftSentences::tr("and %n more", nullptr, static_cast<int>(sorted.size() - shown)));
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
