// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace kaunt {

/// Levenshtein's: how many bytes are to be put in, left out or exchanged to make one text of the other. Takes the
/// product of both lengths. Pure.
[[nodiscard]] qsizetype editsBetween(QByteArrayView a, QByteArrayView b);

} // namespace kaunt
