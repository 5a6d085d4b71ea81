// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QWidget;

namespace kaunt::test {

/// What assistive technology would stumble over in a shown window, one line each: controls without a name or a role
/// that says what they are, two of the same name and kind, tables without headings or with rows that say nothing,
/// labels that are no more than a symbol, descriptions
/// that are HTML. None where all is well.
[[nodiscard]] QStringList accessibilityFindings(QWidget& window);

} // namespace kaunt::test
