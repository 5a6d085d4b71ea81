// SPDX-License-Identifier: MIT
#include "ui/wording.h"

#include "core/webhook/answertime.h"
#include "core/webhook/contentnote.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "ui/contentwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace kaunt {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

/// What stands behind a note's colon takes the place of %1.
struct NoteWords {
    const char* code;
    const char* text;
};

constexpr NoteWords noteWords[] = {
    {"not-json", QT_TRANSLATE_NOOP("Wording", "The body is no JSON. It is kept as it came.")},
    {"too-deep", QT_TRANSLATE_NOOP("Wording", "The body is nested more deeply than is read, so that no event was read "
                                              "from it. It is kept as it came.")},
    {"too-large", QT_TRANSLATE_NOOP("Wording", "The body has more values than are read, so that no event was read from "
                                               "it. It is kept as it came.")},
    {"byte-order-mark", QT_TRANSLATE_NOOP("Wording", "A byte-order mark (ef bb bf) stands in front of the JSON, which "
                                                     "not every reader takes. It is kept, and passed over here.")},
    {"not-an-object", QT_TRANSLATE_NOOP("Wording", "The body is JSON, but no object, so that it announces no event.")},
    {"compressed", QT_TRANSLATE_NOOP("Wording", "It came compressed: what is in it is shown, and announces no event.")},
    {"missing-field", QT_TRANSLATE_NOOP("Wording", "The field %1 is missing.")},
    {"null-field", QT_TRANSLATE_NOOP("Wording", "The field %1 is null.")},
    {"wrong-type", QT_TRANSLATE_NOOP("Wording", "The field %1 is not a text.")},
    {"duplicate-field", QT_TRANSLATE_NOOP("Wording", "The field %1 stands more than once; the last one counts.")},
    {"unknown-field", QT_TRANSLATE_NOOP("Wording", "The field %1 is not one that Kaunt documents.")},
    {"unknown-event-type", QT_TRANSLATE_NOOP("Wording", "The event type is not one that Kaunt documents.")},
    {"called", QT_TRANSLATE_NOOP("Wording", "Called was: %1")},
    {"similar", QT_TRANSLATE_NOOP("Wording", "It is nearly the endpoint's path %1.")},
    {"with-signature", QT_TRANSLATE_NOOP("Wording", "It has Kaunt's signature header.")},
    {"answer-mode", QT_TRANSLATE_NOOP("Wording", "It was answered otherwise on purpose: %1.")},
    {"pass-through", QT_TRANSLATE_NOOP("Wording", "It was passed through: its answer is that of %1.")},
    {"replay",
     QT_TRANSLATE_NOOP("Wording", "It is delivery %1 of a log, sent again by hand: none of Kaunt's, and no event.")},
    {"probe",
     QT_TRANSLATE_NOOP("Wording", "It is the probe %1 of a path test of your own: none of Kaunt's, and no event.")},
    {"changed-in-log", QT_TRANSLATE_NOOP("Wording", "The body has changed since it was stored: it is no more the one "
                                                    "that was verified. Check the disk.")},
    {"salvaged:no-body", QT_TRANSLATE_NOOP("Wording", "The log was damaged: its headers and its body could not be read "
                                                      "any more.")},
    {"salvaged:content-only",
     QT_TRANSLATE_NOOP("Wording", "The log was damaged: when it came, where from and how it was answered could not be "
                                  "read any more. The time is that of the delivery before.")},
};

/// Of a note that has a time; null of any other.
QString timedNoteText(const QString& note)
{
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
    return {};
}

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
    if (QString timed = timedNoteText(note); !timed.isNull())
        return timed;
    if (const auto content = notedContent({note}))
        return Wording::tr("What came is: %1.").arg(contentText(*content));
    const qsizetype colon = note.indexOf(u':');
    const QString code = colon < 0 ? note : note.left(colon);
    const auto isOfNote = [&note, &code](const NoteWords& words) {
        return note == QLatin1String(words.code) || code == QLatin1String(words.code);
    };
    const auto found = std::find_if(std::begin(noteWords), std::end(noteWords), isOfNote);
    if (found == std::end(noteWords))
        return visibleText(note);
    const QString text = Wording::tr(found->text);
    return text.contains(QLatin1String("%1")) ? text.arg(visibleText(note.mid(code.size() + 1))) : text;
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

QString quotedEnd(const QString& text)
{
    const QString quoted = quotedText(text);
    const bool isEnded = !text.isEmpty() && QStringView(u".!?").contains(text.back());
    return isEnded ? quoted : Wording::tr("%1.").arg(quoted);
}

} // namespace kaunt
