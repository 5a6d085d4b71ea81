// SPDX-License-Identifier: MIT
#include "core/pathtest/bodychange.h"

#include "core/compare/bytecomparison.h"
#include "core/sha256.h"
#include "core/webhook/signatureverifier.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

constexpr qsizetype mostShown = 32;

/// As the doctor sees it: what arrived, with the signature that was sent.
Diagnosis examined(const PathProbe& probe, const QByteArray& secret, const DeliveryRecord& arrival)
{
    RefusedRequest request{arrival.method, arrival.target, arrival.headers, arrival.body, {}};
    const QList<QByteArray> signatures = headerValues(probe.delivery.headers, signatureHeaderName);
    removeHeaders(request.headers, signatureHeaderName);
    request.headers.append({signatureHeaderName, signatures.value(0)});
    DiagnosisKnowledge knowledge;
    knowledge.secrets = {{u"probe"_s, secret}};
    request.check = verifySignature(arrival.body, signatures, knowledge.secrets);
    return examineRefusal(request, knowledge).diagnosis;
}

bool isOfBody(const QString& cause)
{
    return cause.startsWith(u"body-") && cause != u"body-empty-signed";
}

} // namespace

std::optional<PathChange> bodyChange(const PathProbe& probe, const QByteArray& secret, const DeliveryRecord& arrival)
{
    const QByteArray& sent = probe.delivery.body;
    if (arrival.summary.bodyBytes == sent.size() && arrival.summary.bodySha256 == sha256(sent).toHex())
        return std::nullopt;
    const QByteArray compared = arrival.isBodyCut() ? sent.left(arrival.body.size()) : sent;
    const ByteComparison difference = compareBytes(compared, arrival.body);
    PathChange change;
    change.kind = PathChange::Kind::BodyChanged;
    change.effect = PathChange::Effect::Breaking;
    change.offset = difference.sameBegin;
    change.wasBytes = sent.size();
    change.cameBytes = arrival.summary.bodyBytes;
    change.was = compared.mid(difference.sameBegin, std::min(difference.differsBefore, mostShown));
    change.came = arrival.body.mid(difference.sameBegin, std::min(difference.differsAfter, mostShown));
    const bool isBeginning = change.cameBytes < change.wasBytes && difference.differsAfter == 0 &&
                             difference.sameBegin == arrival.body.size();
    Diagnosis diagnosis = arrival.summary.diagnosis.value_or(Diagnosis{});
    if (!arrival.isBodyCut())
        diagnosis = examined(probe, secret, arrival);
    change.cause = isOfBody(diagnosis.cause) ? diagnosis.cause : isBeginning ? u"body-truncated"_s : u"body-changed"_s;
    if (isOfBody(diagnosis.cause))
        change.detail = std::move(diagnosis.detail);
    return change;
}

} // namespace kaunt
