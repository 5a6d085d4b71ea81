// SPDX-License-Identifier: MIT
#include "core/receiver/verifiedsignatures.h"

#include "core/headerlist.h"
#include "core/receiver/newestverified.h"
#include "core/webhook/signature.h"

#include <algorithm>

namespace kaunt {

namespace {

/// Into memory that is there already: that of a delivery goes to the next ones while the processor still has it at
/// hand, as it would no longer after thousands.
void keepCopy(QByteArray& kept, const QByteArray& bytes)
{
    kept.resize(bytes.size());
    std::copy(bytes.cbegin(), bytes.cend(), kept.begin());
}

} // namespace

void VerifiedSignatures::add(const QByteArray& digest, qint64 delivery, const QByteArray& body)
{
    if (m_known.size() < most)
        m_known.emplace_back();
    KnownSignature& known = m_known[m_next];
    keepCopy(known.digest, digest);
    known.delivery = delivery;
    keepCopy(known.body, body.size() <= longestBody ? body : QByteArray());
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
