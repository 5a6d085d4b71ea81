// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// How many decimals an amount of a currency has (ISO 4217, list one): none for JPY, three for KWD, four for CLF, two
/// where nothing else is known, as where there is no currency. In any letter case. Pure.
[[nodiscard]] int currencyPlaces(const QString& currency);

} // namespace kaunt
