// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/secretsteps.h"

namespace kaunt {

/// secret-whitespace: white space and invisible characters at a secret's edges or within. Details `side`, `at`
/// ("start", "end", "both", "within"), `characters` by name ("LF", "NBSP", "U+00AD" …), and within `position`, from 1,
/// of the first.
void addWhiteSpace(std::vector<SecretStep>& steps);

} // namespace kaunt
