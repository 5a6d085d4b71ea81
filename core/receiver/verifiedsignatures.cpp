// SPDX-License-Identifier: MIT
#include "core/receiver/verifiedsignatures.h"

#include "core/receiver/newestverified.h"
#include "core/webhook/signature.h"

namespace kaunt {

void VerifiedSignatures::add(const QByteArray& digest, qint64 delivery, const QByteArray& body)
{
    const KnownSignature known{digest, delivery, body.size() <= longestBody ? body : QByteArray()};
    if (m_known.size() < most)
        m_known.append(known);
    else
        m_known[m_next] = known;
    m_next = (m_next + 1) % most;
}

std::optional<KnownSignature> knownSignature(const HeaderList& headers, const QByteArray& body, qint64 delivery)
{
    const auto decoded = decodeSignature(headerValues(headers, signatureHeaderName).value(0));
    return decoded ? std::optional(KnownSignature{decoded->digest, delivery, body}) : std::nullopt;
}

QList<KnownSignature> signaturesInLog(const QString& directory, const Clock& clock)
{
    const auto log = LogQueries::open(directory, clock);
    const QList<DeliverySummary> deliveries = log ? newestVerified(**log) : QList<DeliverySummary>();
    VerifiedSignatures signatures;
    for (const DeliverySummary& summary : deliveries) {
        const auto record = (*log)->delivery(summary.number);
        if (const auto known = record ? knownSignature(record->headers, record->body, summary.number) : std::nullopt)
            signatures.add(known->digest, known->delivery, known->body);
    }
    return signatures.list();
}

} // namespace kaunt
