// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/diagnosis.h"
#include "core/webhook/doctor/form.h"
#include "core/webhook/keyedhash.h"
#include "core/webhook/signature.h"

#include <utility>
#include <vector>

namespace kaunt {

/// A key that a signature may have been made with, and whose it is. Not for more than one thread at a time.
struct SignatureKey {
    Form form; ///< its bytes are the key
    QString name;
    QString endpoint;
    bool isRetired = false;
    bool isOtherEndpoint = false;
    KeyedHash hash;

    SignatureKey(Form made, const SigningSecret& secret, const QString& owner, bool isOther)
        : form(std::move(made))
        , name(secret.name)
        , endpoint(owner)
        , isRetired(secret.retired)
        , isOtherEndpoint(isOther)
        , hash(form.bytes)
    {
    }

    [[nodiscard]] bool isOurs() const { return !isRetired && !isOtherEndpoint; }
    [[nodiscard]] SigningSecret secret() const { return {name, form.bytes, isRetired}; }
};

/// Ours in use first, then those that were replaced, then other endpoints'; each value once, at most so many. Pure.
[[nodiscard]] std::vector<SignatureKey> knownKeys(const DiagnosisKnowledge& knowledge, qsizetype most);

} // namespace kaunt
