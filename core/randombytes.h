// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace kaunt {

/// What nobody can guess: so many bytes of the system's, fit for keys and secrets. Any thread.
[[nodiscard]] QByteArray randomBytes(qsizetype count);

} // namespace kaunt
