// SPDX-License-Identifier: MIT
#include "core/capture/resigning.h"

#include "core/capture/signaturetext.h"
#include "core/webhook/deliverytexts.h"
#include "core/webhook/doctor/messageforms.h"
#include "core/webhook/doctor/otheralgorithms.h"
#include "core/webhook/doctor/secretforms.h"
#include "core/webhook/signatureverifier.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

bool isSame(const Finding& a, const Finding& b)
{
    return a.cause == b.cause && a.detail == b.detail && a.forms == b.forms;
}

bool areSame(const QList<Finding>& a, const QList<Finding>& b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(), isSame);
}

QList<Finding> only(const QList<Finding>& findings, bool (*isWanted)(const QString& cause))
{
    QList<Finding> wanted;
    std::copy_if(findings.cbegin(), findings.cend(), std::back_inserter(wanted),
                 [isWanted](const Finding& finding) { return isWanted(finding.cause); });
    return wanted;
}

bool isOfSecret(const QString& cause)
{
    return cause.startsWith(QLatin1String("secret-"));
}

bool isOfAlgorithm(const QString& cause)
{
    return cause == QLatin1String("other-algorithm");
}

bool isOfBody(const QString& cause)
{
    return !isOfSecret(cause) && !isOfAlgorithm(cause);
}

/// Takes offered forms until one comes about by these findings.
class FormLike {
public:
    explicit FormLike(QList<Finding> findings)
        : m_findings(std::move(findings))
    {
    }

    [[nodiscard]] FormSink sink()
    {
        return [this](Form&& form) {
            if (areSame(form.findings, m_findings))
                m_bytes = form.bytes;
            return !m_bytes;
        };
    }
    [[nodiscard]] const std::optional<QByteArray>& bytes() const { return m_bytes; }

private:
    QList<Finding> m_findings;
    std::optional<QByteArray> m_bytes;
};

std::optional<QByteArray> keyLike(const QList<Finding>& findings, const QByteArray& secret)
{
    if (findings.isEmpty())
        return secret;
    FormLike found(findings);
    offerSecretForms(secret, SecretSteps::All, found.sink());
    return found.bytes();
}

std::optional<QByteArray> messageLike(const QList<Finding>& findings, const DeliveryRecord& kept,
                                      const QByteArray& signatureValue)
{
    if (findings.isEmpty())
        return kept.body;
    FormLike found(findings);
    const SignedContext context{kept.method, kept.target, kept.headers, {signatureHeaderName, signatureValue}};
    (void)MessageForms(kept.body, context, {}).offerAll(found.sink());
    return found.bytes();
}

std::optional<QByteArray> otherDigest(const QString& algorithm, const QByteArray& key, const QByteArray& message,
                                      qsizetype bytes)
{
    std::optional<QByteArray> found;
    const auto isWanted = [&](const QString& name, const QByteArray& digest) {
        if (name == algorithm)
            found = digest;
        return !found;
    };
    (void)(offerKeyedDigests(key, message, bytes, isWanted, OtherDigests::All) &&
           offerUnkeyedDigests(message, bytes, isWanted, OtherDigests::All));
    return found;
}

bool isCause(const DeliveryRecord& delivery, const char* cause)
{
    return delivery.summary.diagnosis && delivery.summary.diagnosis->cause == QLatin1String(cause);
}

/// What a search may have found that says nothing of the body or of a name.
Diagnosis withoutDetails(const Diagnosis& diagnosis)
{
    Diagnosis kept{diagnosis.cause, {}};
    for (const char* key :
         {"tried",    "isExhausted", "postponed", "skipped", "count",           "length",  "reading",
          "matching", "matches",     "joined",    "name",    "layers",          "form",    "forms",
          "change",   "newline",     "received",  "signed",  "charset",         "coding",  "algorithm",
          "side",     "characters",  "encoding",  "quotes",  "timestampHeader", "idHeader"}) {
        if (const auto found = diagnosis.detail.constFind(QLatin1String(key)); found != diagnosis.detail.constEnd())
            kept.detail.insert(found.key(), found.value());
    }
    return kept;
}

} // namespace

Resigning::Resigning(QList<EndpointSecrets> known, CaptureSecrets secrets)
    : m_known(std::move(known))
    , m_secrets(std::move(secrets))
    , m_salt(CaptureSecrets::made().own)
{
}

DiagnosisKnowledge Resigning::knowledgeOf(const QString& endpoint) const
{
    DiagnosisKnowledge knowledge;
    for (const EndpointSecrets& one : m_known) {
        if (one.endpoint == endpoint)
            knowledge.secrets += one.secrets;
        else
            knowledge.otherEndpoints.append(one);
    }
    return knowledge;
}

