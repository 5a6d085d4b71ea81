// SPDX-License-Identifier: MIT
#include "ui/pathsentences.h"

#include "core/webhook/probemark.h"
#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace kaunt {

namespace {

using Kind = PathChange::Kind;
using Effect = PathChange::Effect;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(PathSentences)
};

QString shown(const QByteArray& bytes)
{
    return bytes.isEmpty() ? Texts::tr("nothing") : quotedText(QString::fromUtf8(bytes));
}

QString fromTo(const PathChange& change)
{
    return Texts::tr("%1 was sent, %2 arrived.").arg(shown(change.was), shown(change.came));
}

QString passOn()
{
    return Texts::tr("Have the tunnel or proxy pass requests on untouched.");
}

Sentence notArrived(const PathChange& change)
{
    const QString happened = Texts::tr("It did not arrive at the receiver.");
    const QString next = Texts::tr("See what the tunnel or proxy in front refuses, and allow it.");
    if (change.status == 0)
        return {happened, Texts::tr("There was no answer: %1.").arg(visibleText(change.errorText)), next};
    const QString answer = Texts::tr("The answer was %1.").arg(change.status);
    constexpr int redirection = 300;
    constexpr int clientError = 400;
    if (change.status >= redirection && change.status < clientError)
        return {happened, answer + u' ' + Texts::tr("That redirects, and a sender of webhooks need not follow."),
                Texts::tr("Register the URL that it redirects to.")};
    return {happened, answer, next};
}

QString bytesText(const PathChange& change)
{
    const auto hex = [](const QByteArray& bytes) {
        return bytes.isEmpty() ? Texts::tr("nothing") : QString::fromLatin1(bytes.toHex(' '));
    };
    return Texts::tr("From byte %1 on: %2 was sent, %3 arrived; %4 bytes became %5.")
        .arg(change.offset)
        .arg(hex(change.was), hex(change.came))
        .arg(change.wasBytes)
        .arg(change.cameBytes);
}

Sentence bodyChanged(const PathChange& change)
{
    if (change.cause == QLatin1String("body-truncated"))
        return {Texts::tr("The end of the body is missing."), bytesText(change), passOn()};
    if (change.cause == QLatin1String("body-changed"))
        return {Texts::tr("The body was changed."), bytesText(change), passOn()};
    return {sentenceFor(Diagnosis{change.cause, change.detail}).happened, bytesText(change), passOn()};
}

Sentence answerChanged(const PathChange& change)
{
    const QString came = QString::fromLatin1(change.came);
    if (change.status == 0)
        return {Texts::tr("The receiver's answer %1 did not come back.").arg(came), visibleText(change.errorText),
                Texts::tr("Kaunt would send it again.")};
    return {Texts::tr("The receiver answered %1, and %2 came back.").arg(came).arg(change.status),
            {},
            Texts::tr("See what the tunnel or proxy in front does with answers.")};
}

Sentence headerSentence(const PathChange& change)
{
    const QString name = quotedText(QString::fromUtf8(change.name));
    switch (change.kind) {
    case Kind::HeaderAdded:
        return {Texts::tr("The header %1 was added: %2.").arg(name, shown(change.came)), {}, {}};
    case Kind::HeaderRemoved:
        if (change.name.compare(probeHeaderName, Qt::CaseInsensitive) == 0)
            return {Texts::tr("The header %1 was taken off.").arg(name),
                    Texts::tr("The probes stand in the list as ordinary deliveries."),
                    {}};
        return {Texts::tr("The header %1 was taken off.").arg(name), {}, {}};
    case Kind::HeaderRenamed:
        return {Texts::tr("The header %1 became %2.").arg(name, shown(change.came)), {}, {}};
    default:
        break;
    }
    if (change.was == change.came)
        return {Texts::tr("The header %1 stood more than once and became one.").arg(name), {}, {}};
    return {Texts::tr("The header %1 was changed.").arg(name), fromTo(change), {}};
}

/// Of one that is not about a header.
Sentence requestSentence(const PathChange& change)
{
    switch (change.kind) {
    case Kind::MethodChanged:
        return {Texts::tr("The method was changed."), fromTo(change), passOn()};
    case Kind::TargetChanged:
        return {Texts::tr("Another path was called."), fromTo(change),
                change.effect == Effect::Breaking
                    ? Texts::tr("No endpoint has that path: correct the URL or the proxy.")
                    : QString()};
    case Kind::QueryChanged:
        return {Texts::tr("The query was changed."), fromTo(change),
                Texts::tr("Whoever looks at the query, for a key say, no longer finds it.")};
    case Kind::FramingChanged:
        return {change.came == "length" ? Texts::tr("The chunks were put together: it arrived with a length.")
                                        : Texts::tr("It arrived in chunks, without a length."),
                {},
                {}};
    case Kind::LettersChanged:
        return {Texts::tr("Names of headers came in other letters."), fromTo(change), {}};
    case Kind::OrderChanged:
        return {Texts::tr("The headers came in another order."), {}, {}};
    default:
        break;
    }
    return {Texts::tr("It arrived %1 times.").arg(QString::fromLatin1(change.came)),
            {},
            Texts::tr("Something on the way sends requests again by itself.")};
}

/// The path broke nothing: it is the secret alone.
bool isOnlyNotVerified(const PathReport& report)
{
    const QList<SharedPathChange> changes = report.changes();
    return std::none_of(changes.cbegin(), changes.cend(), [](const SharedPathChange& one) {
        return one.change.effect == Effect::Breaking && one.change.kind != Kind::NotVerified;
    });
}

} // namespace

