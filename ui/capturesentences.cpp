// SPDX-License-Identifier: MIT
#include "ui/capturesentences.h"

#include "core/capture/standins.h"
#include "ui/quantities.h"

#include <QCoreApplication>
#include <QLocale>

namespace kaunt {

namespace {

struct CaptureSentences {
    Q_DECLARE_TR_FUNCTIONS(CaptureSentences)
};

QString counted(qint64 count)
{
    return QLocale().toString(count);
}

QString kindText(const QString& kind)
{
    static const QMap<QString, const char*> texts{
        {StandIns::kindCode(StandIns::Kind::Identifier), QT_TRANSLATE_NOOP("CaptureSentences", "identifiers")},
        {StandIns::kindCode(StandIns::Kind::Company), QT_TRANSLATE_NOOP("CaptureSentences", "companies")},
        {StandIns::kindCode(StandIns::Kind::Name), QT_TRANSLATE_NOOP("CaptureSentences", "names")},
        {StandIns::kindCode(StandIns::Kind::Mail), QT_TRANSLATE_NOOP("CaptureSentences", "mail addresses")},
        {StandIns::kindCode(StandIns::Kind::Host), QT_TRANSLATE_NOOP("CaptureSentences", "hosts")},
        {StandIns::kindCode(StandIns::Kind::Peer), QT_TRANSLATE_NOOP("CaptureSentences", "addresses of senders")},
        {StandIns::kindCode(StandIns::Kind::Text), QT_TRANSLATE_NOOP("CaptureSentences", "texts")},
        {StandIns::maskedCode(), QT_TRANSLATE_NOOP("CaptureSentences", "bodies that are no JSON")}};
    const char* text = texts.value(kind);
    return text ? CaptureSentences::tr(text) : kind;
}

QString placeText(const CaptureError& error)
{
    return error.detail.isEmpty()
               ? CaptureSentences::tr("Line %1 is no JSON object of the kind that belongs there.").arg(error.line)
               : CaptureSentences::tr("Line %1: the field “%2” is missing or wrong.").arg(error.line).arg(error.detail);
}

QString causeText(const CaptureError& error)
{
    const CaptureBounds bounds;
    switch (error.code) {
    case CaptureError::Code::Unreadable:
        return error.detail;
    case CaptureError::Code::NotACapture:
        return CaptureSentences::tr("It is neither a capture bundle nor JSON lines of deliveries.");
    case CaptureError::Code::NoContents:
        return CaptureSentences::tr("Its lines have no headers and bodies, as “kauntctl events --json” prints them.");
    case CaptureError::Code::TooNew:
        return CaptureSentences::tr("It was made by a later version of this program (format %1).").arg(error.detail);
    case CaptureError::Code::TooLarge:
        return CaptureSentences::tr("It is larger than %1 MiB.").arg(bounds.fileBytes >> 20);
    case CaptureError::Code::LineTooLong:
        return CaptureSentences::tr("Line %1 is longer than %2 MiB.").arg(error.line).arg(bounds.lineBytes >> 20);
    case CaptureError::Code::TooMany:
        return CaptureSentences::tr("It has more than %1 deliveries.").arg(counted(bounds.deliveries));
    case CaptureError::Code::Damaged:
        return placeText(error);
    case CaptureError::Code::Disorder:
        return CaptureSentences::tr("Line %1: delivery %2 does not come after the one before it.")
            .arg(error.line)
            .arg(error.detail);
    case CaptureError::Code::CutOff:
        return CaptureSentences::tr("It ends too early, at line %1: a part of it is missing.").arg(error.line);
    case CaptureError::Code::Cancelled:
        return CaptureSentences::tr("Reading it was stopped.");
    case CaptureError::Code::NoRoom:
        break;
    }
    return {};
}

QString nextStep(CaptureError::Code code)
{
    switch (code) {
    case CaptureError::Code::NotACapture:
    case CaptureError::Code::NoContents:
        return CaptureSentences::tr("Export with the format “capture bundle” or “JSON lines”.");
    case CaptureError::Code::TooNew:
        return CaptureSentences::tr("Open it with a newer version.");
    case CaptureError::Code::TooLarge:
    case CaptureError::Code::LineTooLong:
    case CaptureError::Code::TooMany:
        return CaptureSentences::tr("Export fewer deliveries, by a selection or a filter.");
    case CaptureError::Code::Damaged:
    case CaptureError::Code::Disorder:
    case CaptureError::Code::CutOff:
        return CaptureSentences::tr("Have it exported or copied again.");
    default:
        return {};
    }
}

} // namespace

Sentence sentenceFor(const CaptureError& error, const QString& fileName)
{
    const QString happened = CaptureSentences::tr("%1 can't be opened as a capture.").arg(fileName);
    if (error.log)
        return {happened, sentenceFor(*error.log).text(), {}};
    return {happened, causeText(error), nextStep(error.code)};
}

Sentence sentenceFor(const CaptureContents& contents, const QString& fileName)
{
    const QString happened =
        CaptureSentences::tr("This is a capture: %1, %2.").arg(fileName, deliveriesText(contents.deliveries));
    QString why = CaptureSentences::tr("Nothing of it is in your log, and nothing can be sent to Kaunt from here.");
    if (!contents.manifest)
        why +=
            u' ' + CaptureSentences::tr("It was read from JSON lines, which have no secret to check signatures with.");
    else if (contents.manifest->isRedacted)
        why += u' ' + CaptureSentences::tr("Identifiers and names are stand-ins; signatures are the capture's own.");
    else
        why += u' ' + CaptureSentences::tr("Signatures are the capture's own.");
    if (contents.disagreeing == 0)
        return {happened, why, {}};
    return {happened, why,
            contents.disagreeing == 1
                ? CaptureSentences::tr("Mind that one of them does not check as recorded: somebody has changed the "
                                       "file.")
                : CaptureSentences::tr("Mind that %1 of them do not check as recorded: somebody has changed the file.")
                      .arg(counted(contents.disagreeing))};
}

Sentence sentenceFor(const FormatBounds& exceeded)
{
    return {
        CaptureSentences::tr("That is more than goes into a capture bundle."),
        CaptureSentences::tr("It has room for %1 deliveries, %2 MiB for each with its resources, and %3 MiB in all.")
            .arg(counted(exceeded.deliveries))
            .arg(exceeded.deliveryBytes >> 20)
            .arg(exceeded.bytes >> 20),
        CaptureSentences::tr("Choose fewer, by a selection or a filter.")};
}

QStringList captureSentences(const CaptureCounts& counts, bool isRedacted)
{
    using Outcome = Resigning::Outcome;
    QString fetched = counted(counts.resources);
    if (counts.failedFetches > 0)
        fetched += CaptureSentences::tr(" (and fetches that failed: %1)").arg(counted(counts.failedFetches));
    QStringList lines{
        CaptureSentences::tr("%1, fetched resources: %2; all signed anew with a throw-away secret.")
            .arg(deliveriesText(counts.deliveries), fetched),
        CaptureSentences::tr(
            "Signatures, as before: verified %1, not verified %2, without a secret to be checked with %3.")
            .arg(counted(counts.outcomes.value(Outcome::Verifies)),
                 counted(counts.outcomes.value(Outcome::Refused) + counts.outcomes.value(Outcome::Changed)),
                 counted(counts.outcomes.value(Outcome::NotChecked)))};
    if (const qint64 changed = counts.outcomes.value(Outcome::Changed); changed > 0)
        lines.append(CaptureSentences::tr(
                         "Of those that do not verify, the cause of %1 is told as recorded, but can't be found again "
                         "from the capture's secrets: only the beginning of the body was kept, say, or the secret is "
                         "known no more.")
                         .arg(counted(changed)));
    if (!isRedacted) {
        lines.append(CaptureSentences::tr("Identifiers, names and texts stay as they came."));
        return lines;
    }
    QStringList replaced;
    for (auto kind = counts.replaced.cbegin(); kind != counts.replaced.cend(); ++kind)
        replaced.append(CaptureSentences::tr("%1 (%2)").arg(kindText(kind.key()), counted(kind.value())));
    lines.append(replaced.isEmpty()
                     ? CaptureSentences::tr("Nothing was found to be replaced by stand-ins.")
                     : CaptureSentences::tr("Replaced by stand-ins: %1.").arg(replaced.join(QStringLiteral(", "))));
    lines.append(CaptureSentences::tr(
        "What stays: numbers and amounts, dates, event types, states, currencies, the layout, hosts of "
        "kaunt.com, and explanations of errors but for what they name."));
    return lines;
}

} // namespace kaunt
