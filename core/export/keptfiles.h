// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace kaunt {

/// Whether a file at `path` would stand in place of one that the program lives on: of the log in `dataDirectory`, with
/// what belongs to it, whether it is there already or not, or one of `kept`, of which empty ones don't count. By where
/// they lie in the end: the current folder, `..` and links are followed. Asks the file system.
[[nodiscard]] bool isKeptFile(const QString& path, const QString& dataDirectory, const QStringList& kept);

} // namespace kaunt
