// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"
#include "core/api/invoicecodingproposal.h"
#include "ui/fieldsmodel.h"

namespace kaunt {

/// The parts of a resource as names and values that people read: names in the user's language, dates and amounts in its
/// formats; what is empty is left out. Pure.

[[nodiscard]] QList<Field> invoiceFields(const Invoice& invoice);
/// All texts, the coding, the amounts and all accruals of a posting group.
[[nodiscard]] QList<Field> postingGroupFields(const PostingGroup& group, const QString& currency);
[[nodiscard]] QList<Field> documentFields(const DocumentResult& document);
[[nodiscard]] QList<Field> documentLineFields(const DocumentLine& line, const QString& currency);
/// What came and is not understood, by its path.
[[nodiscard]] QList<Field> unknownFields(const QList<UnknownField>& unknown);

/// "Nordisk Kontor A/S → Nordlys ApS · INV-17 · 31/01/2026 · 1,250.00 DKK"
[[nodiscard]] QString invoiceTitle(const Invoice& invoice);

} // namespace kaunt
