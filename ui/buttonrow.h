// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

class QDialogButtonBox;
class QPushButton;
class QWidget;

namespace kaunt {

/// A button within a page or dialog that Return in a field does not press.
[[nodiscard]] QPushButton* makeRowButton(const QString& objectName, const QString& text, const QString& toolTip = {});
/// The buttons side by side, at the leading edge.
[[nodiscard]] QWidget* makeButtonRow(const QList<QPushButton*>& buttons);
/// Close, after the buttons that a dialog's box has already: nothing is added to it any more.
void addCloseButton(QDialogButtonBox& buttons);

} // namespace kaunt
