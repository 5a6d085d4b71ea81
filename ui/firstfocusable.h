// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace kaunt {

/// The first within the area that the Tab key leads to; the area itself where there is none. GUI thread.
[[nodiscard]] QWidget* firstFocusable(QWidget& area);

} // namespace kaunt
