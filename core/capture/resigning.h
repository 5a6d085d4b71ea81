// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/capturemanifest.h"
#include "core/capture/digestreplacement.h"
#include "core/webhook/delivery.h"
#include "core/webhook/doctor/signaturesearch.h"

#include <QHash>

namespace kaunt {

/// Signs the deliveries of a capture anew: what verified does with the capture's own secret, and what did not does not,
/// for the same cause where that can be: it is found out how its signature came about, with the secrets that are known,
/// and the same is done with the capture's. No signature by a real secret is left. For one capture, oldest first; in
/// one thread. A refused delivery may take as long as its diagnosis did.
class Resigning {
public:
    enum class Outcome {
        Verifies,
        Refused, ///< as it was; of an unknown cause, or the same cause is found again
        Changed, ///< refused, but the cause that was found for it can't be found again
        NotChecked,
    };

    /// `known`: the secrets of the endpoints, as far as they are there.
    Resigning(QList<EndpointSecrets> known, CaptureSecrets secrets);

    /// `kept` is what stands in the capture for `asCame`: the same, or with stand-ins. Gets its signature, and its
    /// diagnosis where it was refused.
    [[nodiscard]] Outcome sign(const DeliveryRecord& asCame, DeliveryRecord& kept);

    /// Signatures by a real secret that stand anywhere else: in a target, within a header, in the payload of another.
    /// Of what was signed so far: to be called before sign(), which takes the body as it is then, and after it.
    void replaceSignatures(DeliveryRecord& kept, QList<ResourceRecord>& resources) const;

private:
    struct Known {
        QByteArray digest; ///< in the capture
        qint64 delivery = 0;
    };

    [[nodiscard]] DiagnosisKnowledge knowledgeOf(const QString& endpoint) const;
    [[nodiscard]] QByteArray standIn(const QByteArray& digest) const;
    [[nodiscard]] QByteArray valueOfVerified(const QByteArray& value, const DeliveryRecord& asCame,
                                             const QByteArray& digest);
    [[nodiscard]] QByteArray valueWithoutCause(const QByteArray& value) const;
    /// Of a right signature that did not count, and of what is none.
    [[nodiscard]] QByteArray valueOfBystander(const QByteArray& value, const DeliveryRecord& asCame,
                                              const DeliveryRecord& kept) const;
    [[nodiscard]] std::optional<QByteArray> valueOfRefused(const QByteArray& value, const DeliveryRecord& asCame,
                                                           const DeliveryRecord& kept) const;
    [[nodiscard]] std::optional<QByteArray> digestLike(const SignatureOrigin& origin, const DeliveryRecord& kept,
                                                       const QByteArray& value) const;
    /// `claimed` is the value of its signature, where it has one.
    void signRefused(const QByteArray& claimed, const DeliveryRecord& asCame, DeliveryRecord& kept);
    [[nodiscard]] Outcome diagnose(const DeliveryRecord& asCame, DeliveryRecord& kept) const;
    [[nodiscard]] SignatureCheck check(const DeliveryRecord& kept) const;
    void rememberSignatures(const DeliveryRecord& asCame, const DeliveryRecord& kept);

    QList<EndpointSecrets> m_known;
    CaptureSecrets m_secrets;
    QByteArray m_salt;
    QHash<QByteArray, Known> m_verified; ///< by the digest that came
    DigestReplacement m_signatures;
};

} // namespace kaunt
