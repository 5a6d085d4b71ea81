// SPDX-License-Identifier: MIT
#include "core/export/exportfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace kaunt {

ExportFile::ExportFile(std::unique_ptr<QFileDevice> device)
    : m_device(std::move(device))
{
}

Result<std::unique_ptr<ExportFile>, QString> ExportFile::open(const QString& path)
{
    const QFileInfo info(path);
    std::unique_ptr<QFileDevice> device;
    if (info.exists() && !info.isFile() && !info.isDir())
        device = std::make_unique<QFile>(path);
    else
        device = std::make_unique<QSaveFile>(path);
    if (!device->open(QIODevice::WriteOnly))
        return failure(device->errorString());
    return std::unique_ptr<ExportFile>(new ExportFile(std::move(device)));
}

Result<void, QString> ExportFile::commit()
{
    auto* whole = qobject_cast<QSaveFile*>(m_device.get());
    const bool isDone = whole ? whole->commit() : m_device->flush();
    if (!isDone)
        return failure(m_device->errorString());
    return {};
}

} // namespace kaunt
