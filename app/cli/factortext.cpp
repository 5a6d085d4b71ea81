// SPDX-License-Identifier: MIT
#include "app/cli/factortext.h"

namespace kaunt {

std::optional<double> factorFromText(const QString& text)
{
    bool isNumber = false;
    const double factor = text.toDouble(&isNumber);
    return isNumber && factor >= leastFactor && factor <= mostFactor ? std::optional(factor) : std::nullopt;
}

} // namespace kaunt
