// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

namespace kaunt {

class ObjectReader;

/// Buyer, vendor and addresses, which invoices and documents have in common. Pure.
[[nodiscard]] Party readParty(ObjectReader& object, QStringView name);
[[nodiscard]] Address readAddress(ObjectReader& object, QStringView name);

} // namespace kaunt
