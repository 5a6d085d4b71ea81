// SPDX-License-Identifier: MIT
#include "app/cli/verifycommand.h"

#include "app/cli/bodyfile.h"
#include "app/cli/captureverification.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "core/webhook/diagnosis.h"
#include "core/webhook/signatureverifier.h"
#include "ui/wording.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

QList<SigningSecret> allSecrets(const Settings& settings)
{
    QList<SigningSecret> all;
    for (const Endpoint& endpoint : settings.receiver.endpoints)
        all += endpoint.secrets;
    return all;
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
    m_signature = arguments.value(QStringLiteral("signature")).toUtf8();
    auto body = readBodyFile(arguments.positionalArguments().value(0, QStringLiteral("-")), terminal());
    if (!body)
        return body.error();
    m_body = *std::move(body);
    if (!secrets->isEmpty())
        return verify(*secrets, *secrets);
    const auto settings = readSettings(context());
    if (!settings)
        return settings.error();
    withStoredSecrets(this, context(), *settings, UnreadableKeyring::EndsIt, [this](const Settings& complete) {
        const QList<SigningSecret> kept = usableSecrets(complete);
        Q_EMIT finished(kept.isEmpty() ? wrongUsage(tr("There is no secret to check with. Give --secret-file or set "
                                                       "KAUNT_WEBHOOK_SECRET."))
                                       : verify(kept, allSecrets(complete), complete));
    });
    return {};
}

QString VerifyCommand::endpointOf(const QList<Endpoint>& endpoints) const
{
    const auto verifies = [this](const Endpoint& endpoint) {
        return verifySignature(m_body, {m_signature}, endpoint.secrets).verdict == Verdict::Verified;
    };
    const auto found = std::find_if(endpoints.cbegin(), endpoints.cend(), verifies);
    return endpoints.size() < 2 || found == endpoints.cend() ? QString() : found->name;
}

int VerifyCommand::verify(const QList<SigningSecret>& secrets, const QList<SigningSecret>& known,
                          const Settings& settings) const
{
    const SignatureCheck check = verifySignature(m_body, {m_signature}, secrets);
    std::optional<Diagnosis> diagnosis;
    if (check.verdict != Verdict::Verified)
        diagnosis = examineRefusal({{}, {}, {Header{signatureHeaderName, m_signature}}, m_body, check},
                                   {known, {}, {}, apiSecretsOf(settings.api.credentials)})
                        .diagnosis;
    const QString endpoint = endpointOf(settings.receiver.endpoints);
    const QString encoding = check.encoding ? encodingText(*check.encoding) : QString();
    if (context().isJson)
        terminal().line(verificationLine(check, diagnosis, endpoint));
    else if (diagnosis)
        terminal().line(verdictText(check.verdict) + QStringLiteral(". ") + sentenceFor(*diagnosis).text());
    else if (endpoint.isEmpty())
        terminal().line(
            tr("%1 (%2), with the secret “%3”.").arg(verdictText(check.verdict), encoding, check.secretName));
    else
        terminal().line(tr("%1 (%2), with the secret “%3” of the endpoint “%4”.")
                            .arg(verdictText(check.verdict), encoding, check.secretName, endpoint));
    return check.verdict == Verdict::Verified ? Done : AnswerIsNo;
}

} // namespace kaunt
