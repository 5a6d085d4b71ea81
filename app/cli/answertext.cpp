// SPDX-License-Identifier: MIT
#include "app/cli/answertext.h"

#include "core/export/deliverylines.h"
#include "core/export/linewriter.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaunt {

namespace {

struct AnswerText {
    Q_DECLARE_TR_FUNCTIONS(AnswerText)
};

KeptAnswer keptAnswer(const ForwardRecord& record)
{
    return {record.status, record.headers, record.answer};
}

QString shownPart(const QString& text)
{
    constexpr qsizetype longestPart = 200;
    return elidedText(visibleText(elidedText(text, longestPart)), longestPart);
}

QString shownField(const QByteArray& value)
{
    return shownPart(QString::fromLatin1(value));
}

QString fieldText(const AnswerComparison::FieldChange& change)
{
    const QString name = shownField(change.name);
    if (change.after.isNull())
        return AnswerText::tr("%1 is gone, was %2").arg(name, shownField(change.before));
    if (change.before.isNull())
        return AnswerText::tr("%1 is new: %2").arg(name, shownField(change.after));
    return AnswerText::tr("%1 %2, was %3").arg(name, shownField(change.after), shownField(change.before));
}

QString bodyChangeText(const AnswerComparison& comparison)
{
    if (comparison.isJson)
        return AnswerText::tr("the body says something else");
    return AnswerText::tr("the body differs from byte %1 on: %2 bytes, were %3")
        .arg(comparison.body.sameBegin + 1) // people count from 1
        .arg(comparison.body.differsAfter)
        .arg(comparison.body.differsBefore);
}

/// As JSON writes it, so that "3" and 3 are two things.
QString valueText(const QString& value, JsonValue::Type type)
{
    return type == JsonValue::Type::String ? u'"' + shownPart(value) + u'"' : shownPart(value);
}

QString differenceText(const JsonDifference& difference)
{
    const QString path = shownPart(difference.path);
    const QString before = valueText(difference.before, difference.beforeType);
    const QString after = valueText(difference.after, difference.afterType);
    switch (difference.kind) {
    case JsonDifference::Kind::Added:
        return AnswerText::tr("%1 is new: %2").arg(path, after);
    case JsonDifference::Kind::Removed:
        return AnswerText::tr("%1 is gone, was %2").arg(path, before);
    case JsonDifference::Kind::Moved:
        return AnswerText::tr("%1 stands elsewhere").arg(path);
    case JsonDifference::Kind::Changed:
    case JsonDifference::Kind::TypeChanged:
        break;
    }
    return AnswerText::tr("%1 is %2, was %3").arg(path, after, before);
}

QByteArray kindCode(JsonDifference::Kind kind)
{
    switch (kind) {
    case JsonDifference::Kind::Added:
        return "added";
    case JsonDifference::Kind::Removed:
        return "removed";
    case JsonDifference::Kind::Changed:
        return "changed";
    case JsonDifference::Kind::TypeChanged:
        return "type-changed";
    case JsonDifference::Kind::Moved:
        break;
    }
    return "moved";
}

QByteArray bodyCode(const AnswerComparison& comparison)
{
    if (comparison.body.isSame())
        return "same";
    return comparison.isBodySame() ? "written-otherwise" : "other";
}

/// Null of what was not there.
QString latin1OrNull(const QByteArray& value)
{
    return value.isNull() ? QString() : QString::fromLatin1(value);
}

void writeDifferences(LineWriter& line, const JsonComparison& json)
{
    constexpr qsizetype mostWritten = 100;
    line.key("differences").startArray();
    for (qsizetype i = 0; i < std::min(mostWritten, json.differences.size()); ++i) {
        const JsonDifference& one = json.differences.at(i);
        line.startObject();
        line.key("change").text(kindCode(one.kind));
        line.key("path").text(one.path);
        line.key("before").text(one.before);
        line.key("after").text(one.after);
        line.endObject();
    }
    line.endArray();
    line.key("moreDifferences").truth(json.isCut || json.differences.size() > mostWritten);
}

} // namespace

ComparedAnswer comparedWith(const ForwardRecord& before, const SendOutcome& after)
{
    return {before,
            compareAnswers(keptAnswer(before), {after.status, after.headers, after.answer}, ForwardRecord::mostAnswer)};
}

ComparedAnswer comparedWith(const ForwardRecord& before, const ForwardRecord& after)
{
    return {before, compareAnswers(keptAnswer(before), keptAnswer(after), ForwardRecord::mostAnswer)};
}

QStringList comparedAnswerText(const ComparedAnswer& compared, qint64 delivery)
{
    const AnswerComparison& comparison = compared.comparison;
    const QString time = localTimeText(compared.before.finishedAt);
    const QString before = compared.before.delivery == delivery
                               ? time
                               : AnswerText::tr("delivery %1, %2").arg(compared.before.delivery).arg(time);
    const QString bound = comparison.isCut ? AnswerText::tr("; of the bodies the first 4 KiB") : QString();
    if (comparison.isSame())
        return {AnswerText::tr("     as before (%1%2)").arg(before, bound)};
    QStringList parts;
    if (comparison.statusAfter != comparison.statusBefore)
        parts.append(AnswerText::tr("status %1, was %2").arg(comparison.statusAfter).arg(comparison.statusBefore));
    for (const AnswerComparison::FieldChange& change : comparison.fields)
        parts.append(fieldText(change));
    if (!comparison.isBodySame())
        parts.append(bodyChangeText(comparison));
    QStringList lines{
        AnswerText::tr("     otherwise than before (%1%2): %3").arg(before, bound, parts.join(QStringLiteral("; ")))};
    constexpr qsizetype mostLines = 20;
    const QList<JsonDifference>& differences = comparison.json.differences;
    for (qsizetype i = 0; i < std::min(mostLines, differences.size()); ++i)
        lines.append(QStringLiteral("       ") + differenceText(differences.at(i)));
    if (differences.size() > mostLines)
        lines.append(AnswerText::tr("       and %1 more").arg(differences.size() - mostLines));
    return lines;
}

void writeComparedAnswer(LineWriter& line, const ComparedAnswer& compared)
{
    const AnswerComparison& comparison = compared.comparison;
    line.key("previous").startObject();
    line.key("delivery").number(compared.before.delivery);
    line.key("finishedAt").text(utcText(compared.before.finishedAt));
    line.key("same").truth(comparison.isSame());
    line.key("status").number(comparison.statusBefore);
    line.key("headers").startArray();
    for (const AnswerComparison::FieldChange& change : comparison.fields) {
        line.startObject();
        line.key("name").text(QString::fromLatin1(change.name));
        line.key("before").text(latin1OrNull(change.before));
        line.key("after").text(latin1OrNull(change.after));
        line.endObject();
    }
    line.endArray();
    line.key("body").text(bodyCode(comparison));
    line.key("bodyCut").truth(comparison.isCut);
    if (!comparison.isBodySame() && !comparison.isJson)
        line.key("differsAt").number(comparison.body.sameBegin);
    else if (comparison.isJson)
        writeDifferences(line, comparison.json);
    line.endObject();
}

} // namespace kaunt
