// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

// What happens to a body between the sender's HMAC and us, byte by byte. All are pure, offer each form once or more
// often (the sink knows what it has seen), and return false where the sink wants no more. In every detail `change` is
// what happened on the way: "added" stands in what came only, "removed" in what was signed only.

/// body-newline (details `change`, `newline`, `at`: "end", "start"), body-line-endings (`received`, `signed`: "LF",
/// "CRLF", "CR", "none"), body-bom (`change`); one at a time.
[[nodiscard]] bool offerEndings(const Form& source, const FormSink& sink);
/// body-newline too, of what else gets lost or added at an end: `newline` is "SPACE", "TAB", "NUL", "SUB", "COMMA",
/// "SEMICOLON", several of them ("LF LF LF", "SPACE LF" …), "NBSP", "NEL", "LS", "ZWSP", "U+3000", or "several"; and
/// body-bom of a mark `at` the "end", or one that was `received` as "utf-8-twice".
[[nodiscard]] bool offerOtherEdges(const Form& source, const FormSink& sink);
/// Of these only what the body has, and the signed one had not.
[[nodiscard]] bool offerWithoutBlanks(const Form& source, const FormSink& sink);
/// Two of offerEndings at once.
[[nodiscard]] bool offerEndingPairs(const Form& source, const FormSink& sink);
/// body-charset: the text written in another charset (detail `charset`; `lost` is "dropped" or "replaced" where it
/// lacks characters of the text, and says what became of them), or read from another and signed as UTF-8
/// (`charset` is then "utf-8", and `received` tells what came).
[[nodiscard]] bool offerCharsets(const Form& source, const FormSink& sink);
/// Only what is UTF-8 once it is read from the charset that came.
[[nodiscard]] bool offerReadCharsets(const Form& source, const FormSink& sink);
/// body-reserialised with `form` "base64", "base64url", "form-urlencoded", "json-string", "html-escaped", "hex": the
/// body wrapped in another text, or unwrapped from it.
[[nodiscard]] bool offerWrapped(const Form& source, const FormSink& sink);
[[nodiscard]] bool offerUnwrapped(const Form& source, const FormSink& sink);

} // namespace kaunt
