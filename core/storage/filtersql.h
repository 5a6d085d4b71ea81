// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

#include <QVariantList>

namespace kaunt {

/// A condition over `deliveries d LEFT JOIN events e ON e.number = d.event`: SQL text that depends on the shape of the
/// question alone, and the values for its placeholders in order. What somebody typed is only ever a value.
struct SqlCondition {
    QString text;
    QVariantList values;
};

/// SQL over the same rows: what a delivery itself says of its event, which a repeat may say otherwise than the event's
/// first delivery. Of Type, Company, Tenant, Id and Correlation. Pure.
[[nodiscard]] QString eventColumn(FilterExpression::Field field);

/// Pure. Relative times count back from `nowUtcMillis`. A field that is null doesn't match, so that its negation does.
[[nodiscard]] SqlCondition conditionFor(const DeliveryQuery& query, qint64 nowUtcMillis);

} // namespace kaunt
