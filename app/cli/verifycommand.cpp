// SPDX-License-Identifier: MIT
#include "app/cli/verifycommand.h"

#include "app/cli/bodyfile.h"
#include "app/cli/captureverification.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/cli/signaturetext.h"
#include "core/receiver/verifiedsignatures.h"
#include "core/webhook/signatureverifier.h"
#include "ui/wording.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// Whether another endpoint's secrets may explain it better.
bool isOpen(const Diagnosis& diagnosis)
{
    const QString other = QStringLiteral("secret-of-other-endpoint");
    const bool isOfOther =
        diagnosis.cause == other || diagnosis.detail.value(QStringLiteral("layers")).toArray().contains(other);
    const bool isUnknown = diagnosis.detail.contains(QStringLiteral("tried")) &&
                           !diagnosis.detail.contains(QStringLiteral("matchesWithout")) &&
                           !diagnosis.detail.contains(QStringLiteral("matchesWithoutCharacters"));
    return isOfOther || isUnknown;
}

/// Without those of this very body: they were made with a secret that is not among the given ones, and tell no more
/// than that. One whose body is not kept may be of this one.
QList<KnownSignature> ofOtherBodies(QList<KnownSignature> signatures, const QByteArray& body)
{
    signatures.removeIf([&body](const KnownSignature& known) { return known.body.isEmpty() || known.body == body; });
    return signatures;
}

} // namespace

QList<QCommandLineOption> VerifyCommand::options()
{
    return {
        secretFilesOption(),
        {QStringLiteral("signature"), tr("The value of the header X-Signature-SHA256, as it came."),
         QStringLiteral("VALUE")},
        {QStringLiteral("capture"), tr("Checks all deliveries of a capture bundle in place of a body."),
         QStringLiteral("FILE")},
    };
}

std::optional<int> VerifyCommand::start(const QCommandLineParser& arguments)
{
    if (const QString file = arguments.value(QStringLiteral("capture")); !file.isEmpty()) {
        const bool hasOthers = arguments.isSet(QStringLiteral("signature")) ||
                               arguments.isSet(QStringLiteral("secret-file")) ||
                               !arguments.positionalArguments().isEmpty();
        return hasOthers ? wrongUsage(tr("--capture checks what a bundle holds, with the secret in it: no body, "
                                         "--signature or --secret-file goes with it."))
                         : verifyCapture(file, context());
    }
    if (!arguments.isSet(QStringLiteral("signature")))
        return wrongUsage(tr("--signature is missing: the value of the header X-Signature-SHA256."));
    const auto secrets = givenSecrets(arguments, terminal());
    if (!secrets)
        return secrets.error();
    // What stands around a header's value is no part of it, and comes along from a line such as curl's or grep's.
    m_signature = arguments.value(QStringLiteral("signature")).toUtf8().trimmed();
    auto body = readBodyFile(arguments.positionalArguments().value(0, QStringLiteral("-")), terminal());
    if (!body)
        return body.error();
    m_body = *std::move(body);
    if (!secrets->isEmpty())
        return verify(*secrets, {{{}, *secrets}}, {});
    const auto settings = readSettings(context());
    if (!settings)
        return settings.error();
    withStoredSecrets(this, context(), *settings, UnreadableKeyring::EndsIt, [this](const Settings& complete) {
        const QList<SigningSecret> kept = usableSecrets(complete);
        Q_EMIT finished(kept.isEmpty()
                            ? wrongUsage(tr("There is no secret to check with. Give --secret-file or set "
                                            "KAUNT_WEBHOOK_SECRET."))
                            : verify(kept, endpointSecrets(complete), apiSecretsOf(complete.api.credentials)));
    });
    return {};
}

QString VerifyCommand::endpointOf(const QList<EndpointSecrets>& endpoints) const
{
    const auto verifies = [this](const EndpointSecrets& endpoint) {
        return verifySignature(m_body, {m_signature}, endpoint.secrets).verdict == Verdict::Verified;
    };
    const auto found = std::find_if(endpoints.cbegin(), endpoints.cend(), verifies);
    return endpoints.size() < 2 || found == endpoints.cend() ? QString() : found->endpoint;
}

VerifyCommand::Explanation VerifyCommand::explain(const SignatureCheck& check, const QList<EndpointSecrets>& known,
                                                  const QList<ApiSecret>& apiSecrets) const
{
    // A signature is mostly checked soon after it was made.
    const RefusedRequest request{.headers = {Header{signatureHeaderName, m_signature}},
                                 .body = m_body,
                                 .check = check,
                                 .receivedAt = context().clock.utcMillis()};
    const QList<KnownSignature> verified =
        ofOtherBodies(signaturesInLog(context().dataDirectory, context().clock), m_body);
    Explanation first;
    for (qsizetype i = 0; i < known.size(); ++i) {
        QList<EndpointSecrets> others = known;
        const EndpointSecrets own = others.takeAt(i);
        const Diagnosis diagnosis = examineRefusal(request, {own.secrets, others, verified, apiSecrets}).diagnosis;
        const bool isOfSecret = known.size() > 1 && diagnosis.detail.contains(QStringLiteral("secret"));
        if (!isOpen(diagnosis))
            return {diagnosis, isOfSecret ? own.endpoint : QString()};
        if (i == 0)
            first.diagnosis = diagnosis;
    }
    return first;
}

void VerifyCommand::tellRefused(const SignatureCheck& check, const Explanation& why,
                                const QList<SigningSecret>& secrets) const
{
    terminal().line(
        verdictText(check.verdict) + QStringLiteral(". ") + sentenceFor(why.diagnosis).text() +
        (why.endpoint.isEmpty() ? QString() : u' ' + tr("The secret is one of the endpoint “%1”.").arg(why.endpoint)));
    const QStringList compared = signatureText(m_body, m_signature, secrets);
    for (const QString& line : compared)
        terminal().line(line);
}

int VerifyCommand::verify(const QList<SigningSecret>& secrets, const QList<EndpointSecrets>& known,
                          const QList<ApiSecret>& apiSecrets) const
{
    const SignatureCheck check = verifySignature(m_body, {m_signature}, secrets);
    const bool isVerified = check.verdict == Verdict::Verified;
    const Explanation why = isVerified ? Explanation{{}, endpointOf(known)} : explain(check, known, apiSecrets);
    const QString encoding = check.encoding ? encodingText(*check.encoding) : QString();
    if (context().isJson)
        terminal().line(
            verificationLine(check, isVerified ? std::nullopt : std::optional(why.diagnosis), why.endpoint));
    else if (!isVerified)
        tellRefused(check, why, secrets);
    else if (why.endpoint.isEmpty())
        terminal().line(
            tr("%1 (%2), with the secret “%3”.").arg(verdictText(check.verdict), encoding, check.secretName));
    else
        terminal().line(tr("%1 (%2), with the secret “%3” of the endpoint “%4”.")
                            .arg(verdictText(check.verdict), encoding, check.secretName, why.endpoint));
    return isVerified ? Done : AnswerIsNo;
}

} // namespace kaunt
