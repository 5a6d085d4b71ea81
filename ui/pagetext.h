// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QFormLayout;
class QLabel;

namespace kaunt {

/// Plain text in the flow of a page, wrapped to its width.
[[nodiscard]] QLabel* makePageText(const QString& objectName, const QString& text);
/// The same, empty as yet, whose text can be selected and copied.
[[nodiscard]] QLabel* makeSelectableText(const QString& objectName);
/// A page's text beneath the field before, no taller than it is in the form's width.
void addHint(QFormLayout& form, QLabel* text);
/// What a page is about, larger than its text.
[[nodiscard]] QLabel* makePageTitle(const QString& objectName, const QString& text);

} // namespace kaunt
