// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

// Messages that may be met together with another fault, less likely than Form::isLikely tells.

/// What one program makes of a body; jq and others print a newline behind it.
[[nodiscard]] bool isOneChange(const Form& message);

/// The same forms, of each kind of change the first one, then of each the second …: where only some can be tried, the
/// layouts of one change do not take the place of all others. Within a turn they keep their order. Pure.
[[nodiscard]] QList<Form> inTurns(const QList<Form>& forms);

/// Whether it is another provider's signed string and nothing else, with no time stamp or id of a header in it.
[[nodiscard]] bool isUnstampedScheme(const Form& message);

} // namespace kaunt
