// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretquotes.h"
#include "ui/causedetail.h"

#include <algorithm>

namespace kaunt::causesentences {

namespace {

QString matchesSo()
{
    return CauseSentences::tr("With that key, the signature matches.");
}

QString compareWithPortal()
{
    return CauseSentences::tr(
        "Compare both with the one that the Partner Portal shows for this webhook, and copy it whole.");
}

Sentence placeholder(const CauseDetail& detail)
{
    return {detail.text("placeholder").isEmpty()
                ? CauseSentences::tr("The sender signs with an empty secret.")
                : CauseSentences::tr("The sender signs with %1 in place of a secret.").arg(detail.told("placeholder")),
            matchesSo(),
            CauseSentences::tr("Give the sender the webhook's secret: the setting or variable that holds it is "
                               "missing where he runs.")};
}

Sentence ofTheApi(const CauseDetail& detail)
{
    const QString happened = detail.says("encoding", "api-secret")
                                 ? CauseSentences::tr("The sender signs with the client secret of an API key.")
                                 : CauseSentences::tr("The sender signs with the client id of an API key.");
    return {detail.has("tenant")
                ? happened + u' ' + CauseSentences::tr("It is that of the tenant %1.").arg(detail.told("tenant"))
                : happened,
            matchesSo(),
            CauseSentences::tr("Give the sender the webhook's own secret, which the Partner Portal shows with it.")};
}

Sentence doubled(bool isTheirs)
{
    return {isTheirs ? CauseSentences::tr("The sender has the secret twice in a row.")
                     : CauseSentences::tr("The secret here was entered twice in a row."),
            isTheirs ? CauseSentences::tr("Twice in a row, the one here reproduces the signature.")
                     : CauseSentences::tr("Once, it reproduces the signature."),
            isTheirs ? CauseSentences::tr("Enter it once where the sender keeps it.")
                     : CauseSentences::tr("Enter it once.")};
}

/// A character or a padding that only one of the two has: who is wrong can't be told.
Sentence oneCharacter(const CauseDetail& detail, bool isTheirs)
{
    const bool isPadding = detail.says("encoding", "padding");
    const QString place =
        detail.says("at", "start") ? CauseSentences::tr("its beginning") : CauseSentences::tr("its end");
    QString happened;
    if (isPadding)
        happened = isTheirs ? CauseSentences::tr("The secret here lacks the = at its end, which the sender's has.")
                            : CauseSentences::tr("The secret here has a = at its end, which the sender's lacks.");
    else
        happened =
            (isTheirs
                 ? CauseSentences::tr("The secret here lacks a character at %1, or the sender's has one too many.")
                 : CauseSentences::tr("The secret here has a character too many at %1, or the sender's lacks one."))
                .arg(place);
    return {happened, CauseSentences::tr("With that one changed, the signature matches."), compareWithPortal()};
}

Sentence expandedVariable(const CauseDetail& detail)
{
    return {CauseSentences::tr("A part of the secret, which begins with %1, was taken for a variable where the sender "
                               "keeps it: he signs with the secret without it.")
                .arg(detail.told("at")),
            matchesSo(), CauseSentences::tr("Quote the secret where the sender keeps it, so that it stays as it is.")};
}

Sentence cut(const CauseDetail& detail)
{
    bool isLength = false;
    const int length = detail.text("at").toInt(&isLength);
    const bool isEnd = detail.says("part", "end");
    return {isLength ? (isEnd ? CauseSentences::tr("The sender signs with the last %1 characters of the secret only.")
                              : CauseSentences::tr("The sender signs with the first %1 characters of the secret only."))
                           .arg(length)
                     : CauseSentences::tr("The sender signs with a part of the secret only: it ends at %1.")
                           .arg(detail.told("at")),
            matchesSo(),
            CauseSentences::tr("Quote the secret where the sender keeps it, or enter here only what belongs to it.")};
}

bool isOneOf(const QString& text, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(), [&text](const char* word) { return text == QLatin1String(word); });
}

/// Quotation marks and brackets, not a name or a mark that was copied along.
bool areQuotes(const QString& quotes)
{
    return quotes.isEmpty() || isOneOf(quotes, {"\"", "'", "`", "\\\"", "<", "[", "{"}) ||
           (quotes.size() == 1 && isQuotationMark(quotes.front()));
}

QString surplus(const CauseDetail& detail)
{
    if (detail.says("quotes", "="))
        return CauseSentences::tr("a name in front of it, as in a settings file");
    if (detail.says("quotes", " "))
        return detail.says("at", "end") ? CauseSentences::tr("more words behind it")
                                        : CauseSentences::tr("more words in front of it");
    if (detail.says("quotes", "#"))
        return CauseSentences::tr("a comment behind it, as in a settings file");
    if (detail.says("quotes", "\\"))
        return CauseSentences::tr("backslashes");
    if (detail.says("quotes", "{\"\":\"\"}"))
        return CauseSentences::tr("a JSON text around it");
    return detail.told("quotes");
}

/// A sentence of its own, behind another; nothing where it is not known.
QString whichCharacters(const CauseDetail& detail)
{
    if (!detail.has("characters"))
        return {};
    return u' ' + (detail.has("position") ? CauseSentences::tr("It is %1, the first one as character number %2.")
                                                .arg(detail.told("characters"), detail.told("position"))
                                          : CauseSentences::tr("It is %1.").arg(detail.told("characters")));
}

/// What the encoding is called, and which kind of it.
QString encodingName(const CauseDetail& detail)
{
    return detail.has("variant") ? CauseSentences::tr("%1, %2").arg(detail.told("encoding"), detail.told("variant"))
                                 : detail.told("encoding");
}

Sentence separators()
{
    return {CauseSentences::tr("The secret here has separators between its digits, which the sender's lacks."),
            CauseSentences::tr("Without them, the signature matches."), compareWithPortal()};
}

} // namespace

