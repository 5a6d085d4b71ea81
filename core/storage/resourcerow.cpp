// SPDX-License-Identifier: MIT
#include "core/storage/resourcerow.h"

namespace kaunt {

QString selectResources()
{
    return QStringLiteral("SELECT id, delivery, fetched_at, url, status, millis, attempts, body, correlation_id,"
                          " error_step, error_message FROM resources ");
}

QString shownResourceFirst()
{
    return QStringLiteral(" ORDER BY error_step <> '', id DESC LIMIT 1");
}

ResourceRecord resourceFrom(const LogStatement& row)
{
    return {row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong(), row.value(3).toString(),
            row.value(4).toInt(),      row.value(5).toLongLong(), row.value(6).toInt(),      row.value(7).toByteArray(),
            row.value(8).toString(),   row.value(9).toString(),   row.value(10).toString()};
}

} // namespace kaunt
