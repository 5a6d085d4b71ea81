// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/doctor/signedcontext.h"
#include "core/webhook/jsonvalue.h"

namespace kaunt {

/// signed-string: the values of the body's members in place of the body, joined in their order or in that of their
/// names, alone or with the names, as payment providers and gateways sign; detail `form` is "value:value…",
/// "name=value&…", "sorted value:value…", "url+sorted name+value…", or the name of the one that was signed alone. The
/// addresses of `context` may stand in front, as Twilio signs. Only of members that are texts, numbers, truths or null.
/// Pure; at most some 60 forms. False where the sink wants no more.
[[nodiscard]] bool offerMemberStrings(const Form& source, const JsonValue& value, const SignedContext& context,
                                      const FormSink& sink);

} // namespace kaunt
