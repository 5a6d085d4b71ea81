// SPDX-License-Identifier: MIT
#include "ui/causedetail.h"

namespace kaunt::causesentences {

namespace {

/// Of a body that was changed on its way.
QString undone()
{
    return CauseSentences::tr("With that undone, the signature matches, so the secret is right.");
}

QString signAsSent()
{
    return CauseSentences::tr("Have the sender sign the very bytes that are sent.");
}

QString edgeName(const QString& newline)
{
    if (newline == u"SPACE")
        return CauseSentences::tr("a blank");
    if (newline == u"TAB")
        return CauseSentences::tr("a tab");
    if (newline == u"COMMA")
        return CauseSentences::tr("a comma");
    if (newline == u"SEMICOLON")
        return CauseSentences::tr("a semicolon");
    if (newline == u"NUL" || newline == u"SUB")
        return CauseSentences::tr("a control character (%1)").arg(newline);
    static const QStringList invisible{QStringLiteral("NBSP"), QStringLiteral("NEL"), QStringLiteral("LS"),
                                       QStringLiteral("ZWSP"), QStringLiteral("U+3000")};
    if (invisible.contains(newline))
        return CauseSentences::tr("an invisible character (%1)").arg(newline);
    if (newline == u"several")
        return CauseSentences::tr("several newlines or blanks");
    return newline.contains(u' ') ? CauseSentences::tr("white space (%1)").arg(quotedText(newline))
                                  : CauseSentences::tr("a newline");
}

bool isLiteral(const CauseDetail& detail)
{
    static const QStringList literals{QStringLiteral("python-literal"), QStringLiteral("ruby-literal"),
                                      QStringLiteral("java-map"), QStringLiteral("go-map"),
                                      QStringLiteral("single-quoted")};
    return literals.contains(detail.text("form"));
}

QString arrivedWrapped(const CauseDetail& detail)
{
    if (detail.says("form", "wrapped"))
        return CauseSentences::tr("The body came inside another JSON text, as its %1.").arg(detail.told("member"));
    if (detail.says("form", "chunked"))
        return CauseSentences::tr("The framing of a chunked transfer was left in the body.");
    if (detail.says("form", "twice"))
        return CauseSentences::tr("The body came twice in a row.");
    if (detail.says("form", "surrounded"))
        return CauseSentences::tr("The body came with more around it than was signed.");
    if (detail.says("form", "name"))
        return CauseSentences::tr("The body came as the name of a member in another JSON text: something read it as a "
                                  "form.");
    if (isLiteral(detail))
        return CauseSentences::tr("The body came as a program prints its value for people, not as JSON (%1).")
            .arg(detail.told("form"));
    return CauseSentences::tr("The body was rewritten on its way (%1).").arg(detail.told("form"));
}

QString signedWrapped(const CauseDetail& detail)
{
    if (detail.says("form", "twice"))
        return CauseSentences::tr("What was signed is the body twice in a row.");
    if (detail.says("form", "zero-padded"))
        return CauseSentences::tr("What was signed is the whole of a buffer: the body and the zeros behind it.");
    if (detail.says("form", "blanks-removed"))
        return CauseSentences::tr("What was signed is the body without any white space, also in its texts.");
    if (detail.says("form", "form-fields"))
        return CauseSentences::tr("What was signed is a form with the body's members as its fields.");
    if (detail.says("form", "array"))
        return CauseSentences::tr("What was signed is an array with the body in it.");
    static const QStringList members{QStringLiteral("data"), QStringLiteral("payload"), QStringLiteral("event"),
                                     QStringLiteral("body"), QStringLiteral("message")};
    if (members.contains(detail.text("form")))
        return CauseSentences::tr("What was signed is another JSON text, with the body as its %1.")
            .arg(detail.told("form"));
    if (detail.says("form", "chunked"))
        return CauseSentences::tr("What was signed is the body in the framing of a chunked transfer.");
    if (isLiteral(detail))
        return CauseSentences::tr("What was signed is what a program prints of the body's value for people, not the "
                                  "JSON (%1).")
            .arg(detail.told("form"));
    return CauseSentences::tr("What was signed is the body in another form (%1).").arg(detail.told("form"));
}

/// All that is known of the printing that was signed.
QString printedForms(const CauseDetail& detail)
{
    const QStringList forms = detail.object().value(QStringLiteral("forms")).toVariant().toStringList();
    return forms.isEmpty() ? detail.told("form") : quotedText(forms.join(QStringLiteral(", ")));
}

} // namespace

QString keepRawBytes()
{
    return CauseSentences::tr("Have the proxy, tunnel or framework in front pass the raw bytes on untouched.");
}

Sentence bodyNewline(const CauseDetail& detail)
{
    const bool isRemoved = detail.says("change", "removed");
    const QString edge = edgeName(detail.text("newline"));
    const bool isAtStart = detail.says("at", "start");
    QString happened;
    if (detail.says("at", "both"))
        happened = CauseSentences::tr("The body has white space around it that was not signed.");
    else if (isAtStart)
        happened = (isRemoved ? CauseSentences::tr("The body lost %1 at its beginning on the way.")
                              : CauseSentences::tr("The body has %1 at its beginning that was not signed."))
                       .arg(edge);
    else
        happened = (isRemoved ? CauseSentences::tr("The body lost %1 at its end on the way.")
                              : CauseSentences::tr("The body has %1 at its end that was not signed."))
                       .arg(edge);
    return {happened, undone(), keepRawBytes()};
}

Sentence bodyLineEndings(const CauseDetail& detail)
{
    return {CauseSentences::tr("The body's line ends were changed on the way, from %1 to %2.")
                .arg(detail.told("signed"), detail.told("received")),
            undone(), keepRawBytes()};
}

Sentence bodyBom(const CauseDetail& detail)
{
    QString happened = CauseSentences::tr("The body has a byte-order mark that was not signed.");
    if (detail.says("change", "removed"))
        happened = CauseSentences::tr("The body lost its byte-order mark on the way.");
    else if (detail.says("at", "end"))
        happened = CauseSentences::tr("The body has a byte-order mark at its end that was not signed.");
    else if (detail.has("received"))
        happened = CauseSentences::tr("The body has a byte-order mark in front that was read in another charset, and "
                                      "was not signed.");
    return {happened, undone(), keepRawBytes()};
}

Sentence bodyReserialised(const CauseDetail& detail)
{
    if (detail.says("change", "added"))
        return {arrivedWrapped(detail), undone(), keepRawBytes()};
    if (detail.says("change", "removed"))
        return {signedWrapped(detail), CauseSentences::tr("Over that it matches, so the secret is right."),
                signAsSent()};
    const QString happened =
        detail.has("arrived")
            ? CauseSentences::tr("The JSON was printed anew between the signing and here: signed as %1, arrived as %2.")
                  .arg(printedForms(detail), detail.told("arrived"))
            : CauseSentences::tr("The JSON was printed anew between the signing and here: signed as %1.")
                  .arg(printedForms(detail));
    return {
        happened, undone(),
        CauseSentences::tr("Sign and check the raw bytes of the body, never JSON that was parsed and printed again.")};
}

Sentence bodyCharset(const CauseDetail& detail)
{
    if (detail.says("received", "invalid-utf-8"))
        return {CauseSentences::tr("The body is no UTF-8, and what was signed is what is left of it when it is read "
                                   "as UTF-8."),
                undone(), signAsSent()};
    if (detail.has("received"))
        return {CauseSentences::tr("The body was converted on its way, from %1 to %2.")
                    .arg(detail.told("charset"), detail.told("received")),
                undone(), keepRawBytes()};
    if (detail.says("lost", "replaced"))
        return {CauseSentences::tr("Where the body has characters that %1 lacks, others were signed, such as question "
                                   "marks.")
                    .arg(detail.told("charset")),
                CauseSentences::tr("With those in their place, the signature matches: it was made in that charset, or "
                                   "the characters came in on the way."),
                CauseSentences::tr("Have the sender sign the bytes as they are sent, in UTF-8. If he does, find what "
                                   "changes them on the way.")};
    return {CauseSentences::tr("The body was signed in another charset: %1.").arg(detail.told("charset")), undone(),
            CauseSentences::tr("Sign the bytes as they are sent, in UTF-8.")};
}

Sentence bodyCompressed(const CauseDetail& detail)
{
    const QString next = CauseSentences::tr("Have the proxy in front neither compress nor decompress the body, and the "
                                            "sender sign the very bytes that are sent.");
    return {(detail.says("change", "compressed")
                 ? CauseSentences::tr("The body came compressed (%1), and was signed before that.")
                 : CauseSentences::tr("The signature is over the compressed body (%1), and it came decompressed."))
                .arg(detail.told("coding")),
            undone(), next};
}

Sentence bodyEmptySigned(const CauseDetail& detail)
{
    const QString next =
        CauseSentences::tr("Have the sender sign after the body is complete: often it was read, and used up, before.");
    if (detail.text("signed").isEmpty())
        return {CauseSentences::tr("The signature is that of an empty body."),
                CauseSentences::tr("Over no bytes at all it matches."), next};
    return {CauseSentences::tr("The signature is that of %1, not of the body.").arg(detail.told("signed")),
            CauseSentences::tr("Over that text it matches: it is what a program prints that has no body yet."), next};
}

} // namespace kaunt::causesentences