Sentence sentenceFor(const PathChange& change)
{
    switch (change.kind) {
    case Kind::NotArrived:
        return notArrived(change);
    case Kind::NotVerified:
        return {Texts::tr("It arrived as it was sent, and was not verified."),
                Texts::tr("The receiver verifies with another secret."),
                Texts::tr("Give the secret of the endpoint that is tested.")};
    case Kind::AnswerChanged:
        return answerChanged(change);
    case Kind::BodyChanged:
        return bodyChanged(change);
    case Kind::SignatureLost:
        return {Texts::tr("The signature's header %1 was lost or changed.").arg(QString::fromUtf8(change.name)),
                fromTo(change), Texts::tr("Have the tunnel or proxy pass all headers on.")};
    case Kind::SignatureRewritten:
        return {Texts::tr("The signature was written otherwise, and is still the same value."), fromTo(change),
                Texts::tr("Whoever compares it as text refuses it: have it passed on as it comes.")};
    case Kind::HeaderAdded:
    case Kind::HeaderRemoved:
    case Kind::HeaderChanged:
    case Kind::HeaderRenamed:
        return headerSentence(change);
    default:
        break;
    }
    return requestSentence(change);
}

QString pathEffectText(Effect effect)
{
    switch (effect) {
    case Effect::Harmless:
        return Texts::tr("Harmless");
    case Effect::Remarkable:
        return Texts::tr("Remark");
    case Effect::Breaking:
        break;
    }
    return Texts::tr("Breaks deliveries");
}

QString probeText(const QString& name)
{
    static const QHash<QString, const char*> texts{
        {QStringLiteral("plain"), QT_TRANSLATE_NOOP("PathSentences", "compact JSON, as Kaunt sends it")},
        {QStringLiteral("trailing-newline"), QT_TRANSLATE_NOOP("PathSentences", "a newline at the end")},
        {QStringLiteral("line-feeds"), QT_TRANSLATE_NOOP("PathSentences", "several lines, LF")},
        {QStringLiteral("crlf"), QT_TRANSLATE_NOOP("PathSentences", "several lines, CRLF")},
        {QStringLiteral("white-space"), QT_TRANSLATE_NOOP("PathSentences", "blanks and tabs in the JSON")},
        {QStringLiteral("bom"), QT_TRANSLATE_NOOP("PathSentences", "a byte-order mark in front")},
        {QStringLiteral("emoji"), QT_TRANSLATE_NOOP("PathSentences", "emoji, letters with accents")},
        {QStringLiteral("escapes"), QT_TRANSLATE_NOOP("PathSentences", "\\/ and other escapes, odd numbers")},
        {QStringLiteral("charset"), QT_TRANSLATE_NOOP("PathSentences", "ISO 8859-1")},
        {QStringLiteral("chunked"), QT_TRANSLATE_NOOP("PathSentences", "in chunks, without a length")},
        {QStringLiteral("mebibyte"), QT_TRANSLATE_NOOP("PathSentences", "1 MiB")},
        {QStringLiteral("header-fields"), QT_TRANSLATE_NOOP("PathSentences", "unusual headers")},
        {QStringLiteral("query"), QT_TRANSLATE_NOOP("PathSentences", "a query in the URL")},
    };
    const char* text = texts.value(name);
    return text ? Texts::tr(text) : name;
}

QString probesText(const SharedPathChange& shared)
{
    constexpr qsizetype mostNamed = 3;
    return shared.probes.size() > mostNamed ? Texts::tr("%1 probes").arg(shared.probes.size())
                                            : shared.probes.join(QLatin1String(", "));
}

Sentence sentenceFor(const PathReport& report)
{
    const int count = static_cast<int>(report.results.size());
    if (!report.isReached) {
        const SendOutcome outcome = report.results.constLast().outcome;
        return {
            Texts::tr("The probe did not arrive here, so nothing else was sent."),
            outcome.status == 0
                ? Texts::tr("%1 did not answer: %2.").arg(report.target.toString(), visibleText(outcome.errorText))
                : Texts::tr("%1 answered %2, but its receiver writes no log that was looked at.")
                      .arg(report.target.toString())
                      .arg(outcome.status),
            Texts::tr("See that the tunnel is up, that the URL is the public one with the endpoint's path, and that "
                      "the receiver behind it is this one.")};
    }
    const int broken = report.count(Effect::Breaking);
    if (broken > 0 && isOnlyNotVerified(report))
        return {Texts::tr("The receiver verifies with another secret than the probes were signed with."),
                Texts::tr("They arrived as they were sent."),
                Texts::tr("Test again with the secret of the endpoint: --secret-file, or its field.")};
    if (broken > 0)
        return {Texts::tr("This path breaks deliveries: %1 of %2 probes.").arg(broken).arg(count),
                {},
                Texts::tr("Mend the path before Kaunt calls; until then such deliveries are refused or lost.")};
    if (const int remarks = report.count(Effect::Remarkable); remarks > 0)
        return {
            Texts::tr("Signatures survive this path; %1 of %2 probes have a remark.").arg(remarks).arg(count), {}, {}};
    return {
        Texts::tr("Signatures survive this path: all %1 probes arrived with every byte of their bodies.").arg(count),
        {},
        {}};
}

} // namespace kaunt
