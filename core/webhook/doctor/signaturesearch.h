// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/diagnosis.h"
#include "core/webhook/doctor/form.h"
#include "core/webhook/doctor/messageforms.h"
#include "core/webhook/doctor/otheralgorithms.h"
#include "core/webhook/doctor/signaturekey.h"
#include "core/webhook/doctor/signaturematcher.h"

#include <QSet>

#include <optional>
#include <vector>

namespace kaunt {

/// How a signature that did not verify comes about after all.
struct SignatureOrigin {
    SignatureClaim claim; ///< what the header value had to be read as
    QList<Finding>
        findings; ///< of the secret, the algorithm and the body, in this order; empty where only the header is at fault
    QByteArray message; ///< what was signed
    QString secretName = {};
    QString endpoint = {}; ///< whose secret it is
    bool isRetired = false;
    bool isOtherEndpoint = false;
};

/// Tries keys and messages against what came until one pair reproduces it: the secrets that are known and the body as
/// it is, then one of both changed or another algorithm, what costs least and is met most first, then two of these. A
/// key that is retired or another endpoint's, and only our own secret read otherwise, is told as ours.
/// Bounded by the limits; used once.
class SignatureSearch {
public:
    /// `claims` are what the value of the header `examined` can be read as.
    SignatureSearch(QList<SignatureClaim> claims, const Header& examined, const RefusedRequest& request,
                    const DiagnosisKnowledge& knowledge, const DiagnosisLimits& limits);
    ~SignatureSearch();
    Q_DISABLE_COPY_MOVE(SignatureSearch)

    [[nodiscard]] std::optional<SignatureOrigin> run();
    [[nodiscard]] const WorkBudget& budget() const { return m_budget; }
    /// The causes of which something was tried, in the order of contracts.md; after run().
    [[nodiscard]] QStringList tried() const;

private:
    using Key = SignatureKey;
    struct SecretForm; ///< what may have been made of one of our own

    void collectSecretForms();
    /// Each is true where it found the origin or must end the search.
    bool tryKnownKeys();
    bool tryMessages(MessageForms::Stage stage);
    bool trySecretForms(bool areCommon);
    bool tryPlaceholders();
    bool tryUnkeyedDigests();
    bool tryKeyedDigests();
    bool tryLikelyAlgorithms();
    bool tryOurAlgorithms(const Form& message); ///< with our own keys
    bool tryAddressed(const Form& message);
    bool takeDigest(const Key* key, const Form& message, const QString& algorithm, const QByteArray& digest);
    bool trySecretDigests(const Key& key);
    /// A likely form of one of our own in use that is this key, too.
    [[nodiscard]] const SecretForm* ownFormOf(const Key& key) const;
    /// Of no key, where that is nullptr.
    bool tryOtherAlgorithm(const Key* key, const Form& message, OtherDigests which);
    bool tryPairs(const QList<Form>& messages); ///< with what is often made of our own secrets
    bool tryFurtherPairs();
    bool tryPairsOfOthers();
    bool tryOrders();
    bool tryArrivalStamps();
    bool tryUncounted(const Form& message); ///< with our own keys
    bool tryPair(Key& key, const Form& message);
    void keep(const Form& message);
    [[nodiscard]] QList<Form> some(const QList<Form>& messages, qsizetype most) const;
    void note(const Form& form)
    {
        if (!form.findings.isEmpty())
            m_tried.insert(form.findings.constLast().cause);
    }
    [[nodiscard]] bool isOver() const { return m_origin || m_budget.isExhausted(); }
    void setOrigin(const SignatureClaim& claim, const Key* key, const Form& message, const Finding* algorithm);

    const SignatureMatcher m_matcher;
    const SignedContext m_context;
    const QByteArray m_body;
    const qint64 m_receivedAt;
    const DiagnosisLimits m_limits;
    WorkBudget m_budget;
    const QList<ApiSecret> m_apiSecrets;
    std::vector<Key> m_keys; ///< as they are known, ours first
    std::vector<SecretForm> m_secretForms;
    std::vector<Key> m_formedKeys; ///< what is often made of our own
    QList<Form> m_likely;          ///< messages to be tried with other keys
    QList<Form> m_further;         ///< the same, less likely
    QList<Form> m_addressed;       ///< signed strings without a stamp, to be tried with other algorithms
    qint64 m_keptBytes = 0;
    QSet<size_t> m_seen;   ///< hashes of messages: they may be large, and a collision costs one of thousands of trials
    QSet<QString> m_tried; ///< causes
    std::optional<SignatureOrigin> m_origin;
};

} // namespace kaunt
