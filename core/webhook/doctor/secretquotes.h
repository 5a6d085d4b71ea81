// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/secretsteps.h"

namespace kaunt {

/// secret-quoted: quotation marks of any script around a secret, a prefix or a mark that was copied along, the rest of
/// a settings file's line. Details `quotes` and `change`.
void addQuotes(std::vector<SecretStep>& steps);

} // namespace kaunt
