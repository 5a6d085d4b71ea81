// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signaturekey.h"

#include <QSet>

namespace kaunt {

std::vector<SignatureKey> knownKeys(const DiagnosisKnowledge& knowledge, qsizetype most)
{
    std::vector<SignatureKey> keys;
    QSet<QByteArray> known;
    const auto add = [&](const QList<SigningSecret>& secrets, const QString& endpoint, bool isOther, bool isRetired) {
        for (const SigningSecret& secret : secrets) {
            const bool isFull = static_cast<qsizetype>(keys.size()) >= most;
            if (isFull || secret.value.isEmpty() || secret.retired != isRetired || known.contains(secret.value))
                continue;
            known.insert(secret.value);
            keys.emplace_back(Form{secret.value, {}}, secret, endpoint, isOther);
        }
    };
    add(knowledge.secrets, {}, false, false);
    add(knowledge.secrets, {}, false, true);
    for (const bool isRetired : {false, true}) {
        for (const EndpointSecrets& other : knowledge.otherEndpoints)
            add(other.secrets, other.endpoint, true, isRetired);
    }
    return keys;
}

} // namespace kaunt
