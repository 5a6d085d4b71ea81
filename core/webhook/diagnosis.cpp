// SPDX-License-Identifier: MIT
#include "core/webhook/diagnosis.h"

#include "core/webhook/doctor/circumstances.h"
#include "core/webhook/doctor/digestprints.h"
#include "core/webhook/doctor/earlierdelivery.h"
#include "core/webhook/doctor/findingsreport.h"
#include "core/webhook/doctor/signaturesearch.h"
#include "core/webhook/doctor/similarheader.h"

#include <QJsonArray>

#include <openssl/crypto.h>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype mostValues = 16;

Diagnosis unknown(const QStringList& tried)
{
    return {QStringLiteral("unknown"), {{QStringLiteral("tried"), QJsonArray::fromStringList(tried)}}};
}

bool isSame(const QByteArray& a, const QByteArray& b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), static_cast<size_t>(a.size())) == 0;
}

/// The right signatures of a body, computed once however many values are compared with them.
class RightSignatures {
public:
    RightSignatures(const QByteArray& body, const QList<SigningSecret>& secrets)
    {
        constexpr qsizetype mostSecrets = 8;
        for (const SigningSecret& secret : secrets) {
            if (!secret.value.isEmpty() && m_digests.size() < mostSecrets)
                m_digests.append(hmacSha256(secret.value, body));
        }
    }

    /// However the value is written.
    [[nodiscard]] bool contain(const QByteArray& value) const
    {
        const SignatureMatcher matcher(readSignatureClaims(value));
        return std::any_of(m_digests.cbegin(), m_digests.cend(), [&matcher](const QByteArray& digest) {
            const SignatureClaim* claim = matcher.match(digest);
            return claim && !claim->isCutOff;
        });
    }

private:
    QList<QByteArray> m_digests;
};

Finding similar(const Header& header, bool matches)
{
    return {QStringLiteral("header-similar"),
            {{QStringLiteral("name"), QString::fromLatin1(header.name)}, {QStringLiteral("matches"), matches}}};
}

/// The parameter of the request's query that holds the right signature.
std::optional<QString> parameterOf(const QByteArray& target, const RightSignatures& right)
{
    const qsizetype query = target.indexOf('?');
    constexpr qsizetype mostParameters = 32;
    const QByteArrayList parameters = query < 0 ? QByteArrayList() : target.mid(query + 1).split('&');
    for (const QByteArray& parameter : parameters.first(std::min(parameters.size(), mostParameters))) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals >= 0 && right.contain(parameter.mid(equals + 1)))
            return QString::fromLatin1(parameter.left(equals));
    }
    return std::nullopt;
}

/// Which of several secrets it was is worth telling.
Diagnosis reportOwn(const SignatureOrigin& origin, const QByteArray& value, const RefusedRequest& request,
                    const DiagnosisKnowledge& knowledge, const QList<Finding>& before = {})
{
    Diagnosis diagnosis = reportOrigin(origin, value, request, before);
    if (knowledge.secrets.size() > 1 && !origin.secretName.isEmpty() && !origin.isOtherEndpoint)
        diagnosis.detail.insert(QStringLiteral("ofSecrets"), knowledge.secrets.size());
    return diagnosis;
}

Examination examineMissing(const RefusedRequest& request, const DiagnosisKnowledge& knowledge,
                           const DiagnosisLimits& limits)
{
    const RightSignatures right(request.body, knowledge.secrets);
    const auto sameValue = std::find_if(request.headers.cbegin(), request.headers.cend(),
                                        [&right](const Header& header) { return right.contain(header.value); });
    if (sameValue != request.headers.cend()) {
        const Finding finding = similar(*sameValue, true);
        return {{finding.cause, finding.detail}};
    }
    Diagnosis missing = diagnoseHeader(request.headers, request.check);
    if (const auto parameter = parameterOf(request.target, right)) {
        missing.detail.insert(QStringLiteral("parameter"), *parameter);
        return {missing};
    }
    const auto header = findSimilarHeader(request.headers);
    if (!header)
        return {missing};
    const Finding finding = similar(*header, false);
    SignatureSearch search(readSignatureClaims(header->value), request, knowledge, limits);
    if (const auto origin = search.run())
        return {reportOwn(*origin, header->value, request, knowledge, {finding}), search.budget().spentBytes()};
    return {{finding.cause, finding.detail}, search.budget().spentBytes()};
}

Diagnosis examineRepeated(const QList<QByteArray>& values, bool isJoined, const RefusedRequest& request,
                          const DiagnosisKnowledge& knowledge)
{
    const RightSignatures right(request.body, knowledge.secrets);
    const auto matching = std::count_if(values.cbegin(), values.cbegin() + std::min(values.size(), mostValues),
                                        [&right](const QByteArray& value) { return right.contain(value); });
    QJsonObject detail{{QStringLiteral("count"), values.size()}, {QStringLiteral("matching"), qint64(matching)}};
    if (isJoined)
        detail.insert(QStringLiteral("joined"), true);
    return {QStringLiteral("header-repeated"), detail};
}

