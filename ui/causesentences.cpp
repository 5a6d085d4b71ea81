// SPDX-License-Identifier: MIT
#include "ui/causedetail.h"

#include <QHash>
#include <QJsonArray>

namespace kaunt {

namespace {

using Detail = CauseDetail;
using Words = Sentence (*)(const Detail&);

/// Bytes as hex, as the diagnosis shows them.
QString shownBytes(const QJsonObject& difference, const QString& key)
{
    const QString bytes = quotedText(difference.value(key).toString());
    return difference.value(key).toString().isEmpty() ? CauseSentences::tr("nothing") : bytes;
}

/// People count bytes from 1, as lines and columns; the detail's offset counts from 0.
QString evidence(const QJsonObject& detail)
{
    const QJsonObject difference = detail.value(QStringLiteral("difference")).toObject();
    const QJsonValue offset = difference.value(QStringLiteral("offset"));
    if (!offset.isDouble())
        return {};
    if (!difference.contains(QStringLiteral("signed")))
        return CauseSentences::tr("The first difference is at byte %1.").arg(offset.toInteger() + 1);
    return CauseSentences::tr("The first difference is at byte %1: %2 came where %3 was signed (hex).")
        .arg(offset.toInteger() + 1)
        .arg(shownBytes(difference, QStringLiteral("received")), shownBytes(difference, QStringLiteral("signed")));
}

QString algorithmAdvice(const Detail& detail)
{
    if (detail.says("algorithm", "hmac-sha256-of-sha256") || detail.says("algorithm", "hmac-sha256-of-md5") ||
        detail.says("algorithm", "hmac-sha256-of-sha1"))
        return CauseSentences::tr("Have the sender compute the HMAC over the raw body, not over its hash.");
    if (detail.says("algorithm", "hmac-sha256-of-body-and-secret") ||
        detail.says("algorithm", "hmac-sha256-of-secret-and-body"))
        return CauseSentences::tr("Have the sender compute the HMAC over the raw body alone.");
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
    return detail.isTrue("unkeyed")
               ? CauseSentences::tr("That one reproduces it from this body alone: it was made without any secret.")
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
    const bool isOfBody = detail.text("form").contains(QLatin1String("body"));
    return {(isOfBody ? CauseSentences::tr("The signature covers more than the body: %1.")
                      : CauseSentences::tr("The signature covers something other than the body's bytes: %1."))
                .arg(detail.told("form")),
            CauseSentences::tr("Over that text it matches, which is how other providers sign."),
            CauseSentences::tr("Kaunt signs the raw body alone: have the sender do the same.")};
}

bool isBodyLost(const Detail& detail)
{
    const QJsonObject difference = detail.object().value(QStringLiteral("difference")).toObject();
    return difference.value(QStringLiteral("receivedBytes")).toInt(-1) == 0;
}

QString findWhatLosesTheBody()
{
    return CauseSentences::tr("Find what loses the body on its way: a redirect that makes a GET of the POST, or a "
                              "program in front that reads it and passes nothing on.");
}

QString changeSinceVerified(const Detail& detail)
{
    if (detail.says("change", "cut"))
        return isBodyLost(detail) ? CauseSentences::tr("nothing of it came")
                                  : CauseSentences::tr("only its beginning came");
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
                isBodyLost(detail) ? findWhatLosesTheBody() : causesentences::keepRawBytes()};
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

/// By the headers that it left; of Via, who it calls itself. Empty where there are none.
QString handledOnTheWay(const QJsonObject& detail)
{
    QStringList names;
    const QJsonArray intermediaries = detail.value(QStringLiteral("intermediaries")).toArray();
    for (const auto& each : intermediaries) {
        const QString name = each.toObject().value(QStringLiteral("header")).toString();
        const QString value = each.toObject().value(QStringLiteral("value")).toString();
        const bool isVia = name.compare(QLatin1String("Via"), Qt::CaseInsensitive) == 0;
        names << (isVia && !value.isEmpty() ? name + QStringLiteral(": ") + value : name);
    }
    return names.isEmpty()
               ? QString()
               : CauseSentences::tr("Something on the way handled the request (%1).").arg(firstNames(names));
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
    if (const QString handled = handledOnTheWay(detail); !handled.isEmpty())
        told << handled;
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
    if (detail.isTrue("postponed"))
        return CauseSentences::tr("Look again in a moment. Where the program has ended since, examine its body and "
                                  "signature by itself: kauntctl verify.");
    if (detail.says("json", "empty"))
        return findWhatLosesTheBody();
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
        {QStringLiteral("header-missing"), causesentences::headerMissing},
        {QStringLiteral("header-similar"), causesentences::headerSimilar},
        {QStringLiteral("header-malformed"), causesentences::headerMalformed},
        {QStringLiteral("header-repeated"), causesentences::headerRepeated},
        {QStringLiteral("header-truncated"), causesentences::headerTruncated},
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

/// Of what the header alone tells, where more is still to be examined, or never was.
Sentence notExamined(const QString& cause, const Detail& detail)
{
    const QString header = QLatin1String(signatureHeaderName);
    if (cause == u"header-malformed")
        return {CauseSentences::tr("What the %1 header holds can't be read as an HMAC-SHA256.").arg(header),
                unknownReason(detail), unknownAdvice(detail)};
    return {CauseSentences::tr("There is no %1 header.").arg(header), unknownReason(detail),
            detail.isTrue("skipped")
                ? CauseSentences::tr("Look at one that was examined, or at the other headers that came with this one.")
                : CauseSentences::tr("Look again in a moment.")};
}

Sentence sentenceOf(const QString& cause, const QJsonObject& detail)
{
    const Detail told(detail);
    const bool isPreliminary = cause == u"header-missing" || cause == u"header-malformed";
    return isPreliminary && (told.isTrue("skipped") || told.isTrue("postponed")) ? notExamined(cause, told)
                                                                                 : words().value(cause, unknown)(told);
}

/// What is known of one of several layers besides what happened: whatever else it takes.
QString layerFact(const QString& cause, const Detail& detail)
{
    if (cause == u"header-malformed" && detail.has("reading"))
        return CauseSentences::tr("It holds one, written in a way that is not accepted (%1).")
            .arg(detail.told("reading"));
    if (cause == u"other-algorithm" && detail.text("algorithm").endsWith(QLatin1String("-of-secret")))
        return CauseSentences::tr("The body has no part in that one: it is the same with every body.");
    if (cause == u"other-algorithm" && detail.isTrue("unkeyed"))
        return CauseSentences::tr("That one was made without any secret.");
    if (cause == u"other-algorithm" && detail.has("bytes"))
        return CauseSentences::tr("Only its first %1 bytes came.").arg(detail.told("bytes"));
    if (detail.has("matchesWithout"))
        return CauseSentences::tr("It was added on the way, or the sender signs without it.");
    if (detail.has("matchesWithoutCharacters"))
        return CauseSentences::tr("They were added on the way, or the sender signs without them.");
    return detail.says("lost", "replaced")
               ? CauseSentences::tr("It was signed in that charset, or the characters came in on the way.")
               : QString();
}

/// One layer after the other, each with what is known of it. That the signature matches is true of all together only.
Sentence layeredSentence(const QJsonObject& whole, const QJsonArray& layers)
{
    const QJsonArray details = whole.value(QStringLiteral("layerDetails")).toArray();
    QStringList happened;
    QStringList next;
    for (qsizetype i = 0; i < layers.size(); ++i) {
        QJsonObject own = details.isEmpty() ? whole : details.at(i).toObject(); // before there were several
        own.insert(QStringLiteral("secret"), whole.value(QStringLiteral("secret")));
        own.insert(QStringLiteral("layers"), layers);
        const QString cause = layers.at(i).toString();
        const Sentence layer = sentenceOf(cause, own);
        const bool isRepeated = happened.contains(layer.happened);
        happened << (isRepeated ? CauseSentences::tr("And that once more.") : layer.happened);
        if (!isRepeated)
            happened << layerFact(cause, Detail(own));
        if (!next.contains(layer.next))
            next << layer.next;
    }
    happened.removeAll(QString());
    return {happened.join(u' '), CauseSentences::tr("Only with all of this put right, the signature matches."),
            next.join(u' ')};
}

} // namespace

Sentence sentenceFor(const Diagnosis& diagnosis)
{
    const QJsonArray layers = diagnosis.detail.value(QStringLiteral("layers")).toArray();
    Sentence sentence =
        layers.size() > 1 ? layeredSentence(diagnosis.detail, layers) : sentenceOf(diagnosis.cause, diagnosis.detail);
    const bool areTold = layers.size() < 2 && !words().contains(diagnosis.cause); // among its circumstances
    QStringList reasons{sentence.reason + matchingSecret(diagnosis),
                        areTold ? QString() : handledOnTheWay(diagnosis.detail), evidence(diagnosis.detail)};
    reasons.removeAll(QString());
    sentence.reason = reasons.join(u' ');
    return sentence;
}

} // namespace kaunt
