// SPDX-License-Identifier: MIT
#include "ui/causedetail.h"

namespace kaunt::causesentences {

namespace {

QString nameOfHeader()
{
    return QLatin1String(signatureHeaderName);
}

/// Whatever holds it.
Sentence secretInTheClear(const QString& happened, const CauseDetail& detail)
{
    const QString which =
        detail.has("endpoint")
            ? CauseSentences::tr("the secret %1 of the endpoint %2").arg(detail.told("secret"), detail.told("endpoint"))
            : CauseSentences::tr("the secret %1").arg(detail.told("secret"));
    if (detail.isTrue("retired"))
        return {happened, CauseSentences::tr("It is %1, which was replaced and verifies nothing any more.").arg(which),
                CauseSentences::tr("Have the sender send the HMAC-SHA256 of the body as %1, made with the secret that "
                                   "is in use.")
                    .arg(nameOfHeader())};
    return {happened, CauseSentences::tr("It is %1: whoever saw this request can forge deliveries now.").arg(which),
            CauseSentences::tr("Have the sender send the HMAC-SHA256 of the body as %1, and replace the secret.")
                .arg(nameOfHeader())};
}

/// What a program writes that has no signature to put there.
Sentence placeholderSent(const CauseDetail& detail)
{
    if (detail.text("placeholder").isEmpty())
        return {CauseSentences::tr("The %1 header is empty.").arg(nameOfHeader()),
                CauseSentences::tr("The sender had no signature to put there, or something on the way emptied it."),
                CauseSentences::tr("Look at where the sender fills the header in, then at what stands in front.")};
    return {CauseSentences::tr("The %1 header holds %2 in place of a signature.")
                .arg(nameOfHeader(), detail.told("placeholder")),
            CauseSentences::tr("That is what a program or a template sends that has no signature to put there."),
            CauseSentences::tr("Find where the sender fills the header in: what is to hold the signature was never "
                               "set, or not waited for.")};
}

/// How many of the values are right, where that is known.
QString rightOnes(const CauseDetail& detail)
{
    const int matching = detail.object().value(QStringLiteral("matching")).toInt(-1);
    if (matching < 0)
        return {};
    if (matching == detail.object().value(QStringLiteral("count")).toInt())
        return u' ' + CauseSentences::tr("Each of them is the right signature.");
    if (matching == 0)
        return u' ' + CauseSentences::tr("None of them is the right signature.");
    return u' ' + (matching == 1 ? CauseSentences::tr("One of them is the right signature.")
                                 : CauseSentences::tr("%1 of them are the right signature.").arg(matching));
}

} // namespace

Sentence headerMissing(const CauseDetail& detail)
{
    const QString happened = CauseSentences::tr("There is no %1 header.").arg(nameOfHeader());
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

Sentence headerSimilar(const CauseDetail& detail)
{
    if (detail.says("reading", "secret"))
        return secretInTheClear(CauseSentences::tr("There is no %1 header, and %2 holds the secret itself.")
                                    .arg(nameOfHeader(), detail.told("name")),
                                detail);
    if (detail.isTrue("present"))
        return {CauseSentences::tr("The %1 header holds no right signature, but one called %2 does.")
                    .arg(nameOfHeader(), detail.told("name")),
                CauseSentences::tr("Something on the way emptied the header, or put a signature of its own there."),
                CauseSentences::tr("Have the gateway or proxy in front pass the header on as it came.")};
    const QString happened =
        CauseSentences::tr("There is no %1 header, but one called %2.").arg(nameOfHeader(), detail.told("name"));
    const bool isWrong = detail.has("matches") && !detail.isTrue("matches") && !detail.isOneOfSeveral();
    if (isWrong)
        return {happened,
                CauseSentences::tr("Its name is much like the right one, but what it holds is no right signature of "
                                   "this body, so its name is not all that is wrong."),
                CauseSentences::tr("Have the sender use the right name, and sign with the secret that the Partner "
                                   "Portal shows for this webhook: compare the endpoint's with it.")};
    return {happened,
            detail.isTrue("matches") ? CauseSentences::tr("Its value is the right signature: only the name is wrong.")
                                     : CauseSentences::tr("Its name is much like the right one."),
            CauseSentences::tr("Find what renames headers on the way, or have the sender use the right name.")};
}

Sentence headerMalformed(const CauseDetail& detail)
{
    if (detail.says("reading", "secret"))
        return secretInTheClear(
            CauseSentences::tr("The %1 header holds the secret itself, not a signature.").arg(nameOfHeader()), detail);
    if (detail.says("reading", "placeholder"))
        return placeholderSent(detail);
    const QString happened = CauseSentences::tr("The %1 header is no signature.").arg(nameOfHeader());
    if (!detail.has("reading"))
        return {happened, CauseSentences::tr("It is not the 32 bytes of an HMAC-SHA256 in hex, base64 or base64url."),
                CauseSentences::tr("Look at what came in it, and at what rewrites headers on the way.")};
    if (detail.says("reading", "beginning-lost"))
        return {
            happened, CauseSentences::tr("It holds the end of the right one: the beginning was lost."),
            CauseSentences::tr("Find what cuts it off: often a program that takes a prefix away that is not there.")};
    return {happened,
            CauseSentences::tr("It holds one, written in a way that is not accepted (%1).").arg(detail.told("reading")),
            CauseSentences::tr("Have the sender write it in hex or base64, with nothing around it. If he does, find "
                               "what rewrites headers on the way.")};
}

Sentence headerRepeated(const CauseDetail& detail)
{
    const QString reason = CauseSentences::tr("Which of the values counts can't be known, so none does.");
    if (detail.isTrue("joined"))
        return {CauseSentences::tr("The %1 header holds more than one signature.").arg(nameOfHeader()),
                reason + rightOnes(detail),
                CauseSentences::tr("Have one alone sent: a sender writes two while a secret is being changed, or "
                                   "something on the way joins two headers.")};
    return {CauseSentences::tr("The %1 header came more than once.").arg(nameOfHeader()), reason + rightOnes(detail),
            CauseSentences::tr("Find what adds a second header on the way: often a proxy that signs or copies.")};
}

Sentence headerTruncated(const CauseDetail&)
{
    return {CauseSentences::tr("The signature was cut short."),
            CauseSentences::tr("What came is the beginning of the right signature."),
            CauseSentences::tr(
                "Find what limits the length of headers on the way, or where the value was copied in part.")};
}

} // namespace kaunt::causesentences
