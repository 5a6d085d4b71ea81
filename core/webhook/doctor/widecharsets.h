// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/textforms.h"

#include <QString>

/// The charsets in which a character takes two bytes or four: UTF-16 and UTF-32. Pure.
namespace kaunt::textforms {

[[nodiscard]] bool isWide(Charset charset);
/// Nothing where it is not one of them.
[[nodiscard]] std::optional<QByteArray> toWide(const QString& text, Charset charset);
/// Nothing where it is not one of them, or the bytes are no text in it.
[[nodiscard]] std::optional<QString> fromWide(const QByteArray& bytes, Charset charset);

} // namespace kaunt::textforms
