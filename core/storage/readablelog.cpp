// SPDX-License-Identifier: MIT
#include "core/storage/readablelog.h"

#include "core/storage/logfolder.h"
#include "core/storage/migrations.h"
#include "core/storage/missingremarks.h"

#include <QFile>

#include <cerrno>
#include <sys/stat.h>
#include <utility>

namespace kaunt {

namespace {

/// Why it can't be had, by the system's number: a log in a folder that one may not look into is not one that is not
/// there. 0 where it is a file, or something that can be read as one.
int obstacleTo(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return errno;
    return S_ISDIR(status.st_mode) ? EISDIR : 0;
}

} // namespace

Result<std::unique_ptr<LogDatabase>, LogError> openReadableLog(LogDatabase::Access access, const QString& directory,
                                                               LogDatabase::DamageHandler onDamage)
{
    const QString path = LogFolder(directory).databasePath();
    const LogError noLog{.code = LogError::Code::NotFound, .path = path};
    const int obstacle = obstacleTo(path);
    if (obstacle == ENOENT || obstacle == ENOTDIR)
        return failure(noLog);
    if (obstacle != 0)
        return failure(
            LogError{.code = LogError::Code::NotWritable, .path = path, .detail = qt_error_string(obstacle)});
    auto database = LogDatabase::open(path, access);
    if (!database)
        return failure(database.error());
    (*database)->setDamageHandler(std::move(onDamage));
    const auto schema = schemaOf(**database);
    if (!schema)
        return failure(schema.error());
    if (*schema == 0) // just being made
        return failure(noLog);
    if (access == LogDatabase::Access::Salvage) {
        if (auto done = standInForRemarks(**database); !done)
            return failure(done.error());
    } else if (*schema != currentSchema()) {
        if (auto done = migrateUnowned(directory); !done) {
            LogError error = done.error();
            if (error.code == LogError::Code::LockedByOther)
                error.code = LogError::Code::OlderInUse;
            return failure(error);
        }
    }
    (*database)->watchWriteAheadLog();
    return database;
}

} // namespace kaunt
