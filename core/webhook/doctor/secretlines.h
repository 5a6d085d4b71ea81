// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/secretsteps.h"

namespace kaunt {

/// What a sender signs with who reads the secret from a file and takes more than the value: a line of an env file or of
/// YAML, the JSON of a secret store, quotes with a line end, what Windows writes around a text. secret-quoted with
/// `quotes` as the whole looks, "SECRET=\"…\"", secret-whitespace and secret-encoded as in offerSecretForms().
void addSecretLines(std::vector<SecretStep>& steps);

} // namespace kaunt
