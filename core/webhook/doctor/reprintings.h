// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

namespace kaunt {

/// The layouts that programs print by default, of the value as it is; or all else, of the value changed too.
enum class Reprintings { Common, Others };

/// A JSON body as other programs print the same value: cause body-reserialised with the detail `form`, the most telling
/// of `forms` ("compact", "spaced", "indent-2", "indent-4", "tab", "sorted", "ascii", "camel-case" …). Where members
/// were left out it is not the same value: their names are `matchesWithout` then. False where the sink wants no more.
/// Pure; at most some 1,500 forms, the common ones first, and none of more than `longest` bytes.
[[nodiscard]] bool offerReprintings(const Form& source, const JsonValue& value, Reprintings which, qsizetype longest,
                                    const FormSink& sink);

/// A short object of a few members in every other order, as a type with its fields in an order of its own is printed:
/// in the style that it came in, where it is one of ours, and compact. `form` is "reordered". At most 1,438 forms.
[[nodiscard]] bool offerReordered(const Form& source, const JsonValue& value, const FormSink& sink);

/// `form` and, where there are several, `forms`.
[[nodiscard]] QJsonObject reprintingDetail(const QStringList& forms);

/// The body's own layout with only its escapes written otherwise.
[[nodiscard]] bool offerOtherEscapes(const Form& source, const FormSink& sink);

} // namespace kaunt
