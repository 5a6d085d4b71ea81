// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QString>
#include <QStringList>

namespace kaunt {

/// The role under which a model of a proposal says how sure a cell's value is: a Confidence as int, for the delegate.
inline constexpr int confidenceRole = Qt::UserRole + 0x110;

/// "High", "Medium", "Low"; where it is none of them, the word that came.
[[nodiscard]] QString confidenceName(Confidence confidence, const QString& word);
/// "●●● High", "●●○ Medium", "●○○ Low": told apart without colour. Where it is none of them, the word that came.
[[nodiscard]] QString confidenceText(Confidence confidence, const QString& word);
/// That of a DimensionValue, a DimensionCombination or an Accrual.
template <typename Proposed>
[[nodiscard]] QString confidenceText(const Proposed& proposed)
{
    return confidenceText(proposed.confidence, proposed.confidenceWord);
}
template <typename Proposed>
[[nodiscard]] QString confidenceName(const Proposed& proposed)
{
    return confidenceName(proposed.confidence, proposed.confidenceWord);
}
/// "3600 Office supplies"; whichever part there is.
[[nodiscard]] QString dimensionValueText(const DimensionValue& value);
/// "PA4 – Paper, A4": what is bought, by name and description; whichever there is.
[[nodiscard]] QString namedText(const QString& name, const QString& description);
/// The term of a filter that finds resources with the value.
[[nodiscard]] QString dimensionValueTerm(const DimensionValue& value);
/// The dimension's name, or its id where it has none.
[[nodiscard]] QString dimensionTitle(const QString& id, const QString& name);
/// "Excl. VAT (DKK)": the heading of a column of numbers.
[[nodiscard]] QString inCurrency(const QString& heading, const QString& currency);
/// "10, 20–25, #31": numbers of lines, or their places with a "#", where more than two follow each other as a run.
[[nodiscard]] QString linesText(const QStringList& lines);
/// The same of places from 0.
[[nodiscard]] QString linesText(const QList<qsizetype>& places);
/// "12M, 01/01/2026 – 31/12/2026, ●●○ Medium", "none, ●●● High"; "yes" only where the proposal says so, "not said"
/// where it says nothing at all
[[nodiscard]] QString accrualText(const Accrual& accrual);

} // namespace kaunt
