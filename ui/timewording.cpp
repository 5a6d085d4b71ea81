// SPDX-License-Identifier: MIT
#include "ui/timewording.h"

#include "core/codetable.h"
#include "ui/quantities.h"

#include <QCoreApplication>
#include <QLocale>

namespace kaunt {

namespace {

struct TimeWording {
    Q_DECLARE_TR_FUNCTIONS(TimeWording)
};

using namespace std::chrono_literals;

constexpr CodeTable<TimeStyle, 4> styleCodes{{{TimeStyle::Local, "local"},
                                              {TimeStyle::Utc, "utc"},
                                              {TimeStyle::Relative, "relative"},
                                              {TimeStyle::SincePrevious, "since-previous"}}};

constexpr std::chrono::milliseconds nearStep = 10s;

QString deltaText(qint64 time, std::optional<qint64> before)
{
    if (!before)
        return QStringLiteral("–");
    const qint64 delta = time - *before;
    if (delta == 0)
        return TimeWording::tr("+0 ms");
    const QString length = durationText(std::chrono::milliseconds(qAbs(delta)));
    return delta > 0 ? QStringLiteral("+%1").arg(length) : QStringLiteral("−%1").arg(length);
}

} // namespace

QString timeStyleCode(TimeStyle style)
{
    return codeIn(styleCodes, style);
}

TimeStyle timeStyleFromCode(const QString& code)
{
    return valueIn(styleCodes, code).value_or(TimeStyle::Local);
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

QString ageText(qint64 age, std::chrono::milliseconds step)
{
    const std::chrono::milliseconds passed(age);
    const QLocale locale;
    if (passed < step)
        return TimeWording::tr("just now");
    if (passed < 1min)
        return TimeWording::tr("%1 s ago").arg(locale.toString(passed / step * step / 1s));
    if (passed < 1h)
        return TimeWording::tr("%1 min ago").arg(locale.toString(passed / 1min));
    if (passed < 48h)
        return TimeWording::tr("%1 h ago").arg(locale.toString(passed / 1h));
    return TimeWording::tr("%1 days ago").arg(locale.toString(passed / 24h));
}

QString agoText(qint64 time, qint64 now)
{
    const bool isStillToCome = now - time <= -std::chrono::milliseconds(nearStep).count(); // a clock was set
    return isStillToCome ? timeText(TimeStyle::Local, time, now, {}) : ageText(now - time, nearStep);
}

QString exactTimeText(qint64 time)
{
    const QString local = QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
    return TimeWording::tr("%1, %2").arg(local, utcTimeText(time));
}

} // namespace kaunt
