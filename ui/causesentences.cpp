// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct CauseSentences {
    Q_DECLARE_TR_FUNCTIONS(CauseSentences)
};

using Detail = QJsonObject;
using Words = Sentence (*)(const Detail&);

QString header()
{
    return QLatin1String(signatureHeaderName);
}

/// A detail as people read it; what is missing is shown as a dash.
QString told(const Detail& detail, const QString& key)
{
    const QJsonValue value = detail.value(key);
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString().isEmpty() ? QStringLiteral("–") : quotedText(value.toString());
}

bool says(const Detail& detail, const QString& key, const QString& value)
{
    return detail.value(key).toString() == value;
}

QString placeOfDifference(const Detail& detail)
{
    const QJsonValue offset = detail.value(QStringLiteral("difference")).toObject().value(QStringLiteral("offset"));
    return offset.isDouble() ? CauseSentences::tr("The first difference is at byte %1.").arg(offset.toInteger())
                             : QString();
}

/// Of a body that was changed on its way.
QString bodyReason(const Detail& detail)
{
    return QStringList{CauseSentences::tr("With that undone, the signature matches, so the secret is right."),
                       placeOfDifference(detail)}
        .join(u' ')
        .trimmed();
}

QString keepRawBytes()
{
    return CauseSentences::tr("Have the proxy, tunnel or framework in front pass the raw bytes on untouched.");
}

Sentence headerMissing(const Detail&)
{
    return {
        CauseSentences::tr("There is no %1 header.").arg(header()),
        CauseSentences::tr("Kaunt signs each webhook, so this came from somebody else or lost the header on its way."),
        CauseSentences::tr("Check that the proxy or tunnel in front passes the header on.")};
}

Sentence headerSimilar(const Detail& detail)
{
    const bool matches = detail.value(QStringLiteral("matches")).toBool();
    return {CauseSentences::tr("There is no %1 header, but one called %2.")
                .arg(header(), told(detail, QStringLiteral("name"))),
            matches ? CauseSentences::tr("Its value is the right signature: only the name is wrong.")
                    : CauseSentences::tr("Its name is much like the right one."),
            CauseSentences::tr("Find what renames headers on the way, or have the sender use the right name.")};
}

