// SPDX-License-Identifier: MIT
#include "ui/pathsentences.h"

#include "core/answerstatus.h"
#include "core/urltext.h"
#include "core/webhook/probemark.h"
#include "ui/sendingsentences.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace kaunt {

namespace {

using Effect = PathChange::Effect;

struct PathSentences {
    Q_DECLARE_TR_FUNCTIONS(PathSentences)
};

QString shown(const QByteArray& bytes)
{
    return bytes.isEmpty() ? PathSentences::tr("nothing") : quotedText(QString::fromUtf8(bytes));
}

QString fromTo(const PathChange& change)
{
    return PathSentences::tr("%1 was sent, %2 arrived.").arg(shown(change.was), shown(change.came));
}

QString passOn()
{
    return PathSentences::tr("Have the tunnel or proxy pass requests on untouched.");
}

QString adviceWhereNotArrived(int status)
{
    constexpr int notFound = 404;
    constexpr int badGateway = 502;
    constexpr int gatewayTimeout = 504;
    if (isSuccess(status))
        return PathSentences::tr("Somebody else answers there: see where the URL leads, and that it is this receiver.");
    if (isRedirection(status))
        return PathSentences::tr("Register the URL that it redirects to.");
    if (status == notFound)
        return PathSentences::tr("See that host and path of the URL are those that the tunnel or proxy passes on.");
    if (status >= badGateway && status <= gatewayTimeout)
        return PathSentences::tr("The tunnel or proxy in front can't reach what is behind it: see that the receiver "
                                 "listens, and to what address and port it is sent on.");
    return PathSentences::tr("See what the tunnel or proxy in front refuses, and allow it.");
}

QString redirectsText()
{
    return PathSentences::tr("That redirects, and a sender of webhooks need not follow.");
}

Sentence notArrived(const PathChange& change)
{
    const QString happened = PathSentences::tr("It did not arrive at the receiver.");
    if (change.status == 0)
        return {happened, PathSentences::tr("There was no answer: %1.").arg(noAnswerText(change.noAnswer)),
                PathSentences::tr("See that the tunnel or proxy in front runs, and that the URL leads to it.")};
    QString answer = PathSentences::tr("The answer was %1.").arg(change.status);
    if (isRedirection(change.status))
        answer += u' ' + redirectsText();
    return {happened, answer, adviceWhereNotArrived(change.status)};
}

QString bytesText(const PathChange& change)
{
    const auto hex = [](const QByteArray& bytes) {
        return bytes.isEmpty() ? PathSentences::tr("nothing") : QString::fromLatin1(bytes.toHex(' '));
    };
    return PathSentences::tr("From byte %1 on: %2 was sent, %3 arrived; %4 bytes became %5.")
        .arg(change.offset + 1) // counted from 1, as people do
        .arg(hex(change.was), hex(change.came))
        .arg(change.wasBytes)
        .arg(change.cameBytes);
}

Sentence bodyChanged(const PathChange& change)
{
    if (change.cause == QLatin1String("body-truncated"))
        return {PathSentences::tr("The end of the body is missing."), bytesText(change), passOn()};
    if (change.cause == QLatin1String("body-changed"))
        return {PathSentences::tr("The body was changed."), bytesText(change), passOn()};
    return {sentenceFor(Diagnosis{change.cause, change.detail}).happened, bytesText(change), passOn()};
}

Sentence answerChanged(const PathChange& change)
{
    const QString came = QString::fromLatin1(change.came);
    if (change.status == 0)
        return {PathSentences::tr("The receiver's answer %1 did not come back.").arg(came),
                noAnswerText(change.noAnswer), PathSentences::tr("Kaunt would send it again.")};
    return {PathSentences::tr("The receiver answered %1, and %2 came back.").arg(came).arg(change.status),
            {},
            PathSentences::tr("See what the tunnel or proxy in front does with answers.")};
}

Sentence headerSentence(const PathChange& change)
{
    using Kind = PathChange::Kind;
    const QString name = quotedText(QString::fromUtf8(change.name));
    switch (change.kind) {
    case Kind::HeaderAdded:
        return {PathSentences::tr("The header %1 was added: %2.").arg(name, shown(change.came)), {}, {}};
    case Kind::HeaderRemoved:
        if (change.name.compare(probeHeaderName, Qt::CaseInsensitive) == 0)
            return {PathSentences::tr("The header %1 was taken off.").arg(name),
                    PathSentences::tr("The probes stand in the list as ordinary deliveries."),
                    {}};
        return {PathSentences::tr("The header %1 was taken off.").arg(name), {}, {}};
    case Kind::HeaderRenamed:
        return {PathSentences::tr("The header %1 became %2.").arg(name, shown(change.came)), {}, {}};
    default:
        break;
    }
    if (change.was == change.came)
        return {PathSentences::tr("The header %1 stood more than once and became one.").arg(name), {}, {}};
    return {PathSentences::tr("The header %1 was changed.").arg(name), fromTo(change), {}};
}

/// Of one that is not about a header.
Sentence requestSentence(const PathChange& change)
{
    using Kind = PathChange::Kind;
    switch (change.kind) {
    case Kind::MethodChanged:
        return {PathSentences::tr("The method was changed."), fromTo(change), passOn()};
    case Kind::TargetChanged:
        return {PathSentences::tr("Another path was called."), fromTo(change),
                change.effect == Effect::Breaking
                    ? PathSentences::tr("No endpoint has that path: correct the URL or the proxy.")
                    : QString()};
    case Kind::QueryChanged:
        return {PathSentences::tr("The query was changed."), fromTo(change),
                PathSentences::tr("Whoever looks at the query, for a key say, no longer finds it.")};
    case Kind::FramingChanged:
        return {change.came == "length" ? PathSentences::tr("The chunks were put together: it arrived with a length.")
                                        : PathSentences::tr("It arrived in chunks, without a length."),
                {},
                {}};
    case Kind::LettersChanged:
        return {PathSentences::tr("Names of headers came in other letters."), fromTo(change), {}};
    case Kind::OrderChanged:
        return {PathSentences::tr("The headers came in another order."), {}, {}};
    default:
        break;
    }
    return {PathSentences::tr("It arrived %1 times.").arg(QString::fromLatin1(change.came)),
            {},
            PathSentences::tr("Something on the way sends requests again by itself.")};
}

/// The path broke nothing: it is the secret alone.
bool isOnlyNotVerified(const PathReport& report)
{
    const QList<SharedPathChange> changes = report.changes();
    return std::none_of(changes.cbegin(), changes.cend(), [](const SharedPathChange& one) {
        return one.change.effect == Effect::Breaking && one.change.kind != PathChange::Kind::NotVerified;
    });
}

/// Of the endpoint where the first of them came to: a URL leads to one.
Sentence notVerified(const PathReport& report)
{
    const auto found = std::find_if(report.results.cbegin(), report.results.cend(),
                                    [](const PathResult& one) { return !one.endpoint.isEmpty(); });
    const QString who = found == report.results.cend()
                            ? PathSentences::tr("The receiver")
                            : PathSentences::tr("The endpoint %1").arg(quotedText(found->endpoint));
    return {PathSentences::tr("%1 verifies with another secret than the probes were signed with.").arg(who),
            PathSentences::tr("They arrived as they were sent."),
            PathSentences::tr("Test again with the secret of that endpoint.")};
}

/// The first probe, without which no other is sent.
Sentence notReached(const PathReport& report)
{
    const SendOutcome& outcome = report.results.constLast().outcome;
    const QString happened = PathSentences::tr("The probe did not arrive here, so nothing else was sent.");
    const QString url = urlText(report.target);
    if (outcome.status == 0)
        return {happened, PathSentences::tr("%1 did not answer: %2.").arg(url, noAnswerText(outcome.noAnswer)),
                PathSentences::tr("See that the tunnel is up, that the URL is the public one with the endpoint's path, "
                                  "and that the receiver behind it is this one.")};
    const QString status = QString::number(outcome.status);
    const QString answer =
        isRedirection(outcome.status)
            ? PathSentences::tr("%1 answered %2.").arg(url, status) + u' ' + redirectsText()
            : PathSentences::tr("%1 answered %2, and this receiver's log has no such delivery.").arg(url, status);
    return {happened, answer, adviceWhereNotArrived(outcome.status)};
}

} // namespace