std::optional<Diagnosis> otherDelivery(const QList<SignatureClaim>& claims, const DiagnosisKnowledge& knowledge,
                                       const QByteArray& body)
{
    const QList<KnownSignature>& verified = knowledge.verified;
    for (const SignatureClaim& claim : claims) {
        const auto found = std::find_if(verified.cbegin(), verified.cend(), [&claim](const KnownSignature& known) {
            return !claim.isCutOff && isSame(known.digest, claim.digest);
        });
        if (found == verified.cend())
            continue;
        QJsonObject detail = changeSinceVerified(body, found->body);
        detail.insert(QStringLiteral("delivery"), found->delivery);
        return Diagnosis{QStringLiteral("signature-of-other-delivery"), detail};
    }
    return std::nullopt;
}

QStringList triedCauses(const SignatureSearch& search, const DiagnosisKnowledge& knowledge)
{
    QStringList tried = search.tried();
    if (std::any_of(knowledge.secrets.cbegin(), knowledge.secrets.cend(),
                    [](const auto& each) { return each.retired; }))
        tried.append(QStringLiteral("secret-retired"));
    if (!knowledge.otherEndpoints.isEmpty())
        tried.append(QStringLiteral("secret-of-other-endpoint"));
    if (!knowledge.verified.isEmpty())
        tried.append(QStringLiteral("signature-of-other-delivery"));
    return tried;
}

/// A value that is a secret of ours in place of a signature, or the right digest in a print that can't be read without
/// knowing it.
std::optional<Diagnosis> examinePrint(const QByteArray& value, const RefusedRequest& request,
                                      const DiagnosisKnowledge& knowledge)
{
    const auto found = [&value](const QString& reading, const SigningSecret& secret) {
        return Diagnosis{QStringLiteral("header-malformed"),
                         {{QStringLiteral("length"), value.size()},
                          {QStringLiteral("reading"), reading},
                          {QStringLiteral("secret"), secret.name}}};
    };
    constexpr qsizetype mostSecrets = 8;
    const QByteArray last = value.mid(value.trimmed().lastIndexOf(' ') + 1).trimmed(); // "Bearer …"
    for (const SigningSecret& secret : knowledge.secrets.first(std::min(knowledge.secrets.size(), mostSecrets))) {
        if (secret.value.isEmpty())
            continue;
        if (isSame(value, secret.value) || isSame(last, secret.value))
            return found(QStringLiteral("secret"), secret);
        const QString printing =
            secret.retired ? QString() : digestPrinting(value, hmacSha256(secret.value, request.body));
        if (!printing.isEmpty())
            return found(printing, secret);
    }
    return std::nullopt;
}

Examination examineValue(const QByteArray& value, const RefusedRequest& request, const DiagnosisKnowledge& knowledge,
                         const DiagnosisLimits& limits)
{
    const bool isMalformed = request.check.verdict == Verdict::Malformed;
    if (const auto print = examinePrint(value, request, knowledge))
        return {*print};
    const QList<SignatureClaim> claims = readSignatureClaims(value);
    if (claims.isEmpty())
        return {diagnoseHeader(request.headers, request.check)};
    SignatureSearch search(claims, request, knowledge, limits);
    if (const auto origin = search.run())
        return {reportOwn(*origin, value, request, knowledge), search.budget().spentBytes()};
    // Only now: an event that was verified once comes again with its body changed in a way that has a better name.
    if (const auto other = otherDelivery(claims, knowledge, request.body))
        return {*other, search.budget().spentBytes()};

    Diagnosis diagnosis = isMalformed ? diagnoseHeader(request.headers, request.check) : unknown({});
    diagnosis.detail.insert(QStringLiteral("tried"), QJsonArray::fromStringList(triedCauses(search, knowledge)));
    if (search.budget().isExhausted())
        diagnosis.detail.insert(QStringLiteral("isExhausted"), true);
    const QJsonObject circumstances = circumstancesOf(request.headers, request.body);
    for (auto each = circumstances.begin(); each != circumstances.end(); ++each)
        diagnosis.detail.insert(each.key(), each.value());
    return {diagnosis, search.budget().spentBytes()};
}

} // namespace

Examination examineRefusal(const RefusedRequest& request, const DiagnosisKnowledge& knowledge,
                           const DiagnosisLimits& limits)
{
    const QList<QByteArray> values = headerValues(request.headers, signatureHeaderName);
    if (request.check.verdict == Verdict::Verified || request.check.verdict == Verdict::NoSecret)
        return {unknown({})};
    if (values.isEmpty())
        return examineMissing(request, knowledge, limits);
    if (values.size() > 1)
        return {examineRepeated(values, false, request, knowledge)};
    if (const QList<QByteArray> joined = joinedSignatures(values.front()); !joined.isEmpty())
        return {examineRepeated(joined, true, request, knowledge)};
    return examineValue(values.front(), request, knowledge, limits);
}

Diagnosis diagnoseHeader(const HeaderList& headers, const SignatureCheck& check)
{
    const QList<QByteArray> values = headerValues(headers, signatureHeaderName);
    switch (check.verdict) {
    case Verdict::Missing:
        return {QStringLiteral("header-missing"), {{QStringLiteral("name"), QLatin1String(signatureHeaderName)}}};
    case Verdict::Malformed:
        if (values.size() > 1)
            return {QStringLiteral("header-repeated"), {{QStringLiteral("count"), values.size()}}};
        return {QStringLiteral("header-malformed"),
                {{QStringLiteral("length"), values.isEmpty() ? 0 : values.front().size()}}};
    case Verdict::Mismatch:
    case Verdict::NoSecret:
    case Verdict::Verified:
    case Verdict::Misdirected:
        break;
    }
    return unknown({});
}

} // namespace kaunt
