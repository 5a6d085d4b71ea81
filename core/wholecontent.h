// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>

namespace kaunt {

/// What an open file has from here to its end, be it a pipe that is written piece by piece: QFile::read() takes what is
/// there so far. One byte more than `most` where there is more; file.error() tells whether it could be read. Waits as
/// long as the writer of a pipe takes.
[[nodiscard]] QByteArray readWhole(QFile& file, qint64 most);

} // namespace kaunt
