// SPDX-License-Identifier: MIT
#include "ui/wording.h"

#include "core/webhook/answertime.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

} // namespace

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return Wording::tr("Verified");
    case Verdict::Mismatch:
        return Wording::tr("Mismatch");
    case Verdict::Missing:
        return Wording::tr("Missing");
    case Verdict::Malformed:
        return Wording::tr("Malformed");
    case Verdict::NoSecret:
        return Wording::tr("No secret");
    case Verdict::Misdirected:
        return Wording::tr("Misdirected");
    }
    return {};
}

QString encodingText(SignatureEncoding encoding)
{
    switch (encoding) {
    case SignatureEncoding::Hex:
        return Wording::tr("hexadecimal");
    case SignatureEncoding::Base64:
        return Wording::tr("base64");
    case SignatureEncoding::Base64Url:
        return Wording::tr("base64url");
    }
    return {};
}

QString eventTypeText(QStringView eventType)
{
    switch (eventKind(eventType)) {
    case EventKind::ProposalCompleted:
        return Wording::tr("Proposal completed");
    case EventKind::ProposalFailed:
        return Wording::tr("Proposal failed");
    case EventKind::ModelReady:
        return Wording::tr("Model ready");
    case EventKind::DocumentReady:
        return Wording::tr("Document AI ready");
    case EventKind::DocumentFailed:
        return Wording::tr("Document AI failed");
    case EventKind::Unknown:
        break;
    }
    constexpr qsizetype longest = 80;
    return eventType.isEmpty() ? Wording::tr("No event type") : elidedText(visibleText(eventType.toString()), longest);
}

QString noteText(const QString& note)
{
    const qsizetype colon = note.indexOf(u':');
    const QString code = colon < 0 ? note : note.left(colon);
    const QString field = colon < 0 ? QString() : visibleText(note.mid(colon + 1));
    if (code == QLatin1String("not-json"))
        return Wording::tr("The body is no JSON. It is kept as it came.");
    if (code == QLatin1String("too-deep"))
        return Wording::tr("The body is nested more deeply than is read, so that no event was read from it. It is kept "
                           "as it came.");
    if (code == QLatin1String("too-large"))
        return Wording::tr("The body has more values than are read, so that no event was read from it. It is kept as "
                           "it came.");
    if (code == QLatin1String("byte-order-mark"))
        return Wording::tr("A byte-order mark (ef bb bf) stands in front of the JSON, which not every reader takes. It "
                           "is kept, and passed over here.");
    if (code == QLatin1String("not-an-object"))
        return Wording::tr("The body is JSON, but no object, so that it announces no event.");
    if (code == QLatin1String("compressed"))
        return Wording::tr("It came compressed: what is in it is shown, and announces no event.");
    if (code == QLatin1String("missing-field"))
        return Wording::tr("The field %1 is missing.").arg(field);
    if (code == QLatin1String("null-field"))
        return Wording::tr("The field %1 is null.").arg(field);
    if (code == QLatin1String("wrong-type"))
        return Wording::tr("The field %1 is not a text.").arg(field);
    if (code == QLatin1String("duplicate-field"))
        return Wording::tr("The field %1 stands more than once; the last one counts.").arg(field);
    if (code == QLatin1String("unknown-field"))
        return Wording::tr("The field %1 is not one that Kaunt documents.").arg(field);
    if (code == QLatin1String("unknown-event-type"))
        return Wording::tr("The event type is not one that Kaunt documents.");
    if (code == QLatin1String("called"))
        return Wording::tr("Called was: %1").arg(field);
    if (code == QLatin1String("similar"))
        return Wording::tr("It is nearly the endpoint's path %1.").arg(field);
    if (code == QLatin1String("with-signature"))
        return Wording::tr("It has Kaunt's signature header.");
    if (code == QLatin1String("answer-mode"))
        return Wording::tr("It was answered otherwise on purpose: %1.").arg(field);
    if (code == QLatin1String("pass-through"))
        return Wording::tr("It was passed through: its answer is that of %1.").arg(field);
    if (const auto wait = notedAnswerWait({note}))
        return Wording::tr("It was answered %1 after it was stored.").arg(durationText(*wait));
    if (const auto left = notedSenderLeft({note}))
        return left->count() > 0 ? Wording::tr("Its sender hung up %1 after it was stored, without our answer.")
                                       .arg(durationText(*left))
                                 : Wording::tr("Its sender had hung up before it was read.");
    if (const auto lay = notedReadAfter({note}))
        return Wording::tr("It came %1 before it was read: the program stood still, or another on its connection was "
                           "waiting.")
            .arg(durationText(*lay));
    if (code == QLatin1String("replay"))
        return Wording::tr("It is delivery %1 of a log, sent again by hand: none of Kaunt's, and no event.").arg(field);
    if (code == QLatin1String("probe"))
        return Wording::tr("It is the probe %1 of a path test of your own: none of Kaunt's, and no event.").arg(field);
    if (note == QLatin1String("changed-in-log"))
        return Wording::tr(
            "The body has changed since it was stored: it is no more the one that was verified. Check the "
            "disk.");
    if (note == QLatin1String("salvaged:no-body"))
        return Wording::tr("The log was damaged: its headers and its body could not be read any more.");
    if (note == QLatin1String("salvaged:content-only"))
        return Wording::tr(
            "The log was damaged: when it came, where from and how it was answered could not be read any "
            "more. The time is that of the delivery before.");
    return visibleText(note);
}

QString ownText(const QStringList& notes)
{
    if (const auto replayed = replayedDelivery(notes))
        return Wording::tr("Replay of delivery %1").arg(*replayed);
    if (const auto probe = notedProbe(notes))
        return Wording::tr("Path probe: %1").arg(probe->section(u'-', 1));
    return {};
}

QString quotedText(const QString& text)
{
    constexpr qsizetype longest = 120;
    return Wording::tr("“%1”").arg(elidedText(visibleText(text), longest));
}

} // namespace kaunt
