// SPDX-License-Identifier: MIT
#include "ui/conformancesentences.h"

#include "ui/sendingsentences.h"

#include <QCoreApplication>

#include <optional>

namespace kaunt {

namespace {

using Expected = ConformanceCase::Expected;

struct ConformanceSentences {
    Q_DECLARE_TR_FUNCTIONS(ConformanceSentences)
};

constexpr int firstServerError = 500;

/// That there is too much of it, or that it is the wrong moment: nothing about what was sent.
bool saysNotNow(int status)
{
    return status == 429 || status == 503;
}

QString answered(const SendOutcome& outcome)
{
    return ConformanceSentences::tr("It was answered %1 after %2 ms.").arg(outcome.status).arg(outcome.millis);
}

/// What the status says, where that is not about the signature; empty else.
QString adviceByStatus(int status)
{
    switch (status) {
    case 404:
    case 410:
        return ConformanceSentences::tr("Nothing takes deliveries at that path: correct the URL.");
    case 405:
        return ConformanceSentences::tr("That path takes no POST: correct the URL, or the endpoint's method.");
    case 408:
    case 503:
        return ConformanceSentences::tr("The endpoint says that it can't just now: see that it is up to what comes.");
    case 409:
        return ConformanceSentences::tr("It seems to know the event: answer 2xx to what you have already.");
    case 411:
        return ConformanceSentences::tr("It wants a length: take chunked bodies too, since Kaunt may send them so.");
    case 413:
        return ConformanceSentences::tr("It is too large for the endpoint: raise its limit.");
    case 415:
        return ConformanceSentences::tr("Take application/json, with a charset behind it or without.");
    case 429:
        return ConformanceSentences::tr(
            "The endpoint limits how much comes: leave room for Kaunt's repeats and bursts.");
    default:
        break;
    }
    return status >= firstServerError ? ConformanceSentences::tr("The endpoint failed over it: its own log says why.")
                                      : QString();
}

/// Where an endpoint may do so and still be right.
QString adviceOnRemark(const ConformanceResult& result)
{
    if (result.name.startsWith(QLatin1String("signature-")))
        return ConformanceSentences::tr(
            "How Kaunt writes a signature is documented nowhere: decode it from hex, in upper and lower case, and from "
            "base64 and base64url, and compare the bytes.");
    const QString tolerant =
        ConformanceSentences::tr("Kaunt is not known to send it so; be tolerant where it costs nothing.");
    const QString byStatus = adviceByStatus(result.telling().status);
    return byStatus.isEmpty() ? tolerant : QStringLiteral("%1 %2").arg(byStatus, tolerant);
}

QString adviceFor(const ConformanceResult& result)
{
    if (result.isAsCorrect())
        return ConformanceSentences::tr(
            "The first, plain delivery was refused alike: mend that, then see what is left.");
    if (result.grade == ConformanceResult::Grade::Remarked)
        return adviceOnRemark(result);
    const int status = result.telling().status;
    if (result.name.startsWith(QLatin1String("repeated")) && !saysNotNow(status))
        return ConformanceSentences::tr(
            "Where the first was taken, a repeat was refused: answer 2xx to what you have already.");
    if (result.name == QLatin1String("unknown-event-type"))
        return ConformanceSentences::tr(
            "New event types may come at any time: answer 2xx, and pass over what you don't know.");
    if (result.name == QLatin1String("unknown-fields") || result.name == QLatin1String("missing-fields") ||
        result.name == QLatin1String("null-fields"))
        return ConformanceSentences::tr("Fields may be new, absent or null: answer 2xx to whatever is authentic.");
    if (result.name == QLatin1String("non-ascii") && status < firstServerError)
        return ConformanceSentences::tr(
            "Take the HMAC-SHA256 of the raw bytes, before anything reads them as text: read in another "
            "charset, letters with accents become others.");
    const QString byStatus = adviceByStatus(status);
    if (byStatus.isEmpty() && result.plainRefusal == 0 && result.name != QLatin1String("correct"))
        return ConformanceSentences::tr(
            "The plain delivery was taken, so the secret is right, and of this one something else than its raw body "
            "was signed: take the HMAC-SHA256 of the bytes as they came, before anything reads or prints them anew.");
    return byStatus.isEmpty()
               ? ConformanceSentences::tr(
                     "See that the endpoint has the secret that was given here, as it is: no newline, no quotes, not "
                     "decoded. Compare the signature with the HMAC-SHA256 of the raw body, as it came, before anything "
                     "reads it; then answer 2xx to whatever is authentic.")
               : byStatus;
}

Sentence notTaken(const ConformanceResult& result)
{
    return {ConformanceSentences::tr("An authentic delivery was not accepted."), answered(result.telling()),
            adviceFor(result)};
}

/// How an endpoint comes to let this in; empty where there is more than one way.
QString leakOf(const QString& name)
{
    if (name == QLatin1String("unsigned-empty"))
        return ConformanceSentences::tr("It had neither a signature nor a body: what comes without a body is not "
                                        "verified. Verify each request, whatever is in it.");
    if (name.startsWith(QLatin1String("unsigned-")))
        return ConformanceSentences::tr(
            "It had no signature, and another Content-Type than JSON: only JSON is verified. "
            "Verify before anything looks at the Content-Type.");
    if (name == QLatin1String("header-empty"))
        return ConformanceSentences::tr("Its signature was empty. Take an empty signature for none.");
    if (name == QLatin1String("header-truncated") || name.startsWith(QLatin1String("signature-")))
        return ConformanceSentences::tr("Its signature was right in part. Compare all 32 bytes, in constant time.");
    if (name == QLatin1String("chunked-altered"))
        return ConformanceSentences::tr("It came chunked, with the signature of another body. Verify all bytes that "
                                        "come, with a length or without.");
    if (name == QLatin1String("end-altered"))
        return ConformanceSentences::tr(
            "Only the end of its 64 KiB was not what was signed. Take the HMAC of the whole "
            "body.");
    if (name == QLatin1String("body-printed-anew"))
        return ConformanceSentences::tr(
            "It is the JSON that was signed, printed otherwise. Take the HMAC of the raw bytes "
            "alone, and never of JSON that you print anew.");
    return {};
}

/// How a delivery is signed that has the secret and yet no signature of Kaunt's.
struct OtherSigning {
    QString how;
    QString thus; ///< what that tells of an endpoint that takes it and refuses what is right
    QString next; ///< there
};

std::optional<OtherSigning> otherKey(const QString& name)
{
    if (name == QLatin1String("secret-whitespace"))
        return OtherSigning{
            ConformanceSentences::tr("Its key was the secret with a newline behind it."),
            ConformanceSentences::tr("So the endpoint's has one."),
            ConformanceSentences::tr("Take white space off the secret where it is read, as from a file.")};
    if (name == QLatin1String("secret-quoted"))
        return OtherSigning{ConformanceSentences::tr("Its key was the secret in quotes."),
                            ConformanceSentences::tr("So the endpoint's has them."),
                            ConformanceSentences::tr("Take the quotes off where the secret is read.")};
    if (name == QLatin1String("secret-encoded"))
        return OtherSigning{ConformanceSentences::tr("Its key was the base64 of the secret."),
                            ConformanceSentences::tr("So the endpoint encodes it."),
                            ConformanceSentences::tr("Use the secret's own bytes as the key.")};
    if (name == QLatin1String("secret-decoded"))
        return OtherSigning{
            ConformanceSentences::tr("Its key was what the secret is as base64."),
            ConformanceSentences::tr("So the endpoint decodes it."),
            ConformanceSentences::tr("Use the secret's own letters as the key, as they are shown beside the webhook.")};
    return std::nullopt;
}

std::optional<OtherSigning> otherSigning(const QString& name)
{
    if (name == QLatin1String("other-algorithm"))
        return OtherSigning{ConformanceSentences::tr("Its signature was an HMAC-SHA1."),
                            ConformanceSentences::tr("So the endpoint computes that."),
                            ConformanceSentences::tr("Take HMAC-SHA256, and nothing else.")};
    if (name == QLatin1String("signed-string"))
        return OtherSigning{
            ConformanceSentences::tr("The signature was over a time stamp and the body, as other providers do."),
            ConformanceSentences::tr("So the endpoint puts one in front."),
            ConformanceSentences::tr("Take the HMAC-SHA256 of the body alone.")};
    if (name == QLatin1String("body-empty-signed"))
        return OtherSigning{ConformanceSentences::tr("The signature was over an empty body."),
                            ConformanceSentences::tr("So the endpoint has none to verify."),
                            ConformanceSentences::tr("Keep the raw body before a JSON reader consumes it.")};
    if (name.startsWith(QLatin1String("body-")) && name != QLatin1String("body-printed-anew"))
        return OtherSigning{
            ConformanceSentences::tr("The signature was over the body in another form (%1).").arg(name.mid(5)),
            ConformanceSentences::tr("So the endpoint makes that of what comes."),
            ConformanceSentences::tr("Take the HMAC-SHA256 of the raw bytes as they come, and of nothing that was read "
                                     "and written again.")};
    return otherKey(name);
}

Sentence letIn(const ConformanceResult& result)
{
    QString reason = answered(result.telling());
    QString next = ConformanceSentences::tr("Refuse what does not verify with 401, before anything is done with it.");
    if (const auto other = otherSigning(result.name)) {
        reason += u' ' + other->how;
        if (result.plainRefusal != 0) { // else it may take anything
            reason += u' ' + other->thus;
            next = other->next;
        }
        return {ConformanceSentences::tr("A delivery that is not signed as Kaunt signs was accepted."), reason, next};
    }
    if (const QString leak = leakOf(result.name); !leak.isEmpty())
        reason += u' ' + leak;
    return {ConformanceSentences::tr("A delivery that nobody with the secret has signed was accepted."), reason, next};
}

Sentence unanswered(Expected expected, const SendOutcome& outcome)
{
    if (outcome.noAnswer.reason != NoAnswer::Reason::System)
        return {
            ConformanceSentences::tr("There was no answer that can be read."), noAnswerText(outcome.noAnswer),
            ConformanceSentences::tr("See that the URL is the endpoint's, and whether it begins with http or https.")};
    if (expected == Expected::Refused && outcome.isConnected && !outcome.isTimedOut)
        return {ConformanceSentences::tr("It was dropped without an answer."), noAnswerText(outcome.noAnswer),
                ConformanceSentences::tr(
                    "Answer 401: to whoever sends it, a closed connection is a failure, to be tried again.")};
    return {
        ConformanceSentences::tr("There was no answer."), noAnswerText(outcome.noAnswer),
        ConformanceSentences::tr("See that the endpoint runs, and that it answers before it works on the delivery.")};
}

} // namespace

Sentence sentenceFor(const ConformanceResult& result)
{
    const SendOutcome telling = result.telling();
    switch (result.finding) {
    case ConformanceResult::Finding::None:
        return {result.expected == Expected::Accepted ? ConformanceSentences::tr("It was accepted.")
                                                      : ConformanceSentences::tr("It was refused."),
                {},
                {}};
    case ConformanceResult::Finding::NoAnswer:
        return unanswered(result.expected, telling);
    case ConformanceResult::Finding::NotTaken:
        return notTaken(result);
    case ConformanceResult::Finding::LetIn:
        return letIn(result);
    case ConformanceResult::Finding::Stumbled:
        return {ConformanceSentences::tr("It was refused, but with a failure of the server."), answered(telling),
                ConformanceSentences::tr("Answer 401: a 5xx has the sender try again.")};
    case ConformanceResult::Finding::Redirected:
        if (result.expected == Expected::Refused)
            return {
                ConformanceSentences::tr("It was neither accepted nor refused, but redirected."), answered(telling),
                ConformanceSentences::tr("Answer 401. If all is redirected, give the URL that it is redirected to.")};
        return {ConformanceSentences::tr("It was redirected."), answered(telling),
                ConformanceSentences::tr("Give the URL that it is redirected to: a webhook need not follow.")};
    case ConformanceResult::Finding::Slow:
        return {ConformanceSentences::tr("The answer was slow."), answered(telling),
                ConformanceSentences::tr(
                    "Answer first and work afterwards: one that comes too late counts as none and causes a repeat, "
                    "and how long Kaunt waits is not documented.")};
    }
    return {};
}

Sentence unreachedSentence(const ConformanceReport& report)
{
    const SendOutcome outcome = report.results.constFirst().telling();
    const QString target = report.target.toString(QUrl::RemoveUserInfo);
    if (outcome.distrust != tls::Distrust::None)
        return {ConformanceSentences::tr("%1 was not trusted, so nothing was checked.").arg(target),
                noAnswerText(outcome.noAnswer), distrustedAdvice(outcome.distrust)};
    return {ConformanceSentences::tr("Nobody answered at %1, so nothing was checked.").arg(target),
            noAnswerText(outcome.noAnswer), ConformanceSentences::tr("Start the endpoint, or correct the URL.")};
}

QString totalsText(const ConformanceReport& report)
{
    using Grade = ConformanceResult::Grade;
    const auto remarked = report.count(Grade::Remarked);
    const QString text = remarked == 1 ? ConformanceSentences::tr("%L1 passed, %L2 remark, %L3 failed")
                                       : ConformanceSentences::tr("%L1 passed, %L2 remarks, %L3 failed");
    return text.arg(report.count(Grade::Passed)).arg(remarked).arg(report.count(Grade::Failed));
}

QString gradeText(ConformanceResult::Grade grade)
{
    switch (grade) {
    case ConformanceResult::Grade::Passed:
        return ConformanceSentences::tr("Passed");
    case ConformanceResult::Grade::Remarked:
        return ConformanceSentences::tr("Remark");
    case ConformanceResult::Grade::Failed:
        break;
    }
    return ConformanceSentences::tr("Failed");
}

} // namespace kaunt
