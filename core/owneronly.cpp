// SPDX-License-Identifier: MIT
#include "core/owneronly.h"

#include <QDir>
#include <QFileInfo>

namespace kaunt {

bool makeOwnersFolder(const QString& path)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return true;
    QDir above;
    return above.mkpath(folder.absolutePath()) &&
           above.mkdir(folder.absoluteFilePath(), ownersFile | QFileDevice::ExeOwner);
}

} // namespace kaunt
