// SPDX-License-Identifier: MIT
#include "ui/causedetail.h"

#include <QHash>
#include <QJsonArray>

namespace kaunt {

namespace {

using Detail = CauseDetail;
using Words = Sentence (*)(const Detail&);

QString header()
{
    return QLatin1String(signatureHeaderName);
}

/// Bytes as hex, as the diagnosis shows them.
QString shownBytes(const QJsonObject& difference, const QString& key)
{
    const QString bytes = quotedText(difference.value(key).toString());
    return difference.value(key).toString().isEmpty() ? CauseSentences::tr("nothing") : bytes;
}

QString evidence(const QJsonObject& detail)
{
    const QJsonObject difference = detail.value(QStringLiteral("difference")).toObject();
    const QJsonValue offset = difference.value(QStringLiteral("offset"));
    if (!offset.isDouble())
        return {};
    if (!difference.contains(QStringLiteral("signed")))
        return CauseSentences::tr("The first difference is at byte %1.").arg(offset.toInteger());
    return CauseSentences::tr("The first difference is at byte %1: %2 came where %3 was signed (hex).")
        .arg(offset.toInteger())
        .arg(shownBytes(difference, QStringLiteral("received")), shownBytes(difference, QStringLiteral("signed")));
}

/// Whatever holds it.
Sentence secretInTheClear(const QString& happened, const Detail& detail)
{
    return {happened,
            CauseSentences::tr("It is the secret %1: whoever saw this request can forge deliveries now.")
                .arg(detail.told("secret")),
            CauseSentences::tr("Have the sender send the HMAC-SHA256 of the body as %1, and replace the secret.")
                .arg(header())};
}

Sentence headerMissing(const Detail& detail)
{
    const QString happened = CauseSentences::tr("There is no %1 header.").arg(header());
    if (detail.says("reading", "secret"))
        return secretInTheClear(
            happened + u' ' +
                CauseSentences::tr("The URL's query holds the secret itself, as %1.").arg(detail.told("parameter")),
            detail);
    if (detail.has("parameter"))
        return {happened,
                CauseSentences::tr("The right signature is in the URL's query, as %1.").arg(detail.told("parameter")),
                CauseSentences::tr("Have the sender put it into the header.")};
    return {
        happened,
        CauseSentences::tr("Kaunt signs each webhook, so this came from somebody else or lost the header on its way."),
        CauseSentences::tr("Check that the proxy or tunnel in front passes the header on.")};
}

Sentence headerSimilar(const Detail& detail)
{
    if (detail.says("reading", "secret"))
        return secretInTheClear(CauseSentences::tr("There is no %1 header, and %2 holds the secret itself.")
                                    .arg(header(), detail.told("name")),
                                detail);
    if (detail.isTrue("present"))
        return {CauseSentences::tr("The %1 header holds no right signature, but one called %2 does.")
                    .arg(header(), detail.told("name")),
                CauseSentences::tr("Something on the way emptied the header, or put a signature of its own there."),
                CauseSentences::tr("Have the gateway or proxy in front pass the header on as it came.")};
    return {CauseSentences::tr("There is no %1 header, but one called %2.").arg(header(), detail.told("name")),
            detail.isTrue("matches") ? CauseSentences::tr("Its value is the right signature: only the name is wrong.")
                                     : CauseSentences::tr("Its name is much like the right one."),
            CauseSentences::tr("Find what renames headers on the way, or have the sender use the right name.")};
}

Sentence headerMalformed(const Detail& detail)
{
    if (detail.says("reading", "secret"))
        return secretInTheClear(
            CauseSentences::tr("The %1 header holds the secret itself, not a signature.").arg(header()), detail);
    return {CauseSentences::tr("The %1 header is no signature.").arg(header()),
            detail.has("reading")
                ? CauseSentences::tr("It holds one, written in a way that is not accepted (%1).")
                      .arg(detail.told("reading"))
                : CauseSentences::tr("It is not the 32 bytes of an HMAC-SHA256 in hex, base64 or base64url."),
            CauseSentences::tr("Look at what came in it, and at what rewrites headers on the way.")};
}

Sentence headerRepeated(const Detail&)
{
    return {CauseSentences::tr("The %1 header came more than once.").arg(header()),
            CauseSentences::tr("Which of the values counts can't be known, so none does."),
            CauseSentences::tr("Find what adds a second header on the way: often a proxy that signs or copies.")};
}

Sentence headerTruncated(const Detail&)
{
    return {CauseSentences::tr("The signature was cut short."),
            CauseSentences::tr("What came is the beginning of the right signature."),
            CauseSentences::tr(
                "Find what limits the length of headers on the way, or where the value was copied in part.")};
}

QString algorithmAdvice(const Detail& detail)
{
    if (detail.says("algorithm", "hmac-sha256-of-sha256"))
        return CauseSentences::tr("Have the sender compute the HMAC over the raw body, not over its hash.");
    if (detail.says("algorithm", "hmac-sha256-twice") || detail.says("algorithm", "sha256-of-hmac-sha256"))
        return CauseSentences::tr("Have the sender compute the HMAC once, and send that.");
    if (detail.says("algorithm", "hmac-sha256-swapped"))
        return CauseSentences::tr("Have the sender pass the secret as the key and the body as the message.");
    if (detail.text("algorithm").endsWith(QLatin1String("-of-secret")))
        return CauseSentences::tr("Have the sender use HMAC-SHA256 over the raw body, with the secret as the key.");
    return CauseSentences::tr("Have the sender use HMAC-SHA256, with the secret as the key.");
}

QString algorithmReason(const Detail& detail)
{
    if (detail.text("algorithm").endsWith(QLatin1String("-of-secret")))
        return CauseSentences::tr("That one reproduces it from the secret alone: the body has no part in it, so it is "
                                  "the same with every body.");
    const bool isOfNothing =
        detail.object().value(QStringLiteral("layers")).toArray().contains(QStringLiteral("body-empty-signed"));
    if (detail.isTrue("unkeyed"))
        return isOfNothing
                   ? CauseSentences::tr("That one reproduces it from what was signed, without any secret.")
                   : CauseSentences::tr("That one reproduces it from this body alone: it was made without any secret.");
    return isOfNothing ? CauseSentences::tr("That one reproduces it from what was signed and this secret.")
                       : CauseSentences::tr("That one reproduces it from this body and this secret.");
}

Sentence otherAlgorithm(const Detail& detail)
{
    return {CauseSentences::tr("The signature was made by another algorithm: %1.").arg(detail.told("algorithm")),
            detail.has("bytes") ? algorithmReason(detail) + u' ' +
                                      CauseSentences::tr("Only its first %1 bytes came.").arg(detail.told("bytes"))
                                : algorithmReason(detail),
            algorithmAdvice(detail)};
}

Sentence secretOfOtherEndpoint(const Detail& detail)
{
    if (detail.isTrue("retired"))
        return {CauseSentences::tr("It is signed with a replaced secret of another endpoint: %1.")
                    .arg(detail.told("endpoint")),
                CauseSentences::tr("That secret reproduces the signature, but verifies nothing there either."),
                CauseSentences::tr("Give the sender the secret that is in use for this webhook.")};
    return {
        CauseSentences::tr("It is signed with the secret of another endpoint: %1.").arg(detail.told("endpoint")),
        CauseSentences::tr("That secret reproduces the signature."),
        CauseSentences::tr("Register this webhook with the other endpoint's URL, or give this endpoint that secret.")};
}

Sentence secretRetired(const Detail& detail)
{
    if (detail.has("delivery"))
        return {CauseSentences::tr("It is signed with a secret that is not here any more: with it, delivery number %1 "
                                   "was verified.")
                    .arg(detail.told("delivery")),
                CauseSentences::tr("That secret verifies nothing here now: most likely it was replaced since."),
                CauseSentences::tr("Have the sender change over to the new secret, or enter the former one again "
                                   "beside it until everybody has.")};
    return {
        CauseSentences::tr("It is signed with a secret that is marked as replaced: %1.").arg(detail.told("secret")),
        CauseSentences::tr("That secret reproduces the signature: the sender has not changed over yet."),
        CauseSentences::tr("Mark it as in use again until the change in the Partner Portal has reached everybody.")};
}

Sentence signedString(const Detail& detail)
{
    return {CauseSentences::tr("The signature covers more than the body: %1.").arg(detail.told("form")),
            CauseSentences::tr("Over that text it matches, which is how other providers sign."),
            CauseSentences::tr("Kaunt signs the raw body alone: have the sender do the same.")};
}

QString changeSinceVerified(const Detail& detail)
{
    if (detail.says("change", "cut"))
        return CauseSentences::tr("only its beginning came");
    if (detail.says("change", "part"))
        return CauseSentences::tr("only a part of it came");
    if (detail.says("change", "wrapped"))
        return CauseSentences::tr("it came with more around it");
    return CauseSentences::tr("its bytes were changed");
}

Sentence ofOtherDelivery(const Detail& detail)
{
    if (detail.has("change") && detail.has("difference"))
        return {CauseSentences::tr("This is what came as delivery number %1, and its body was changed on the way: %2.")
                    .arg(detail.told("delivery"), changeSinceVerified(detail)),
                CauseSentences::tr("The signature was correct for the body that came there."),
                causesentences::keepRawBytes()};
    return {CauseSentences::tr("The signature is that of another delivery: number %1.").arg(detail.told("delivery")),
            CauseSentences::tr("It was correct for the body that came there."),
            CauseSentences::tr("Find what mixes up headers and bodies, or who sends an old header with a new body.")};
}

QString firstNames(const QStringList& names)
{
    constexpr qsizetype mostNames = 3;
    QStringList quoted;
    for (const QString& name : names) {
        if (quoted.size() < mostNames)
            quoted << quotedText(name);
    }
    return quoted.join(QStringLiteral(", "));
}

/// What else speaks where a digest can't tell (circumstancesOf()).
QStringList circumstances(const QJsonObject& detail)
{
    QStringList told;
    if (detail.value(QStringLiteral("json")) == QLatin1String("incomplete"))
        told << CauseSentences::tr("The body ends in the middle of its JSON, so a part of it was lost.");
    else if (detail.value(QStringLiteral("json")) == QLatin1String("empty"))
        told << CauseSentences::tr("The body is empty, and Kaunt sends none that is.");
    else if (detail.value(QStringLiteral("json")) == QLatin1String("invalid"))
        told << CauseSentences::tr("The body is no JSON, which Kaunt sends.");
    const QJsonObject length = detail.value(QStringLiteral("contentLength")).toObject();
    if (!length.isEmpty())
        told << CauseSentences::tr("Its header speaks of %1 bytes, and %2 came.")
                    .arg(length.value(QStringLiteral("header")).toInteger())
                    .arg(length.value(QStringLiteral("body")).toInteger());
    if (detail.contains(QStringLiteral("apiSecret")))
        told << CauseSentences::tr("The secret %1 here is that of an API key, which signs no webhook.")
                    .arg(quotedText(detail.value(QStringLiteral("apiSecret")).toString()));
    QStringList names;
    const QJsonArray intermediaries = detail.value(QStringLiteral("intermediaries")).toArray();
    for (const auto& each : intermediaries)
        names << each.toObject().value(QStringLiteral("header")).toString();
    if (!names.isEmpty())
        told << CauseSentences::tr("Something on the way handled the request (%1).").arg(firstNames(names));
    return told;
}

/// Who put them there can't be known, so neither is told as a fault of his.
Sentence charactersAdded(const Detail& detail)
{
    return {CauseSentences::tr("The body has characters beyond %1 in it that were not signed.")
                .arg(detail.told("matchesWithoutCharacters")),
            QStringList{circumstances(detail.object()) +
                        QStringList{CauseSentences::tr("Without them, the signature matches: they were added on the "
                                                       "way, or the sender signs without them.")}}
                .join(u' '),
            CauseSentences::tr("Have the sender sign the bytes as they are sent, in UTF-8. If he does, find what adds "
                               "them, and do not rely on them until you have.")};
}

/// The same of members.
Sentence membersAdded(const Detail& detail)
{
    const QStringList names = detail.object().value(QStringLiteral("matchesWithout")).toVariant().toStringList();
    return {CauseSentences::tr("The body has more in it than was signed: %1.").arg(firstNames(names)),
            QStringList{circumstances(detail.object()) +
                        QStringList{CauseSentences::tr("Without that, the signature matches: it was added on the way, "
                                                       "or the sender signs without it.")}}
                .join(u' '),
            CauseSentences::tr("Find what adds it, and do not rely on it until you have: nobody has signed it.")};
}

QString unknownReason(const Detail& detail)
{
    const QJsonArray tried = detail.object().value(QStringLiteral("tried")).toArray();
    if (detail.isTrue("skipped"))
        return CauseSentences::tr("Why is not known: too many were refused at once, and this one was not examined.");
    if (detail.isTrue("postponed"))
        return CauseSentences::tr("Why is not known yet: it is still to be examined.");
    if (tried.isEmpty())
        return CauseSentences::tr("It was made with another secret, or the body was changed on its way.");
    if (detail.isTrue("isExhausted"))
        return CauseSentences::tr("It was made with another secret, or the content was changed. Much of what is known "
                                  "to happen was ruled out, but the search was cut short before all was tried.");
    if (!tried.contains(QStringLiteral("signed-string")))
        return CauseSentences::tr("It was made with another secret, or the content was changed, or it covers a header "
                                  "or the address, which are not known here; what else is known to happen was tried "
                                  "alone, the likeliest also two at once, and ruled out.");
    return CauseSentences::tr("It was made with another secret, or the content was changed: what else is known to "
                              "happen was tried alone, the likeliest also two at once, and ruled out.");
}

QString unknownAdvice(const Detail& detail)
{
    if (detail.has("apiSecret"))
        return CauseSentences::tr("Enter the webhook's own secret in its place, which the Partner Portal shows with "
                                  "the webhook.");
    if (detail.isTrue("skipped"))
        return CauseSentences::tr("Look at one that was examined, or examine this one's body and signature by itself: "
                                  "kauntctl verify.");
    if (detail.says("json", "empty"))
        return CauseSentences::tr("Find what loses the body on its way: a redirect that makes a GET of the POST, or a "
                                  "program in front that reads it and passes nothing on.");
    if (detail.says("json", "invalid"))
        return CauseSentences::tr("Look at what came in place of Kaunt's JSON, and find what in front sends or makes "
                                  "it: an error page, a form, an encoding of its own.");
    return detail.says("json", "incomplete")
               ? CauseSentences::tr("Find what cuts the body on its way: a limit, a time-out, or a length that counts "
                                    "characters in place of bytes.")
               : CauseSentences::tr(
                     "Compare the endpoint's secret with the one the Partner Portal shows for this webhook.");
}

Sentence unknown(const Detail& detail)
{
    if (detail.has("matchesWithout"))
        return membersAdded(detail);
    if (detail.has("matchesWithoutCharacters"))
        return charactersAdded(detail);
    const QStringList told = circumstances(detail.object());
    return {CauseSentences::tr("The signature does not match the body under any secret of this endpoint."),
            QStringList{told + QStringList{unknownReason(detail)}}.join(u' '), unknownAdvice(detail)};
}

/// Where the endpoint has several, and no sentence names it.
QString matchingSecret(const Diagnosis& diagnosis)
{
    const Detail detail(diagnosis.detail);
    if (!detail.has("ofSecrets") || diagnosis.cause == u"secret-retired")
        return {};
    return u' ' + CauseSentences::tr("It is the secret %1 that matches so.").arg(detail.told("secret"));
}

/// By the code of contracts.md section 3.
const QHash<QString, Words>& words()
{
    static const QHash<QString, Words> table{
        {QStringLiteral("header-missing"), headerMissing},
        {QStringLiteral("header-similar"), headerSimilar},
        {QStringLiteral("header-malformed"), headerMalformed},
        {QStringLiteral("header-repeated"), headerRepeated},
        {QStringLiteral("header-truncated"), headerTruncated},
        {QStringLiteral("other-algorithm"), otherAlgorithm},
        {QStringLiteral("secret-of-other-endpoint"), secretOfOtherEndpoint},
        {QStringLiteral("secret-retired"), secretRetired},
        {QStringLiteral("secret-whitespace"), causesentences::secretWhitespace},
        {QStringLiteral("secret-encoded"), causesentences::secretEncoded},
        {QStringLiteral("secret-quoted"), causesentences::secretQuoted},
        {QStringLiteral("body-newline"), causesentences::bodyNewline},
        {QStringLiteral("body-line-endings"), causesentences::bodyLineEndings},
        {QStringLiteral("body-bom"), causesentences::bodyBom},
        {QStringLiteral("body-reserialised"), causesentences::bodyReserialised},
        {QStringLiteral("body-charset"), causesentences::bodyCharset},
        {QStringLiteral("body-compressed"), causesentences::bodyCompressed},
        {QStringLiteral("signed-string"), signedString},
        {QStringLiteral("body-empty-signed"), causesentences::bodyEmptySigned},
        {QStringLiteral("signature-of-other-delivery"), ofOtherDelivery},
    };
    return table;
}

Sentence sentenceOf(const QString& cause, const QJsonObject& detail)
{
    return words().value(cause, unknown)(Detail(detail));
}

} // namespace

Sentence sentenceFor(const Diagnosis& diagnosis)
{
    const QJsonArray layers = diagnosis.detail.value(QStringLiteral("layers")).toArray();
    const QJsonArray details = diagnosis.detail.value(QStringLiteral("layerDetails")).toArray();
    const auto detailOf = [&](qsizetype layer) {
        QJsonObject own = details.at(layer).toObject();
        own.insert(QStringLiteral("secret"), diagnosis.detail.value(QStringLiteral("secret")));
        own.insert(QStringLiteral("layers"), layers);
        return details.isEmpty() ? diagnosis.detail : own; // before there were several
    };
    Sentence sentence = sentenceOf(diagnosis.cause, detailOf(0));
    for (qsizetype i = 1; i < layers.size(); ++i) {
        const Sentence further = sentenceOf(layers.at(i).toString(), detailOf(i));
        const bool isRepeated = sentence.happened.contains(further.happened);
        sentence.happened += u' ' + (isRepeated ? CauseSentences::tr("And that once more.") : further.happened);
        if (!sentence.next.contains(further.next))
            sentence.next += u' ' + further.next;
    }
    sentence.reason = (sentence.reason + matchingSecret(diagnosis) + u' ' + evidence(diagnosis.detail)).trimmed();
    return sentence;
}

} // namespace kaunt
