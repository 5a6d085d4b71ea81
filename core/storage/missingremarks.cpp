// SPDX-License-Identifier: MIT
#include "core/storage/missingremarks.h"

namespace kaunt {

Result<void, LogError> standInForRemarks(const LogDatabase& damaged)
{
    if (!damaged.number(QStringLiteral("SELECT coalesce(sum(length(micros)), 0) FROM timings"))) {
        auto done = damaged.execute(
            QStringLiteral("CREATE TEMP TABLE timings (last INTEGER PRIMARY KEY, first INTEGER, micros TEXT)"));
        if (!done)
            return done;
    }
    if (damaged.number(QStringLiteral("SELECT coalesce(sum(length(note)), 0) FROM annotations")))
        return {};
    return damaged.execute(
        QStringLiteral("CREATE TEMP TABLE annotations (subject INTEGER PRIMARY KEY, marked INTEGER, note TEXT)"));
}

} // namespace kaunt
