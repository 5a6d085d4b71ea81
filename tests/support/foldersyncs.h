// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QString>
#include <QStringList>

namespace kaunt::test {

/// What happens where this program has a folder reach the disk: linked to, it has fsync() in place of the system's. In
/// one thread.
struct FolderSyncs {
    int error = 0; ///< with which the system answers, or 0
    QString file;  ///< whose content then is kept
    QStringList folders;
    QList<QStringList> names; ///< what then was in each of them
    QByteArrayList contents;
};

[[nodiscard]] FolderSyncs& folderSyncs();

/// What stands in a folder, by name.
[[nodiscard]] QStringList namesIn(const QString& folder);

} // namespace kaunt::test
