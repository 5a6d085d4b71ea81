// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt {

/// One word of a bash command line that stands for exactly these bytes, on one line and in ASCII: in single quotes, or
/// in $'…' where a byte needs an escape. A word can't contain a NUL, so what follows one is lost. Pure.
[[nodiscard]] QByteArray shellWord(QByteArrayView bytes);

/// The argument of printf's %b, quoted, that prints exactly these bytes, NUL included (POSIX, printf). Pure.
[[nodiscard]] QByteArray printfWord(QByteArrayView bytes);

} // namespace kaunt