QByteArray Resigning::standIn(const QByteArray& digest) const
{
    QByteArray made;
    while (made.size() < digest.size())
        made += hmacSha256(m_salt, digest + QByteArray::number(made.size()));
    return made.left(digest.size());
}

Resigning::Outcome Resigning::sign(const DeliveryRecord& asCame, DeliveryRecord& kept)
{
    const bool isVerified = asCame.summary.verdict == Verdict::Verified;
    const QByteArray right = hmacSha256(m_secrets.own, kept.body);
    QByteArray claimed; // by the signature's header, where there is one
    for (qsizetype i = 0; i < kept.headers.size() && i < asCame.headers.size(); ++i) {
        const QByteArray came = asCame.headers.at(i).value;
        const bool isDigest = decodeSignature(came).has_value();
        const bool isSignature = isNamed(asCame.headers.at(i), signatureHeaderName);
        // What stands beside a digest may have been redacted, and is not to come back.
        const QByteArray value = isDigest ? came : kept.headers.at(i).value;
        if (isSignature)
            claimed = value;
        if (isSignature && isVerified)
            kept.headers[i].value = valueOfVerified(value, asCame, right);
        else if (isSignature || (isDigest && kept.headers.at(i).value == value))
            kept.headers[i].value = valueOfBystander(value, asCame, kept);
    }
    const bool isChecked =
        asCame.summary.verdict != Verdict::NoSecret && asCame.summary.verdict != Verdict::Misdirected;
    if (isChecked && !isVerified)
        signRefused(claimed, asCame, kept);
    rememberSignatures(asCame, kept);
    if (isVerified)
        return Outcome::Verifies;
    return isChecked ? diagnose(asCame, kept) : Outcome::NotChecked;
}

void Resigning::rememberSignatures(const DeliveryRecord& asCame, const DeliveryRecord& kept)
{
    const QList<QByteArray> came = headerValues(asCame.headers, signatureHeaderName);
    const QList<QByteArray> stands = headerValues(kept.headers, signatureHeaderName);
    for (qsizetype i = 0; i < came.size() && i < stands.size(); ++i) {
        const auto before = decodeSignature(came.at(i));
        const auto after = decodeSignature(stands.at(i));
        if (before && after)
            m_signatures.insert(before->digest, after->digest);
    }
    if (asCame.isBodyCut())
        return;
    const DiagnosisKnowledge knowledge = knowledgeOf(asCame.summary.endpoint);
    const auto remember = [&](const SigningSecret& secret, const QByteArray& key) {
        if (!secret.value.isEmpty())
            m_signatures.insert(hmacSha256(secret.value, asCame.body), hmacSha256(key, kept.body));
    };
    for (const SigningSecret& secret : knowledge.secrets)
        remember(secret, secret.retired ? m_secrets.retired : m_secrets.own);
    for (const EndpointSecrets& other : knowledge.otherEndpoints) {
        for (const SigningSecret& secret : other.secrets)
            remember(secret, m_secrets.other);
    }
}

void Resigning::replaceSignatures(DeliveryRecord& kept, QList<ResourceRecord>& resources) const
{
    visitTexts(kept, resources, [this](const TextPlace&, QByteArray& text) { m_signatures.replaceIn(text); });
}

QByteArray Resigning::valueOfVerified(const QByteArray& value, const DeliveryRecord& asCame, const QByteArray& digest)
{
    const auto decoded = decodeSignature(value);
    if (!decoded)
        return valueWithoutCause(value);
    m_verified.insert(decoded->digest, {digest, asCame.summary.number});
    return withOtherDigest(value, decoded->digest, digest).value_or(digest.toHex());
}

QByteArray Resigning::valueWithoutCause(const QByteArray& value) const
{
    const QList<SignatureClaim> claims = readSignatureClaims(value);
    for (const SignatureClaim& claim : claims) {
        if (claim.isCutOff)
            return withOtherBeginning(value, standIn(value + value));
        if (auto replaced = withOtherDigest(value, claim.digest, standIn(claim.digest)))
            return *replaced;
    }
    // It may be anything, a secret of somebody else's among that.
    QByteArray masked = value;
    constexpr qsizetype longestWord = 15;
    const QList<QByteArray> words = value.split(' ');
    const bool isTelling =
        std::any_of(words.cbegin(), words.cend(), [](const QByteArray& word) { return word.size() > longestWord; });
    for (char& c : masked) {
        if (isTelling && QChar(QLatin1Char(c)).isLetterOrNumber())
            c = 'x';
    }
    return masked;
}

