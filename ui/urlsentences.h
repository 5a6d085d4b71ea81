// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

namespace kaunt {

/// Why credentials did not go to a URL (core/api/originpolicy.h): that of the event, the API base, before a token was
/// asked for, and the place that an answer redirects to.
[[nodiscard]] Sentence urlSentence(const FetchError& error);
[[nodiscard]] Sentence apiBaseSentence(const FetchError& error);
[[nodiscard]] Sentence redirectSentence(const FetchError& error);

} // namespace kaunt
