// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/secretsteps.h"
#include "core/webhook/signature.h"

namespace kaunt {

/// How a secret is spoiled by hand or by a settings file: pasted twice or short of a character, cut at a comment's
/// mark, with a label or a bracket that does not belong to it. secret-encoded: `encoding` is then "twice", "padding",
/// "character", "cut" (with `at`: a mark, or how many bytes are left, of the `part` "end" the last ones), "variable"
/// (with `at`: the mark that a shell took for its beginning), "dash"; secret-quoted as in offerSecretForms().
void addDoublings(std::vector<SecretStep>& steps); ///< "twice" and "padding", which look like other things
void addSecretSlips(std::vector<SecretStep>& steps);

void addSurplusCharacters(std::vector<SecretStep>& steps);
/// Characters less at an end, tried last: there are many.
void addLostCharacters(std::vector<SecretStep>& steps);

/// Keys that a sender has where no secret was given to him, or only a sample's: secret-encoded with `encoding`
/// "placeholder" and the key as `placeholder`. False where the sink wants no more. Pure.
[[nodiscard]] bool offerPlaceholderKeys(const FormSink& sink);
/// Likewise the client secret or the client id of an API key, as they are: `encoding` "api-secret" or "api-client-id",
/// and the `tenant` where it has one.
[[nodiscard]] bool offerApiKeys(const QList<ApiSecret>& secrets, const FormSink& sink);

} // namespace kaunt
