// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/contentnote.h"

#include <QString>

namespace kaunt {

/// What came in place of Kaunt's JSON, in a few words: "XML: Event", "form, 4 fields", "gzip, text", "PNG image".
[[nodiscard]] QString contentText(const NotedContent& content);

} // namespace kaunt
