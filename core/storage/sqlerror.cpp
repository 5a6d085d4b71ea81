// SPDX-License-Identifier: MIT
#include "core/storage/sqlerror.h"

#include <sqlite3.h>

namespace kaunt {

namespace {

LogError::Code codeOfResult(int extendedResult)
{
    // What we write keeps the rules of its tables: where they are broken, what is there is not what was written.
    if ((extendedResult & 0xff) == SQLITE_CONSTRAINT && extendedResult != SQLITE_CONSTRAINT_TRIGGER)
        return LogError::Code::Damaged;
    switch (extendedResult & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return LogError::Code::Busy;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return LogError::Code::NotWritable;
    case SQLITE_IOERR:
        return LogError::Code::IoError;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return LogError::Code::Damaged;
    case SQLITE_FULL:
        return LogError::Code::DiskFull;
    default:
        return LogError::Code::Failed;
    }
}

} // namespace

LogError logErrorFrom(int extendedResult, const QString& words, const QString& path)
{
    return {codeOfResult(extendedResult), path, {}, words, -1};
}

} // namespace kaunt
