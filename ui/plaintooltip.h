// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace kaunt {

/// What a peer sent, fit for a tool tip: those guess whether a text is HTML, so this one is, with everything escaped.
/// Control and bidi characters are visible, long text is cut.
[[nodiscard]] QString plainToolTip(const QString& text);
/// Such a tool tip for a widget, which assistive technology gets as its description, too, and without HTML.
void setPlainToolTip(QWidget& widget, const QString& text);

} // namespace kaunt
