// SPDX-License-Identifier: MIT
#include "core/syncfolder.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace kaunt {

void syncFolder(const QString& path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace kaunt
