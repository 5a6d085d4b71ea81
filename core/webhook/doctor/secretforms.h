// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

/// Which of them: the often met ones, one step away; or all, one step away, then two.
enum class SecretSteps { Common, All };

/// The keys that a sender may have made of the secret that we have as `ours`, or that he had right while ours was
/// pasted wrongly. The causes are secret-whitespace (detail `side`: "configured" where our secret has the surplus white
/// space, "sender" where his key had; `characters`), secret-encoded (`encoding`, and `change`: "decoded" or "encoded",
/// seen from ours) and secret-quoted (`change`: "removed" or "added", and `quotes`). The often met ones are likely.
/// Pure; every form once, `ours` itself not among them. Some hundreds, some 10 of them common.
void offerSecretForms(const QByteArray& ours, SecretSteps steps, const FormSink& sink);

} // namespace kaunt
