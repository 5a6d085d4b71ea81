// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// Text that a peer sent, made safe to look at: control, bidi-override and zero-width characters and halves of
/// surrogate pairs become visible ("⟨U+202E⟩"), tabs and line feeds stay only where `lines` is Keep. No signs of their
/// own: many a font lacks those. For plain-text places; never for what is copied or searched.
enum class LineFeeds { Show, Keep };
[[nodiscard]] QString visibleText(const QString& text, LineFeeds lines = LineFeeds::Show);

/// The same of a value that is looked at for itself: white space that looks like the plain blank and is another one is
/// visible, too.
[[nodiscard]] QString visibleValue(const QString& text);

/// The same text, where a word that no line has room for may be broken: by zero-width spaces, of which visible text has
/// none of its own.
[[nodiscard]] QString breakableText(const QString& visible);
[[nodiscard]] QString withoutBreaks(QString breakable);

/// The first `limit` characters and "…" where there is more; never cuts a surrogate pair.
[[nodiscard]] QString elidedText(const QString& text, qsizetype limit);

} // namespace kaunt
