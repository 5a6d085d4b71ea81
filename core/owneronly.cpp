// SPDX-License-Identifier: MIT
#include "core/owneronly.h"

#include "core/syncfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QStringList>

#include <utility>

namespace kaunt {

bool makeOwnersFolder(const QString& path)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return true;
    QStringList toldOfNew = {folder.absolutePath()};
    while (!QFileInfo(toldOfNew.constLast()).isDir() && toldOfNew.constLast() != QDir::rootPath())
        toldOfNew.append(QFileInfo(toldOfNew.constLast()).absolutePath());
    const QDir above;
    const bool isMade = above.mkpath(folder.absolutePath()) &&
                        above.mkdir(folder.absoluteFilePath(), ownersFile | QFileDevice::ExeOwner);
    for (const QString& one : std::as_const(toldOfNew))
        syncFolder(one);
    return isMade;
}

} // namespace kaunt
