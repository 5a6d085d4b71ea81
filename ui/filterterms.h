// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/deliverycolumns.h"

#include <QString>

namespace kaunt {

/// The role under which a model gives the term of a filter (contracts.md section 4) that finds what a cell says; no
/// text where there is none.
inline constexpr int filterTermRole = Qt::UserRole + 0x102;

/// Terms for values. Pure; an empty value has none. Where the filter has a field for it, a term finds this value alone.

/// What a cell of the list says. A time stands for what came from then on.
[[nodiscard]] QString cellTerm(const DeliverySummary& delivery, DeliveryColumn column);
/// A field of an event by its name in the payload, where the filter has a field for it.
[[nodiscard]] QString eventFieldTerm(const QString& name, const QString& value);
/// A field of the payload by its path, with what payloadValues() tells of it; where that may be cut, as bodyTextTerm().
[[nodiscard]] QString payloadFieldTerm(const QString& path, const QString& value);
/// Free text, cut where it is long: a part of it finds the same.
[[nodiscard]] QString textTerm(const QString& text);
/// Free text that stands in a JSON body as a string, with its escapes.
[[nodiscard]] QString bodyTextTerm(const QString& text);
/// The term that leaves out what this one finds.
[[nodiscard]] QString negatedTerm(const QString& term);

} // namespace kaunt
