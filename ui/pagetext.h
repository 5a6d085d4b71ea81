// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace kaunt {

class PageForm;

/// Plain text in the flow of a page, wrapped to its width.
[[nodiscard]] QLabel* makePageText(const QString& objectName, const QString& text);
/// The same, empty as yet, whose text can be selected and copied.
[[nodiscard]] QLabel* makeSelectableText(const QString& objectName);
/// A page's text beneath the field before, no taller than it is in the form's width.
void addHint(PageForm& form, QLabel* text);
/// Adds a field with a remark beneath it to a form. They share a cell: where another text wraps across the form,
/// QFormLayout gives no height to one that wraps without a label in front.
void addRemarkedRow(PageForm& form, const QString& label, QWidget* field, QLabel* remark);
/// What a page is about, larger than its text.
[[nodiscard]] QLabel* makePageTitle(const QString& objectName, const QString& text);

} // namespace kaunt
