// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/baseline.h"
#include "ui/sentences.h"

#include <QList>

namespace kaunt {

/// "▲ Its contract changed: 1 breaking, 2 additive.": what the findings come to in one line, with a sign that can be
/// told without colour. Empty without findings.
[[nodiscard]] QString driftTitle(const QList<DriftFinding>& findings);
/// One line for each, breaking ones first, at most `mostShown` and how many more there are; text of a peer made
/// visible.
[[nodiscard]] QString driftText(const QList<DriftFinding>& findings, qsizetype mostShown);

/// "▲ Proposal completed (breaking)": the event of a delivery whose findings these are, as it stands in the list.
[[nodiscard]] QString withDriftMark(const QString& event, const QList<DriftFinding>& findings);

} // namespace kaunt
