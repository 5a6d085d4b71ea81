// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

namespace kaunt {

// The body's value as a programming language prints it for people, in place of JSON: body-reserialised with `change`
// ("added" on the way, "removed") and `form`: "python-literal" (str() of a dict), "ruby-literal" (inspect),
// "java-map" (toString), "go-map" (%v). Pure; false where the sink wants no more.

/// What a sender may have signed so.
[[nodiscard]] bool offerLiterals(const Form& source, const JsonValue& value, const FormSink& sink);
/// A literal of Python's or Ruby's that came, or JSON in single quotes ("single-quoted"), as the compact JSON that it
/// may have been; at most 64 KiB are read.
[[nodiscard]] bool offerFromLiterals(const Form& source, const FormSink& sink);

} // namespace kaunt
