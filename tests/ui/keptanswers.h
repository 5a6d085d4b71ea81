// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"
#include "core/api/invoicecodingproposal.h"
#include "ui/resourcefields.h"

namespace kaunt::test {

/// Answers of the API that are kept in tests/data/ui, as they are read. Where one is missing, the test program ends.
[[nodiscard]] InvoiceCodingProposal proposal();
[[nodiscard]] DocumentResult document();

/// Of the first field of this name; "(no such field)" where there is none.
[[nodiscard]] QString valueOf(const QList<Field>& fields, const char* name);

} // namespace kaunt::test
