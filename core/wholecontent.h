// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QFile>

namespace kaunt {

/// What an open file has from here to its end, be it a pipe that is written piece by piece: QFile::read() takes what is
/// there so far, and readAll() hides that the rest could not be read. One byte more than `most` where there is more.
/// Else the system's text. Waits as long as the writer of a pipe takes.
[[nodiscard]] Result<QByteArray, QString> readWhole(QFile& file, qint64 most);
/// The same of the file at a path.
[[nodiscard]] Result<QByteArray, QString> readWhole(const QString& path, qint64 most);

} // namespace kaunt
