// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/baseline.h"
#include "core/storage/logplace.h"

#include <QLatin1String>
#include <QString>

namespace kaunt {

/// In the log's folder.
inline constexpr QLatin1String baselineName("shapes.json");

/// What is kept of the shapes between two runs.
struct KeptBaseline {
    QHash<QString, LearnedShape> shapes;
    QHash<QString, DriftNews> news;
    LogPlace lookedAt; ///< up to there all deliveries were
};

/// Reads `shapes.json` in the log's folder. What is missing, damaged, of a later format or larger than 16 MiB counts as
/// nothing seen so far: it is learned again.
[[nodiscard]] KeptBaseline readBaseline(const QString& directory);
/// Replaces the file as a whole, for its owner's eyes only. False where it can't be written.
[[nodiscard]] bool writeBaseline(const QString& directory, const KeptBaseline& kept);

} // namespace kaunt
