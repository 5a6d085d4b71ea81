// SPDX-License-Identifier: MIT
#include "core/storage/sqlerror.h"

namespace kaunt {

namespace {

LogError::Code codeOfResult(int extendedResult)
{
    // What we write keeps the rules of its tables: where they are broken, what is there is not what was written.
    constexpr int constraint = 19;
    constexpr int byTrigger = 1811;
    if ((extendedResult & 0xff) == constraint && extendedResult != byTrigger)
        return LogError::Code::Damaged;
    switch (extendedResult & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return LogError::Code::Busy;
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
        return LogError::Code::NotWritable;
    case 10: // SQLITE_IOERR
        return LogError::Code::IoError;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return LogError::Code::Damaged;
    case 13: // SQLITE_FULL
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
