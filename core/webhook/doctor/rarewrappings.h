// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

namespace kaunt {

/// body-reserialised with `change` "removed", as offerWrapped, and wrapped as fewer programs do it: `form` is
/// "form-urlencoded", "html-escaped" or "blanks-removed", without any white space, also in its texts. Pure.
[[nodiscard]] bool offerRareWrappings(const Form& source, const FormSink& sink);
/// Likewise "form-fields": the members of an object of texts and numbers as the fields of a form.
[[nodiscard]] bool offerFormFields(const Form& source, const JsonValue& value, const FormSink& sink);

} // namespace kaunt
