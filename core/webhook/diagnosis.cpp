// SPDX-License-Identifier: MIT
#include "core/webhook/diagnosis.h"

#include "core/webhook/doctor/circumstances.h"
#include "core/webhook/doctor/digestprints.h"
#include "core/webhook/doctor/earlierdelivery.h"
#include "core/webhook/doctor/findingsreport.h"
#include "core/webhook/doctor/rightsignatures.h"
#include "core/webhook/doctor/signaturesearch.h"
#include "core/webhook/doctor/similarheader.h"
#include "core/webhook/doctor/unfilledsignature.h"
#include "core/webhook/plainsecret.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

Diagnosis unknown(const QStringList& tried)
{
    return {QStringLiteral("unknown"), {{QStringLiteral("tried"), QJsonArray::fromStringList(tried)}}};
}

Finding similar(const Header& header, bool matches)
{
    return {QStringLiteral("header-similar"),
            {{QStringLiteral("name"), QString::fromLatin1(header.name)}, {QStringLiteral("matches"), matches}}};
}

/// The parameter of the request's query whose value is what is looked for.
std::optional<QString> parameterOf(const QByteArray& target, const std::function<bool(const QByteArray&)>& isSought)
{
    const qsizetype query = target.indexOf('?');
    constexpr qsizetype mostParameters = 32;
    const QByteArrayList parameters = query < 0 ? QByteArrayList() : target.mid(query + 1).split('&');
    for (const QByteArray& parameter : parameters.first(std::min(parameters.size(), mostParameters))) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals >= 0 && isSought(parameter.mid(equals + 1)))
            return QString::fromLatin1(parameter.left(equals));
    }
    return std::nullopt;
}

/// A secret that came in the clear, and whose it is where it is not this endpoint's.
struct HeldSecret {
    const SigningSecret* secret = nullptr; ///< nullptr where there is none
    QString endpoint = {};
};

/// One that is in use before one that was replaced, and ours before another endpoint's.
HeldSecret secretIn(const QByteArray& text, const DiagnosisKnowledge& knowledge)
{
    constexpr int mostSecrets = 16;
    int count = 0;
    const auto find = [&](const QList<SigningSecret>& secrets, bool isRetired) {
        const auto held = std::find_if(secrets.cbegin(), secrets.cend(), [&](const SigningSecret& each) {
            return each.retired == isRetired && count++ < mostSecrets && holdsSecret(text, each.value);
        });
        return held == secrets.cend() ? nullptr : &*held;
    };
    for (const bool isRetired : {false, true}) {
        if (const SigningSecret* own = find(knowledge.secrets, isRetired))
            return {own};
        for (const EndpointSecrets& other : knowledge.otherEndpoints) {
            if (const SigningSecret* theirs = find(other.secrets, isRetired))
                return {theirs, other.endpoint};
        }
    }
    return {};
}

void tellSecret(QJsonObject& detail, const HeldSecret& held)
{
    detail.insert(QStringLiteral("reading"), QStringLiteral("secret"));
    detail.insert(QStringLiteral("secret"), held.secret->name);
    if (!held.endpoint.isEmpty())
        detail.insert(QStringLiteral("endpoint"), held.endpoint);
    if (held.secret->retired)
        detail.insert(QStringLiteral("retired"), true);
}

/// Headers in which a word that happens to be a secret is none.
bool isAddress(const Header& header)
{
    const QByteArray name = header.name.toLower();
    return name == "host" || name == "x-forwarded-host" || name == "user-agent" || name == "origin" ||
           name == "referer" || name == "forwarded" || name == "via";
}

/// Long enough that no header has it by chance.
HeldSecret clearSecretIn(const QByteArray& text, const DiagnosisKnowledge& knowledge)
{
    constexpr qsizetype shortest = 8;
    HeldSecret held = secretIn(text, knowledge);
    if (held.secret && held.secret->value.size() < shortest)
        held = {};
    return held;
}

/// A secret that was sent in the clear, under whatever name but the signature's.
std::optional<Diagnosis> examineClear(const RefusedRequest& request, const DiagnosisKnowledge& knowledge)
{
    for (const Header& header : request.headers) {
        const HeldSecret held = isAddress(header) ? HeldSecret() : clearSecretIn(header.value, knowledge);
        if (!held.secret)
            continue;
        Finding finding = similar(header, false);
        tellSecret(finding.detail, held);
        return Diagnosis{finding.cause, finding.detail};
    }
    HeldSecret found;
    const auto parameter = parameterOf(request.target, [&](const QByteArray& value) {
        found = clearSecretIn(value, knowledge);
        return found.secret != nullptr;
    });
    if (!parameter)
        return std::nullopt;
    Diagnosis missing = diagnoseHeader(request.headers, request.check);
    missing.detail.insert(QStringLiteral("parameter"), *parameter);
    tellSecret(missing.detail, found);
    return missing;
}

