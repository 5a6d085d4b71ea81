// SPDX-License-Identifier: MIT
#include "core/storage/readablelog.h"

#include "core/storage/logfolder.h"
#include "core/storage/migrations.h"
#include "core/storage/missingremarks.h"

#include <QFile>

#include <utility>

namespace kaunt {

Result<std::unique_ptr<LogDatabase>, LogError> openReadableLog(LogDatabase::Access access, const QString& directory,
                                                               LogDatabase::DamageHandler onDamage)
{
    const QString path = LogFolder(directory).databasePath();
    const LogError noLog{.code = LogError::Code::NotFound, .path = path};
    if (!QFile::exists(path))
        return failure(noLog);
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
