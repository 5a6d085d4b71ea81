// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// What a peer sent, fit for a tool tip: those guess whether a text is HTML, so this one is, with everything escaped.
/// Control and bidi characters are visible, long text is cut.
[[nodiscard]] QString plainToolTip(const QString& text);

} // namespace kaunt
