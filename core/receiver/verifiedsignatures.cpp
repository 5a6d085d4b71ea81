// SPDX-License-Identifier: MIT
#include "core/receiver/verifiedsignatures.h"

#include "core/headerlist.h"
#include "core/receiver/newestverified.h"
#include "core/webhook/signature.h"

#include <utility>

namespace kaunt {

void VerifiedSignatures::add(const QByteArray& digest, qint64 delivery, const QByteArray& body)
{
    KnownSignature known{digest, delivery, body.size() <= longestBody ? body : QByteArray()};
    if (m_known.size() < most)
        m_known.append(std::move(known));
    else
        m_known[m_next] = std::move(known);
    m_next = (m_next + 1) % most;
}

QList<KnownSignature> signaturesInLog(const QString& directory, const Clock& clock)
{
    const auto log = LogQueries::open(directory, clock);
    const QList<DeliverySummary> deliveries = log ? newestVerified(**log) : QList<DeliverySummary>();
    VerifiedSignatures signatures;
    for (const DeliverySummary& summary : deliveries) {
        const auto record = (*log)->delivery(summary.number);
        if (!record)
            continue;
        if (const auto decoded = decodeSignature(headerValues(record->headers, signatureHeaderName).value(0)))
            signatures.add(decoded->digest, summary.number, record->body);
    }
    return signatures.list();
}

} // namespace kaunt
