// SPDX-License-Identifier: MIT
#include "tests/support/foldersyncs.h"

#include "tests/support/filecontent.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace kaunt::test {

FolderSyncs& folderSyncs()
{
    static FolderSyncs syncs;
    return syncs;
}

QStringList namesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace kaunt::test

extern "C" int fsync(int descriptor)
{
    using namespace kaunt::test;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISDIR(status.st_mode))
        return ::fdatasync(descriptor);
    FolderSyncs& syncs = folderSyncs();
    const QString folder = QFileInfo(QStringLiteral("/proc/self/fd/%1").arg(descriptor)).symLinkTarget();
    syncs.folders.append(folder);
    syncs.names.append(namesIn(folder));
    syncs.contents.append(contentOf(syncs.file));
    errno = syncs.error;
    return syncs.error == 0 ? 0 : -1;
}
