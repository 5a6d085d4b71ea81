// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

/// The keys that a sender may have made of the secret that we have as `ours`, or that he had right while ours was
/// pasted wrongly; one step away, then two. The causes are secret-whitespace (detail `side`: "configured" where our
/// secret has the surplus white space, "sender" where his key had; `characters`), secret-encoded (`encoding`, and
/// `change`: "decoded" or "encoded", seen from ours) and secret-quoted (`change`: "removed" or "added", and `quotes`).
/// Pure; every form once, `ours` itself not among them. About 50 one step away, about 200 in all.
void offerSecretForms(const QByteArray& ours, const FormSink& sink);

} // namespace kaunt
