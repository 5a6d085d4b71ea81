// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace kaunt {

/// What nobody can guess: so many bytes of the system's, fit for keys and secrets. Any thread.
[[nodiscard]] QByteArray randomBytes(qsizetype count);

/// A secret of 64 hex digits, made of them. Any thread.
[[nodiscard]] QByteArray madeUpSecret();

} // namespace kaunt