/// Another header that holds what the signature's own does not.
std::optional<Diagnosis> examineOthers(const RefusedRequest& request, const DiagnosisKnowledge& knowledge)
{
    const RightSignatures right(request.body, knowledge.secrets);
    const auto found = std::find_if(request.headers.cbegin(), request.headers.cend(), [&right](const Header& header) {
        return !isNamed(header, signatureHeaderName) && right.contain(header.value);
    });
    if (found == request.headers.cend())
        return std::nullopt;
    Finding finding = similar(*found, true);
    finding.detail.insert(QStringLiteral("present"), true);
    return Diagnosis{finding.cause, finding.detail};
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

/// By which secret a delivery was verified whose body is kept, where that verifies nothing here: told as one that was
/// replaced since where it is none of those that are known.
QList<Finding> formerSecret(const KnownSignature& known, const DiagnosisKnowledge& knowledge)
{
    const auto find = [&known](const QList<SigningSecret>& secrets) {
        return std::find_if(secrets.cbegin(), secrets.cend(), [&known](const SigningSecret& secret) {
            return !secret.value.isEmpty() && hmacSha256(secret.value, known.body) == known.digest;
        });
    };
    if (const auto own = find(knowledge.secrets); own != knowledge.secrets.cend())
        return own->retired ? QList{retiredSecret(own->name)} : QList<Finding>();
    for (const EndpointSecrets& other : knowledge.otherEndpoints) {
        if (const auto theirs = find(other.secrets); theirs != other.secrets.cend())
            return {secretOfOther(other.endpoint, theirs->retired)};
    }
    Finding gone = retiredSecret({});
    gone.detail.insert(QStringLiteral("delivery"), known.delivery);
    return {gone};
}

/// The signature of a delivery that was verified, and what is wrong with how it came: of another one, or of this very
/// body under a secret that is not here any more. Empty where it is of none that is known.
QList<Finding> earlierDelivery(const QList<SignatureClaim>& claims, const QByteArray& value,
                               const RefusedRequest& request, const DiagnosisKnowledge& knowledge)
{
    const SignatureMatcher matcher(claims);
    for (const KnownSignature& known : knowledge.verified) {
        const SignatureClaim* claim = matcher.match(known.digest);
        if (!claim)
            continue;
        QList<Finding> findings = headerFindings(*claim, value, false);
        const bool isKept = !known.body.isEmpty();
        if (!isKept || known.body != request.body) {
            QJsonObject detail = changeSinceVerified(request.body, known.body);
            detail.insert(QStringLiteral("delivery"), known.delivery);
            findings.append({QStringLiteral("signature-of-other-delivery"), detail});
        }
        return isKept ? findings + formerSecret(known, knowledge) : findings;
    }
    return {};
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
    if (const auto parameter =
            parameterOf(request.target, [&](const QByteArray& each) { return right.contain(each); })) {
        missing.detail.insert(QStringLiteral("parameter"), *parameter);
        return {missing};
    }
    if (const auto clear = examineClear(request, knowledge))
        return {*clear};
    const auto header = findSimilarHeader(request.headers);
    if (!header)
        return {missing};
    const Finding finding = similar(*header, false);
    const QList<SignatureClaim> claims = readSignatureClaims(header->value);
    SignatureSearch search(claims, *header, request, knowledge, limits);
    const auto origin = search.run();
    const QList<Finding> earlier = origin && !isOfOtherContent(origin->findings)
                                       ? QList<Finding>()
                                       : earlierDelivery(claims, header->value, request, knowledge);
    if (origin && earlier.isEmpty())
        return {reportOwn(*origin, header->value, request, knowledge, {finding}), search.budget().spentBytes()};
    return {reportFindings(QList<Finding>{finding} + earlier), search.budget().spentBytes()};
}

Diagnosis examineRepeated(const QList<QByteArray>& values, bool isJoined, const RefusedRequest& request,
                          const DiagnosisKnowledge& knowledge)
{
    const RightSignatures right(request.body, knowledge.secrets);
    const auto matching = std::count_if(values.cbegin(), values.cend(),
                                        [&right](const QByteArray& value) { return right.contain(value); });
    QJsonObject detail{{QStringLiteral("count"), values.size()}, {QStringLiteral("matching"), qint64(matching)}};
    if (isJoined)
        detail.insert(QStringLiteral("joined"), true);
    return {QStringLiteral("header-repeated"), detail};
}

/// A secret of ours in use that opens the API, and signs no webhook.
QString apiSecretAmong(const DiagnosisKnowledge& knowledge)
{
    for (const SigningSecret& secret : knowledge.secrets) {
        const bool isOfApi =
            std::any_of(knowledge.apiSecrets.cbegin(), knowledge.apiSecrets.cend(), [&secret](const ApiSecret& each) {
                return secret.value == each.clientSecret || secret.value == each.clientId.toUtf8();
            });
        if (isOfApi && !secret.retired && !secret.value.isEmpty())
            return secret.name;
    }
    return {};
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

/// What else is known where no cause is.
void addCircumstances(Diagnosis& diagnosis, const SignatureSearch& search, const RefusedRequest& request,
                      const DiagnosisKnowledge& knowledge)
{
    diagnosis.detail.insert(QStringLiteral("tried"), QJsonArray::fromStringList(triedCauses(search, knowledge)));
    if (search.budget().isExhausted())
        diagnosis.detail.insert(QStringLiteral("isExhausted"), true);
    if (const QString ofApi = apiSecretAmong(knowledge); !ofApi.isEmpty())
        diagnosis.detail.insert(QStringLiteral("apiSecret"), ofApi);
    const QJsonObject circumstances = circumstancesOf(request.headers, request.body);
    for (auto each = circumstances.begin(); each != circumstances.end(); ++each)
        diagnosis.detail.insert(each.key(), each.value());
}

/// A value that is a secret of ours in place of a signature, or the right digest in a print that can't be read without
/// knowing it.
std::optional<Diagnosis> examinePrint(const QByteArray& value, const RefusedRequest& request,
                                      const DiagnosisKnowledge& knowledge)
{
    Diagnosis print{QStringLiteral("header-malformed"), {{QStringLiteral("length"), value.size()}}};
    if (const HeldSecret held = secretIn(value, knowledge); held.secret) {
        tellSecret(print.detail, held);
        return print;
    }
    constexpr int mostSecrets = 8;
    int count = 0;
    for (const SigningSecret& secret : knowledge.secrets) {
        if (!secret.isUsable() || ++count > mostSecrets)
            continue;
        const QString printing = digestPrinting(value, hmacSha256(secret.value, request.body));
        if (printing.isEmpty())
            continue;
        print.detail.insert(QStringLiteral("reading"), printing);
        print.detail.insert(QStringLiteral("secret"), secret.name);
        return print;
    }
    return std::nullopt;
}

Diagnosis unfilled(const QByteArray& value)
{
    return {QStringLiteral("header-malformed"),
            {{QStringLiteral("length"), value.size()},
             {QStringLiteral("reading"), QStringLiteral("placeholder")},
             {QStringLiteral("placeholder"), QString::fromLatin1(value)}}};
}

Examination examineValue(const QByteArray& value, const RefusedRequest& request, const DiagnosisKnowledge& knowledge,
                         const DiagnosisLimits& limits)
{
    const bool isMalformed = request.check.verdict == Verdict::Malformed;
    if (const auto print = examinePrint(value, request, knowledge))
        return {*print};
    if (isUnfilledSignature(value))
        return {examineOthers(request, knowledge).value_or(unfilled(value))};
    const QList<SignatureClaim> claims = readSignatureClaims(value);
    if (claims.isEmpty())
        return {examineOthers(request, knowledge).value_or(diagnoseHeader(request.headers, request.check))};
    SignatureSearch search(claims, {signatureHeaderName, value}, request, knowledge, limits);
    const auto origin = search.run();
    Diagnosis diagnosis = origin        ? reportOwn(*origin, value, request, knowledge)
                          : isMalformed ? diagnoseHeader(request.headers, request.check)
                                        : unknown({});
    if (origin && !isOfOtherContent(origin->findings))
        return {diagnosis, search.budget().spentBytes()};
    // Only now: an event that was verified once comes again with its body changed in a way that has a better name.
    if (const auto earlier = earlierDelivery(claims, value, request, knowledge); !earlier.isEmpty())
        return {reportFindings(earlier), search.budget().spentBytes()};
    if (origin && diagnosis.cause != u"unknown")
        return {diagnosis, search.budget().spentBytes()};
    if (const auto other = origin ? std::nullopt : examineOthers(request, knowledge))
        return {*other, search.budget().spentBytes()};
    addCircumstances(diagnosis, search, request, knowledge);
    return {diagnosis, search.budget().spentBytes()};
}

/// Of what may have come about on the way: who was there.
void addIntermediaries(Diagnosis& diagnosis, const HeaderList& headers)
{
    const bool isOfTheWay = diagnosis.cause.startsWith(u"body-") || diagnosis.cause.startsWith(u"header-") ||
                            diagnosis.cause == u"signature-of-other-delivery";
    HeaderList others = headers;
    const QByteArray named = diagnosis.detail.value(QStringLiteral("name")).toString().toLatin1();
    others.removeIf([&named](const Header& header) { return isNamed(header, named); }); // which is told already
    const QJsonArray found = isOfTheWay ? intermediariesOf(others) : QJsonArray();
    if (!found.isEmpty())
        diagnosis.detail.insert(QStringLiteral("intermediaries"), found);
}

Examination examined(const RefusedRequest& request, const DiagnosisKnowledge& knowledge, const DiagnosisLimits& limits)
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

} // namespace

Examination examineRefusal(const RefusedRequest& request, const DiagnosisKnowledge& knowledge,
                           const DiagnosisLimits& limits)
{
    Examination examination = examined(request, knowledge, limits);
    addIntermediaries(examination.diagnosis, request.headers);
    return examination;
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
