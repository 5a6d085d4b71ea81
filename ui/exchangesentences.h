// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

namespace kaunt {

/// Why an exchange with the token endpoint or the API came to no whole answer: of the steps Connect, Tls and Deadline.
/// Whom it was to be with, and for what, is said where it is known. Pure.
[[nodiscard]] Sentence exchangeSentence(const FetchError& error);

/// What the system says of it; empty where it says nothing.
[[nodiscard]] QString sayingOfSystem(const FetchError& error);

} // namespace kaunt
