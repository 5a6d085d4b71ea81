// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/diagnosis.h"

namespace kaunt {

/// The signatures of the newest verified deliveries of this run, so that one that comes again with another body is
/// known. A plain value of bounded size.
class VerifiedSignatures {
public:
    static constexpr qsizetype most = 4'096;

    void add(const QByteArray& digest, qint64 delivery)
    {
        const KnownSignature known{digest, delivery};
        if (m_known.size() < most)
            m_known.append(known);
        else
            m_known[m_next] = known;
        m_next = (m_next + 1) % most;
    }
    [[nodiscard]] const QList<KnownSignature>& list() const { return m_known; }

private:
    QList<KnownSignature> m_known;
    qsizetype m_next = 0; ///< the oldest one's place, once it is full
};

} // namespace kaunt
