// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/secretwritings.h"

#include <QSet>
#include <QString>

#include <vector>

namespace kaunt {

/// What is looked for in texts besides what is a credential by its name or its looks, and what was found. A plain
/// value.
struct TextRedaction {
    std::vector<SecretWritings> secrets;
    QSet<QString> found; ///< see RedactionCounts
};

} // namespace kaunt
