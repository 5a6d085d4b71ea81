// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"

namespace kaunt::test {

/// What was read, one line a value ("invoice.lines[0].name: Paper"), in a fixed order. What is null or unknown has no
/// line; the elements of a list have one each ("groups[0]"), so that an empty one shows. Nothing of the model is left
/// out.
[[nodiscard]] QStringList dump(const InvoiceCodingProposal& proposal);
[[nodiscard]] QStringList dump(const DocumentResult& document);
[[nodiscard]] QStringList pathsOf(const QList<UnknownField>& fields);

} // namespace kaunt::test
