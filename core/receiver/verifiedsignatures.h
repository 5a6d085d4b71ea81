// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/diagnosis.h"

namespace kaunt {

/// The signatures of the newest verified deliveries of this run, and their bodies where they are short, so that one
/// that comes again with another body is known. A plain value of bounded size.
class VerifiedSignatures {
public:
    static constexpr qsizetype most = 4'096;
    static constexpr qsizetype longestBody = qsizetype{4} << 10; ///< that is kept; Kaunt's have some 400 bytes

    void add(const QByteArray& digest, qint64 delivery, const QByteArray& body)
    {
        const KnownSignature known{digest, delivery, body.size() <= longestBody ? body : QByteArray()};
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
