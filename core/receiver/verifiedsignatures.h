// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/webhook/diagnosis.h"

namespace kaunt {

/// The signatures of the newest verified deliveries of this run, and their bodies where they are short, so that one
/// that comes again with another body is known. A plain value of bounded size.
class VerifiedSignatures {
public:
    static constexpr qsizetype most = 4'096;
    static constexpr qsizetype longestBody = qsizetype{4} << 10; ///< that is kept; Kaunt's have some 400 bytes

    void add(const QByteArray& digest, qint64 delivery, const QByteArray& body);
    [[nodiscard]] const QList<KnownSignature>& list() const { return m_known; }

private:
    QList<KnownSignature> m_known;
    qsizetype m_next = 0; ///< the oldest one's place, once it is full
};

/// Those of the newest verified deliveries of a log (newestVerified()), for what an earlier run has seen; none where it
/// can't be read. Takes some 50 ms: not for the thread that answers requests.
[[nodiscard]] QList<KnownSignature> signaturesInLog(const QString& directory, const Clock& clock);

} // namespace kaunt