Sentence headerMalformed(const Detail& detail)
{
    const bool isRight = detail.contains(QStringLiteral("reading"));
    return {CauseSentences::tr("The %1 header is no signature.").arg(header()),
            isRight ? CauseSentences::tr("It holds the right one, written in a way that is not accepted (%1).")
                          .arg(told(detail, QStringLiteral("reading")))
                    : CauseSentences::tr("It is not the 32 bytes of an HMAC-SHA256 in hex, base64 or base64url."),
            CauseSentences::tr("Look at the Headers tab for what came, and at what rewrites headers on the way.")};
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

Sentence otherAlgorithm(const Detail& detail)
{
    return {CauseSentences::tr("The signature was made by another algorithm: %1.")
                .arg(told(detail, QStringLiteral("algorithm"))),
            CauseSentences::tr("That one reproduces it from this body and this secret."),
            CauseSentences::tr("Have the sender use HMAC-SHA256, with the secret as the key.")};
}

Sentence secretOfOtherEndpoint(const Detail& detail)
{
    return {
        CauseSentences::tr("It is signed with the secret of another endpoint: %1.")
            .arg(told(detail, QStringLiteral("endpoint"))),
        CauseSentences::tr("That secret reproduces the signature."),
        CauseSentences::tr("Register this webhook with the other endpoint's URL, or give this endpoint that secret.")};
}

Sentence secretRetired(const Detail& detail)
{
    return {
        CauseSentences::tr("It is signed with a secret that is marked as replaced: %1.")
            .arg(told(detail, QStringLiteral("secret"))),
        CauseSentences::tr("That secret reproduces the signature: the sender has not changed over yet."),
        CauseSentences::tr("Mark it as in use again until the change in the Partner Portal has reached everybody.")};
}

Sentence secretWhitespace(const Detail& detail)
{
    const bool isTheirs = says(detail, QStringLiteral("side"), QStringLiteral("sender"));
    return {isTheirs
                ? CauseSentences::tr("The sender's secret has white space or a newline at its edge, and ours has not.")
                : CauseSentences::tr("The secret here has white space or a newline that does not belong to it."),
            CauseSentences::tr("With the white space changed, the signature matches."),
            isTheirs ? CauseSentences::tr("Remove the white space from the secret where the sender keeps it.")
                     : CauseSentences::tr("Paste the secret anew, without white space around it.")};
}

Sentence secretEncoded(const Detail& detail)
{
    const QString encoding = told(detail, QStringLiteral("encoding"));
    const bool isEncoded = says(detail, QStringLiteral("change"), QStringLiteral("encoded"));
    return {isEncoded ? CauseSentences::tr("The sender signs with the secret written as %1.").arg(encoding)
                      : CauseSentences::tr("The sender decodes the secret from %1 before signing.").arg(encoding),
            CauseSentences::tr("With that key, the signature matches."),
            CauseSentences::tr(
                "The secret is a text to be used as it stands: have the sender take its bytes as they are.")};
}

Sentence secretQuoted(const Detail& detail)
{
    const bool isTheirs = says(detail, QStringLiteral("change"), QStringLiteral("added"));
    return {isTheirs ? CauseSentences::tr("The sender's secret has quotes around it.")
                     : CauseSentences::tr("The secret here has quotes around it."),
            CauseSentences::tr("With the quotes changed, the signature matches."),
            isTheirs ? CauseSentences::tr("Remove the quotes where the sender keeps the secret: often an .env file.")
                     : CauseSentences::tr("Enter the secret without the quotes.")};
}

Sentence bodyNewline(const Detail& detail)
{
    const bool isRemoved = says(detail, QStringLiteral("change"), QStringLiteral("removed"));
    return {isRemoved ? CauseSentences::tr("The body lost a newline at its end on the way.")
                      : CauseSentences::tr("The body has a newline at its end that was not signed."),
            bodyReason(detail), keepRawBytes()};
}

Sentence bodyLineEndings(const Detail& detail)
{
    return {CauseSentences::tr("The body's line ends were changed on the way, from %1 to %2.")
                .arg(told(detail, QStringLiteral("signed")), told(detail, QStringLiteral("received"))),
            bodyReason(detail), keepRawBytes()};
}

Sentence bodyBom(const Detail& detail)
{
    const bool isRemoved = says(detail, QStringLiteral("change"), QStringLiteral("removed"));
    return {isRemoved ? CauseSentences::tr("The body lost its byte-order mark on the way.")
                      : CauseSentences::tr("The body has a byte-order mark that was not signed."),
            bodyReason(detail), keepRawBytes()};
}

Sentence bodyReserialised(const Detail& detail)
{
    return {
        CauseSentences::tr("The JSON was printed anew between the signing and here (%1).")
            .arg(told(detail, QStringLiteral("form"))),
        bodyReason(detail),
        CauseSentences::tr("Sign and check the raw bytes of the body, never JSON that was parsed and printed again.")};
}

Sentence bodyCharset(const Detail& detail)
{
    return {
        CauseSentences::tr("The body was signed in another charset: %1.").arg(told(detail, QStringLiteral("charset"))),
        bodyReason(detail), CauseSentences::tr("Sign the bytes as they are sent, in UTF-8.")};
}

Sentence bodyCompressed(const Detail& detail)
{
    return {CauseSentences::tr("The signature is over the body in another state of compression (%1).")
                .arg(told(detail, QStringLiteral("coding"))),
            bodyReason(detail),
            CauseSentences::tr("Have the proxy in front neither compress nor decompress the body.")};
}

Sentence signedString(const Detail& detail)
{
    return {
        CauseSentences::tr("The signature covers more than the body: %1.").arg(told(detail, QStringLiteral("form"))),
        CauseSentences::tr("Over that text it matches, which is how other providers sign."),
        CauseSentences::tr("Kaunt signs the raw body alone: have the sender do the same.")};
}

Sentence bodyEmptySigned(const Detail&)
{
    return {
        CauseSentences::tr("The signature is that of an empty body."),
        CauseSentences::tr("Over no bytes at all it matches."),
        CauseSentences::tr("Have the sender sign after the body is complete: often it was read, and used up, before.")};
}

Sentence ofOtherDelivery(const Detail& detail)
{
    return {CauseSentences::tr("The signature is that of another delivery: number %1.")
                .arg(told(detail, QStringLiteral("delivery"))),
            CauseSentences::tr("It is correct for the body that came there."),
            CauseSentences::tr("Find what mixes up headers and bodies, or who sends an old header with a new body.")};
}

Sentence unknown(const Detail& detail)
{
    const bool isTried = !detail.value(QStringLiteral("tried")).toArray().isEmpty();
    return {
        CauseSentences::tr("The signature does not match the body under any secret of this endpoint."),
        isTried ? CauseSentences::tr("It was made with another secret, or the content was changed: everything else "
                                     "that is known to happen was tried and ruled out.")
                : CauseSentences::tr("It was made with another secret, or the body was changed on its way."),
        CauseSentences::tr("Compare the endpoint's secret with the one the Partner Portal shows for this webhook.")};
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
        {QStringLiteral("secret-whitespace"), secretWhitespace},
        {QStringLiteral("secret-encoded"), secretEncoded},
        {QStringLiteral("secret-quoted"), secretQuoted},
        {QStringLiteral("body-newline"), bodyNewline},
        {QStringLiteral("body-line-endings"), bodyLineEndings},
        {QStringLiteral("body-bom"), bodyBom},
        {QStringLiteral("body-reserialised"), bodyReserialised},
        {QStringLiteral("body-charset"), bodyCharset},
        {QStringLiteral("body-compressed"), bodyCompressed},
        {QStringLiteral("signed-string"), signedString},
        {QStringLiteral("body-empty-signed"), bodyEmptySigned},
        {QStringLiteral("signature-of-other-delivery"), ofOtherDelivery},
    };
    return table;
}

Sentence sentenceOf(const QString& cause, const Detail& detail)
{
    return words().value(cause, unknown)(detail);
}

} // namespace

Sentence sentenceFor(const Diagnosis& diagnosis)
{
    Sentence sentence = sentenceOf(diagnosis.cause, diagnosis.detail);
    const QJsonArray layers = diagnosis.detail.value(QStringLiteral("layers")).toArray();
    for (qsizetype i = 1; i < layers.size(); ++i) {
        const Sentence further = sentenceOf(layers.at(i).toString(), diagnosis.detail);
        sentence.happened += u' ' + further.happened;
        if (!sentence.next.contains(further.next))
            sentence.next += u' ' + further.next;
    }
    return sentence;
}

} // namespace kaunt