Sentence secretWhitespace(const CauseDetail& detail)
{
    const bool isTheirs = detail.says("side", "sender");
    const bool isWithin = detail.says("at", "within");
    QString happened = CauseSentences::tr("The secret here has white space or a newline that does not belong to it.");
    if (isTheirs)
        happened =
            isWithin ? CauseSentences::tr("The sender's secret is broken into several lines, and ours is not.")
                     : CauseSentences::tr("The sender's secret has white space or a newline at its edge, and ours has "
                                          "not.");
    else if (isWithin)
        happened = CauseSentences::tr("The secret here has white space or an invisible character within.");
    QString next = CauseSentences::tr("Paste the secret anew, without white space around it.");
    if (isTheirs)
        next = CauseSentences::tr("Remove the white space from the secret where the sender keeps it.");
    else if (isWithin)
        next = CauseSentences::tr("Paste the secret anew, in one piece.");
    return {happened + whichCharacters(detail),
            CauseSentences::tr("With the white space changed, the signature matches."), next};
}

Sentence secretEncoded(const CauseDetail& detail)
{
    const QString encoding = detail.text("encoding");
    const bool isEncoded = detail.says("change", "encoded");
    if (encoding == u"placeholder")
        return placeholder(detail);
    if (isOneOf(encoding, {"api-secret", "api-client-id"}))
        return ofTheApi(detail);
    if (encoding == u"twice")
        return doubled(isEncoded);
    if (isOneOf(encoding, {"character", "padding"}))
        return oneCharacter(detail, isEncoded);
    if (encoding == u"cut")
        return cut(detail);
    if (encoding == u"variable")
        return expandedVariable(detail);
    if (encoding == u"separators")
        return separators();
    const bool isSymmetric = isOneOf(
        encoding, {"upper-case", "lower-case", "swapped-case", "title-case", "dash", "uuid", "base64-alphabet"});
    if (isEncoded && !isSymmetric)
        return {CauseSentences::tr("The sender signs with the secret written as %1.").arg(encodingName(detail)),
                matchesSo(),
                CauseSentences::tr(
                    "The secret is a text to be used as it stands: have the sender take its bytes as they are.")};
    return {isEncoded
                ? CauseSentences::tr("The sender signs with the secret in another writing than here (%1).")
                      .arg(encodingName(detail))
                : CauseSentences::tr("The secret here is the one that the sender signs with, encoded as %1: either "
                                     "the copy here was encoded, or the sender decodes the secret before signing.")
                      .arg(encodingName(detail)),
            matchesSo(),
            CauseSentences::tr("Enter the secret as the Partner Portal shows it. If it stands here so, have the sender "
                               "take its bytes as they are.")};
}

Sentence secretQuoted(const CauseDetail& detail)
{
    const bool isTheirs = detail.says("change", "added");
    if (areQuotes(detail.text("quotes")))
        return {isTheirs ? CauseSentences::tr("The sender's secret has quotes around it.")
                         : CauseSentences::tr("The secret here has quotes around it."),
                CauseSentences::tr("With the quotes changed, the signature matches."),
                isTheirs
                    ? CauseSentences::tr("Remove the quotes where the sender keeps the secret: often an .env file.")
                    : CauseSentences::tr("Enter the secret without the quotes.")};
    return {
        (isTheirs ? CauseSentences::tr("The sender's secret has something that the one here has not: %1.")
                  : CauseSentences::tr("The secret here has something that the sender's has not: %1."))
            .arg(surplus(detail)),
        CauseSentences::tr("With that changed, the signature matches."),
        isTheirs && detail.text("quotes").contains(u'…')
            ? CauseSentences::tr("Have the sender take the value alone from the file that holds the secret.")
        : detail.says("quotes", " ")
            ? CauseSentences::tr("Enter here only what belongs to the secret, or quote it where the sender keeps it.")
            : compareWithPortal()};
}

} // namespace kaunt::causesentences
