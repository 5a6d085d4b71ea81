// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <optional>

namespace kaunt {

/// Of headers without X-Signature-SHA256 the one that was most likely meant to be it, by its name: "X-Signature",
/// "X-Hub-Signature-256", "X_Signature_SHA256", "X-Signatur-SHA256" … Pure.
[[nodiscard]] std::optional<Header> findSimilarHeader(const HeaderList& headers);

} // namespace kaunt
