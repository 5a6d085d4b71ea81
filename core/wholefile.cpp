// SPDX-License-Identifier: MIT
#include "core/wholefile.h"

#include "core/owneronly.h"
#include "core/syncfolder.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace kaunt {

WholeFile::WholeFile(std::unique_ptr<QFileDevice> device)
    : m_device(std::move(device))
{
}

Result<std::unique_ptr<WholeFile>, QString> WholeFile::open(const QString& path, Access access)
{
    const QFileInfo info(path);
    const bool isInPlace = info.exists() && !info.isFile() && !info.isDir();
    std::unique_ptr<QFileDevice> device;
    if (isInPlace)
        device = std::make_unique<QFile>(path);
    else
        device = std::make_unique<QSaveFile>(path);
    if (!device->open(QIODevice::WriteOnly))
        return failure(device->errorString());
    const bool isForOwner = access == Access::Owner || (access == Access::OwnerWhereNew && !info.exists());
    if (isForOwner && !isInPlace && !device->setPermissions(ownersFile))
        return failure(device->errorString());
    return std::unique_ptr<WholeFile>(new WholeFile(std::move(device)));
}

Result<void, QString> WholeFile::write(const QString& path, const QByteArray& content, Access access)
{
    auto file = open(path, access);
    if (!file)
        return failure(file.error());
    if ((*file)->device().write(content) != content.size())
        return failure((*file)->device().errorString());
    return (*file)->commit();
}

Result<void, QString> WholeFile::commit()
{
    // QSaveFile::commit() does not notice that what it flushes found no room.
    auto* whole = qobject_cast<QSaveFile*>(m_device.get());
    if (!m_device->flush() || (whole && !whole->commit()))
        return failure(m_device->errorString());
    if (whole) // in the folder that a link leads to
        syncFolder(QFileInfo(whole->fileName()).canonicalPath());
    return {};
}

} // namespace kaunt
