// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace kaunt {

/// What stands beside a verdict's word: a tick for verified, a cross, a question mark or an exclamation mark for what
/// is refused, so that form and word tell as much as the colour. Drawn sharp at every size.
[[nodiscard]] QIcon verdictIcon(Verdict verdict, const QPalette& palette);

/// The icon's colour, which can be read as text on this palette's grounds too.
[[nodiscard]] QColor verdictColor(Verdict verdict, const QPalette& palette);

/// The colours of good and bad news that can be read on this palette's grounds.
[[nodiscard]] QColor goodColor(const QPalette& palette);
[[nodiscard]] QColor badColor(const QPalette& palette);
[[nodiscard]] QColor warningColor(const QPalette& palette);

} // namespace kaunt
