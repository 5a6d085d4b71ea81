// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// Has the names in a folder reach the disk, so that a file that was made or moved there stands there after a power
/// cut, too. Where the folder can't be opened, or its file system does not do that, nothing comes of it. Blocks as long
/// as it takes.
void syncFolder(const QString& path);

} // namespace kaunt
