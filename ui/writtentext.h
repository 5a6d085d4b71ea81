// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace kaunt {

/// What was written into an edit, character by character: its own plain text has blanks for no-break spaces and line
/// feeds for U+2028, which say something else in a payload.
[[nodiscard]] inline QString writtenText(const QPlainTextEdit& edit)
{
    return edit.document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

} // namespace kaunt