Sentence sentenceFor(const PathChange& change)
{
    using Kind = PathChange::Kind;
    switch (change.kind) {
    case Kind::NotArrived:
        return notArrived(change);
    case Kind::NotVerified:
        return {PathSentences::tr("It arrived as it was sent, and was not verified."),
                PathSentences::tr("The receiver verifies with another secret."),
                PathSentences::tr("Give the secret of the endpoint that is tested.")};
    case Kind::AnswerChanged:
        return answerChanged(change);
    case Kind::BodyChanged:
        return bodyChanged(change);
    case Kind::SignatureLost:
        return {PathSentences::tr("The signature's header %1 was lost or changed.").arg(QString::fromUtf8(change.name)),
                fromTo(change), PathSentences::tr("Have the tunnel or proxy pass all headers on.")};
    case Kind::SignatureRewritten:
        return {PathSentences::tr("The signature was written otherwise, and is still the same value."), fromTo(change),
                PathSentences::tr("Whoever compares it as text refuses it: have it passed on as it comes.")};
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
        return PathSentences::tr("Harmless");
    case Effect::Remarkable:
        return PathSentences::tr("Remark");
    case Effect::Breaking:
        break;
    }
    return PathSentences::tr("Breaks deliveries");
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
    return text ? PathSentences::tr(text) : name;
}

QString probesText(const SharedPathChange& shared)
{
    constexpr qsizetype mostNamed = 3;
    return shared.probes.size() > mostNamed ? PathSentences::tr("%1 probes").arg(shared.probes.size())
                                            : shared.probes.join(QLatin1String(", "));
}

Sentence sentenceFor(const PathReport& report)
{
    const int count = static_cast<int>(report.results.size());
    if (!report.isReached)
        return notReached(report);
    const int broken = report.count(Effect::Breaking);
    if (broken > 0 && isOnlyNotVerified(report))
        return notVerified(report);
    if (broken > 0)
        return {PathSentences::tr("This path breaks deliveries: %1 of %2 probes.").arg(broken).arg(count),
                {},
                PathSentences::tr("Mend the path before Kaunt calls; until then such deliveries are refused or lost.")};
    if (const int remarks = report.count(Effect::Remarkable); remarks > 0)
        return {
            PathSentences::tr("Signatures survive this path; %1 of %2 probes have a remark.").arg(remarks).arg(count),
            {},
            {}};
    return {PathSentences::tr("Signatures survive this path: all %1 probes arrived with every byte of their bodies.")
                .arg(count),
            {},
            {}};
}

} // namespace kaunt