QByteArray Resigning::valueOfBystander(const QByteArray& value, const DeliveryRecord& asCame,
                                       const DeliveryRecord& kept) const
{
    const DiagnosisKnowledge knowledge = knowledgeOf(asCame.summary.endpoint);
    for (const SigningSecret& secret : knowledge.secrets) {
        if (secret.value.isEmpty() || asCame.isBodyCut())
            continue;
        const QByteArray before = hmacSha256(secret.value, asCame.body);
        const QByteArray after = hmacSha256(secret.retired ? m_secrets.retired : m_secrets.own, kept.body);
        if (auto replaced = withOtherDigest(value, before, after))
            return *replaced;
    }
    return valueWithoutCause(value);
}

void Resigning::signRefused(const QByteArray& claimed, const DeliveryRecord& asCame, DeliveryRecord& kept)
{
    if (headerValues(asCame.headers, signatureHeaderName).size() != 1 || asCame.isBodyCut())
        return;
    for (Header& header : kept.headers) {
        if (!isNamed(header, signatureHeaderName))
            continue;
        const bool isSought = !isCause(asCame, "unknown") && asCame.summary.diagnosis;
        const auto found = isSought ? valueOfRefused(claimed, asCame, kept) : std::nullopt;
        if (found)
            header.value = *found;
        if (check(kept).verdict != asCame.summary.verdict)
            header.value = valueWithoutCause(claimed);
    }
}

std::optional<QByteArray> Resigning::valueOfRefused(const QByteArray& value, const DeliveryRecord& asCame,
                                                    const DeliveryRecord& kept) const
{
    const QList<SignatureClaim> claims = readSignatureClaims(value);
    if (isCause(asCame, "signature-of-other-delivery")) {
        for (const SignatureClaim& claim : claims) {
            if (const auto other = m_verified.constFind(claim.digest); other != m_verified.constEnd())
                return withOtherDigest(value, claim.digest, other->digest);
        }
        return std::nullopt;
    }
    if (claims.isEmpty() || !joinedSignatures(value).isEmpty())
        return std::nullopt;
    const RefusedRequest request{asCame.method,
                                 asCame.target,
                                 asCame.headers,
                                 asCame.body,
                                 {asCame.summary.verdict, asCame.summary.encoding, {}}};
    const Header examined{signatureHeaderName, value};
    const auto origin = SignatureSearch(claims, examined, request, knowledgeOf(asCame.summary.endpoint), {}).run();
    if (!origin)
        return std::nullopt;
    const auto digest = digestLike(*origin, kept, value);
    if (!digest)
        return std::nullopt;
    return origin->claim.isCutOff ? withOtherBeginning(value, *digest)
                                  : withOtherDigest(value, origin->claim.digest, *digest);
}

std::optional<QByteArray> Resigning::digestLike(const SignatureOrigin& origin, const DeliveryRecord& kept,
                                                const QByteArray& value) const
{
    const QByteArray& secret = origin.isOtherEndpoint ? m_secrets.other
                               : origin.isRetired     ? m_secrets.retired
                                                      : m_secrets.own;
    const auto key = keyLike(only(origin.findings, &isOfSecret), secret);
    const auto message = messageLike(only(origin.findings, &isOfBody), kept, value);
    if (!key || !message)
        return std::nullopt;
    const QList<Finding> algorithm = only(origin.findings, &isOfAlgorithm);
    if (algorithm.isEmpty())
        return hmacSha256(*key, *message);
    return otherDigest(algorithm.first().detail.value(u"algorithm").toString(), *key, *message,
                       origin.claim.digest.size());
}

SignatureCheck Resigning::check(const DeliveryRecord& kept) const
{
    return verifySignature(kept.body, headerValues(kept.headers, signatureHeaderName), m_secrets.secrets());
}

Resigning::Outcome Resigning::diagnose(const DeliveryRecord& asCame, DeliveryRecord& kept) const
{
    if (!asCame.summary.diagnosis)
        return Outcome::Refused;
    const Diagnosis& before = *asCame.summary.diagnosis;
    kept.summary.diagnosis = withoutDetails(before);
    if (isCause(asCame, "unknown"))
        return Outcome::Refused;
    DiagnosisKnowledge knowledge{m_secrets.secrets(), {m_secrets.otherEndpoint()}, {}};
    if (isCause(asCame, "signature-of-other-delivery")) {
        const auto decoded = decodeSignature(headerValues(kept.headers, signatureHeaderName).value(0));
        for (const Known& one : m_verified) {
            if (decoded && one.digest == decoded->digest)
                knowledge.verified.append({one.digest, one.delivery});
        }
    }
    const RefusedRequest request{kept.method, kept.target, kept.headers, kept.body, check(kept)};
    const Diagnosis after = asCame.isBodyCut() ? Diagnosis() : examineRefusal(request, knowledge).diagnosis;
    if (after.cause != before.cause)
        return Outcome::Changed;
    kept.summary.diagnosis = after;
    return Outcome::Refused;
}

} // namespace kaunt
