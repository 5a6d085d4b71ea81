// SPDX-License-Identifier: MIT
#include "core/api/retrydelay.h"

#include "core/asciicharacters.h"

#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

namespace kaunt {

namespace {

std::chrono::milliseconds doubled(std::chrono::milliseconds base, int attempt)
{
    constexpr int maxDoublings = 10;
    return std::chrono::milliseconds(base.count() << std::clamp(attempt - 1, 0, maxDoublings));
}

} // namespace

std::optional<qint64> httpDate(QByteArrayView value, qint64 nowUtcMillis)
{
    // Without the day of the week, which a year of two digits would belie; asctime pads the day with a blank.
    QStringList words = QString::fromLatin1(value).simplified().split(u' ').mid(1);
    const qsizetype timeAt = words.indexOf(QRegularExpression(QStringLiteral("\\d\\d:\\d\\d:\\d\\d")));
    if (timeAt < 0)
        return std::nullopt;
    // Apart from the date: the two together would be read as local time, which skips an hour in spring.
    const QTime time = QTime::fromString(words.takeAt(timeAt), Qt::ISODate);
    for (const char* format : {"dd MMM yyyy 'GMT'", "dd-MMM-yy 'GMT'", "MMM d yyyy"}) {
        QDateTime date(QLocale::c().toDate(words.join(u' '), QLatin1String(format)), time, Qt::UTC);
        if (!date.isValid() || !time.isValid())
            continue;
        const bool isShort = !QLatin1String(format).contains(QLatin1String("yyyy"));
        const QDateTime oldest = QDateTime::fromMSecsSinceEpoch(nowUtcMillis, Qt::UTC).addYears(-50);
        while (isShort && date < oldest)
            date = date.addYears(100);
        return date.toMSecsSinceEpoch();
    }
    return std::nullopt;
}

bool isStatusWorthRetry(int status)
{
    return status == 429 || (status >= 500 && status <= 599 && status != 501 && status != 505);
}

std::chrono::milliseconds backoffDelay(std::chrono::milliseconds base, int attempt, QRandomGenerator& random)
{
    return std::chrono::milliseconds(random.bounded(qint64{doubled(base, attempt).count()} + 1));
}

std::chrono::milliseconds growingLimit(std::chrono::milliseconds first, int attempt, std::chrono::milliseconds longest)
{
    return std::min(doubled(first, attempt), longest);
}

std::optional<std::chrono::milliseconds> retryAfterDelay(QByteArrayView value, QByteArrayView sentAt,
                                                         qint64 nowUtcMillis)
{
    constexpr std::chrono::milliseconds longest = longestRetryAfter;
    constexpr qint64 longestSeconds = std::chrono::seconds(longestRetryAfter).count();
    if (isAsciiDigits(value)) {
        bool isNumber = false;
        const qint64 seconds = value.toLongLong(&isNumber); // not of more digits than a number has
        return std::chrono::seconds(isNumber ? std::min(seconds, longestSeconds) : longestSeconds);
    }
    const std::optional<qint64> date = httpDate(value, nowUtcMillis);
    if (!date)
        return std::nullopt;
    const qint64 since = httpDate(sentAt, nowUtcMillis).value_or(nowUtcMillis);
    return std::clamp(std::chrono::milliseconds(*date - since), std::chrono::milliseconds(0), longest);
}

} // namespace kaunt
