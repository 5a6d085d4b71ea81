// SPDX-License-Identifier: MIT
#include "core/api/retrydelay.h"

#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>

#include <algorithm>

namespace kaunt {

bool isStatusWorthRetry(int status)
{
    return status == 429 || (status >= 500 && status <= 599 && status != 501 && status != 505);
}

std::chrono::milliseconds backoffDelay(std::chrono::milliseconds base, int attempt, QRandomGenerator& random)
{
    constexpr int maxDoublings = 10;
    const qint64 ceiling = base.count() << std::clamp(attempt - 1, 0, maxDoublings);
    return std::chrono::milliseconds(random.bounded(ceiling + 1));
}

std::optional<std::chrono::milliseconds> retryAfterDelay(QByteArrayView value, qint64 nowUtcMillis)
{
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 86'400));
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return std::chrono::milliseconds(std::max<qint64>(0, date.toMSecsSinceEpoch() - nowUtcMillis));
}

} // namespace kaunt
