// SPDX-License-Identifier: MIT
#include "app/cli/captureverification.h"

#include "core/capture/capturereader.h"
#include "core/export/linewriter.h"
#include "core/webhook/signatureverifier.h"
#include "ui/capturesentences.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct CaptureVerification {
    Q_DECLARE_TR_FUNCTIONS(CaptureVerification)
};

struct Checked {
    qint64 number = 0;
    Verdict recorded = Verdict::NoSecret;
    Verdict found = Verdict::NoSecret;
    QString recordedCause = {}; ///< empty where it is unknown or there is none
    QString foundCause = {};
};

struct Tally {
    qint64 deliveries = 0;
    qint64 differing = 0;
    qint64 otherCauses = 0;
};

/// Of a body that was cut for keeping, or was never checked, only what is recorded is known.
bool isCheckable(const DeliveryRecord& record)
{
    const Verdict verdict = record.summary.verdict;
    return verdict != Verdict::NoSecret && verdict != Verdict::Misdirected && !record.isBodyCut();
}

QString knownCause(const std::optional<Diagnosis>& diagnosis)
{
    const bool isKnown = diagnosis && diagnosis->cause != QLatin1String("unknown");
    return isKnown ? diagnosis->cause : QString();
}

/// `verified`: the signatures of what was verified before it.
Checked check(const DeliveryRecord& record, const CaptureSecrets& secrets, const QList<KnownSignature>& verified)
{
    Checked checked{
        .number = record.summary.number, .recorded = record.summary.verdict, .found = record.summary.verdict};
    if (!isCheckable(record))
        return checked;
    const QList<QByteArray> values = headerValues(record.headers, signatureHeaderName);
    const SignatureCheck signature = verifySignature(record.body, values, secrets.secrets());
    checked.found = signature.verdict;
    checked.recordedCause = knownCause(record.summary.diagnosis);
    if (checked.found == Verdict::Verified || checked.recordedCause.isEmpty())
        return checked;
    const RefusedRequest request{record.method, record.target, record.headers, record.body, signature};
    checked.foundCause =
        knownCause(examineRefusal(request, {secrets.secrets(), {secrets.otherEndpoint()}, verified}).diagnosis);
    return checked;
}

QByteArray lineOf(const Checked& checked)
{
    LineWriter line;
    line.key("type").text(QByteArray("verification"));
    line.key("delivery").number(checked.number);
    line.key("recorded").text(verdictCode(checked.recorded));
    line.key("verdict").text(verdictCode(checked.found));
    line.key("recordedCause").text(checked.recordedCause.isEmpty() ? QString() : checked.recordedCause);
    line.key("cause").text(checked.foundCause.isEmpty() ? QString() : checked.foundCause);
    return line.line();
}

void tell(const Checked& checked, const CommandContext& context)
{
    if (context.isJson)
        context.terminal.line(lineOf(checked));
    else if (checked.found != checked.recorded)
        context.terminal.line(CaptureVerification::tr("Delivery %1: recorded as “%2”, but it is “%3”.")
                                  .arg(checked.number)
                                  .arg(verdictText(checked.recorded), verdictText(checked.found)));
    else if (checked.foundCause != checked.recordedCause)
        context.terminal.line(
            CaptureVerification::tr("Delivery %1: “%2” as recorded; its cause, %3, can't be found again.")
                .arg(checked.number)
                .arg(verdictText(checked.found), visibleText(checked.recordedCause))); // as a file has it
}

ExitStatus conclude(const Tally& tally, const CommandContext& context)
{
    if (!context.isJson)
        context.terminal.line(CaptureVerification::tr("%1: as recorded %2, not as recorded %3; for another cause %4.")
                                  .arg(deliveriesText(tally.deliveries))
                                  .arg(tally.deliveries - tally.differing)
                                  .arg(tally.differing)
                                  .arg(tally.otherCauses));
    return tally.differing == 0 ? Done : AnswerIsNo;
}

} // namespace

ExitStatus verifyCapture(const QString& file, const CommandContext& context)
{
    auto reader = CaptureReader::open(file);
    if (reader && !(*reader)->manifest()) {
        context.terminal.error(
            CaptureVerification::tr("%1 is no capture bundle: it has no secret to check with.").arg(file));
        return CouldNotRun;
    }
    Tally tally;
    QList<KnownSignature> verified;
    while (reader) {
        const auto next = (*reader)->next();
        if (!next) {
            context.terminal.error(sentenceFor(next.error(), file));
            return CouldNotRun;
        }
        if (!*next)
            return conclude(tally, context);
        const DeliveryRecord& record = (*next)->record;
        const Checked checked = check(record, (*reader)->manifest()->secrets, verified);
        if (checked.found == Verdict::Verified)
            verified.append({hmacSha256((*reader)->manifest()->secrets.own, record.body), record.summary.number});
        ++tally.deliveries;
        if (checked.found != checked.recorded)
            ++tally.differing;
        else if (checked.foundCause != checked.recordedCause)
            ++tally.otherCauses;
        tell(checked, context);
    }
    context.terminal.error(sentenceFor(reader.error(), file));
    return CouldNotRun;
}

} // namespace kaunt
