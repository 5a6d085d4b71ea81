// SPDX-License-Identifier: MIT
#include "core/storage/logplace.h"

#include "core/storage/logstatement.h"

namespace kaunt {

Result<LogPlace, LogError> placeOf(const LogDatabase& log, qint64 number)
{
    LogStatement statement(log, QStringLiteral("SELECT i.log, coalesce((SELECT d.received_at FROM main.deliveries d"
                                               " WHERE d.number = ?), 0) FROM main.identity i"));
    auto found = statement.first({number}, [number](const LogStatement& row) {
        return LogPlace{row.value(0).toString(), number, row.value(1).toLongLong()};
    });
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(
            LogError{.code = LogError::Code::Damaged, .path = log.path(), .detail = QStringLiteral("identity")});
    return **std::move(found);
}

Result<bool, LogError> isPlaceOf(const LogDatabase& log, const LogPlace& place)
{
    LogStatement statement(
        log, QStringLiteral("SELECT (coalesce(?, '') = '' OR i.log = ?) AND t.last_number >= ? AND (? = 0 OR NOT EXISTS"
                            " (SELECT 1 FROM main.deliveries d WHERE d.number = ? AND d.received_at <> ?))"
                            " FROM main.identity i, main.totals t"));
    const QVariantList values{place.log, place.log, place.number, place.receivedAt, place.number, place.receivedAt};
    return statement.number(values).map([](qint64 isThere) { return isThere != 0; });
}

} // namespace kaunt
