// SPDX-License-Identifier: MIT
#include "ui/timewording.h"

#include "ui/quantities.h"

#include <QCoreApplication>
#include <QLocale>

namespace kaunt {

namespace {

struct TimeWording {
    Q_DECLARE_TR_FUNCTIONS(TimeWording)
};

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 nearStep = 10 * second;

QString deltaText(qint64 time, std::optional<qint64> before)
{
    constexpr qint64 microsPerMilli = 1'000;
    if (!before)
        return QStringLiteral("–");
    const qint64 delta = time - *before;
    if (delta == 0)
        return TimeWording::tr("+0 ms");
    const QString length = durationText(qAbs(delta) * microsPerMilli);
    return delta > 0 ? QStringLiteral("+%1").arg(length) : QStringLiteral("−%1").arg(length);
}

} // namespace

QString timeStyleCode(TimeStyle style)
{
    switch (style) {
    case TimeStyle::Utc:
        return QStringLiteral("utc");
    case TimeStyle::Relative:
        return QStringLiteral("relative");
    case TimeStyle::SincePrevious:
        return QStringLiteral("since-previous");
    case TimeStyle::Local:
        break;
    }
    return QStringLiteral("local");
}

TimeStyle timeStyleFromCode(const QString& code)
{
    for (const TimeStyle style : {TimeStyle::Utc, TimeStyle::Relative, TimeStyle::SincePrevious}) {
        if (timeStyleCode(style) == code)
            return style;
    }
    return TimeStyle::Local;
}

QString timeTitle(TimeStyle style)
{
    switch (style) {
    case TimeStyle::Utc:
        return TimeWording::tr("Time (UTC)");
    case TimeStyle::SincePrevious:
        return TimeWording::tr("After previous");
    case TimeStyle::Local:
    case TimeStyle::Relative:
        break;
    }
    return TimeWording::tr("Time");
}

QString timeText(TimeStyle style, qint64 time, qint64 now, std::optional<qint64> before)
{
    switch (style) {
    case TimeStyle::Utc:
        return clockText(QDateTime::fromMSecsSinceEpoch(time, Qt::UTC),
                         QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).date());
    case TimeStyle::Relative:
        return agoText(time, now);
    case TimeStyle::SincePrevious:
        return deltaText(time, before);
    case TimeStyle::Local:
        break;
    }
    return clockText(QDateTime::fromMSecsSinceEpoch(time), QDateTime::fromMSecsSinceEpoch(now).date());
}

QString clockText(const QDateTime& time, QDate today)
{
    QString clock = time.toString(QStringLiteral("HH:mm:ss"));
    if (time.date() == today)
        return clock;
    return TimeWording::tr("%1 %2").arg(QLocale().toString(time.date(), QLocale::ShortFormat), clock);
}

QString agoText(qint64 time, qint64 now)
{
    const qint64 age = now - time;
    if (age <= -nearStep) // a clock was set
        return timeText(TimeStyle::Local, time, now, {});
    if (age < nearStep)
        return TimeWording::tr("now");
    if (age < minute)
        return TimeWording::tr("%1 s ago").arg(age / nearStep * nearStep / second);
    if (age < hour)
        return TimeWording::tr("%1 min ago").arg(age / minute);
    if (age < day)
        return TimeWording::tr("%1 h ago").arg(age / hour);
    return TimeWording::tr("%1 d ago").arg(QLocale().toString(age / day));
}

QString exactTimeText(qint64 time)
{
    const QString local = QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
    return TimeWording::tr("%1, %2").arg(local, utcTimeText(time));
}

} // namespace kaunt
