// SPDX-License-Identifier: MIT
#include "ui/quantities.h"

#include "core/api/currencyplaces.h"
#include "core/api/exactdecimal.h"
#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

namespace kaunt {

namespace {

struct Quantities {
    Q_DECLARE_TR_FUNCTIONS(Quantities)
};

constexpr qint64 microsPerMilli = 1'000;
constexpr qint64 microsPerSecond = 1'000'000;
constexpr qint64 secondsPerMinute = 60;
constexpr qint64 secondsPerHour = 3'600;
constexpr qint64 secondsPerDay = 86'400;

/// A format of the language, with the year whole: "01.02.26" could be of any of three years.
QString withWholeYear(QString format)
{
    return format.contains(QLatin1String("yyyy")) ? format : format.replace(QLatin1String("yy"), QLatin1String("yyyy"));
}

QString wholeDate(QDate date, const QLocale& locale)
{
    return locale.toString(date, withWholeYear(locale.dateFormat(QLocale::ShortFormat)));
}

/// "UTC", "UTC+02:00"; nothing of a time that came without.
QString zoneText(const QDateTime& time)
{
    return time.timeSpec() == Qt::LocalTime ? QString() : time.timeZoneAbbreviation();
}

/// Digit by digit behind the point: a double holds 15 digits.
QString numberText(const DecimalText& number, int leastDecimals, const QLocale& locale)
{
    static const QRegularExpression plain(QStringLiteral("\\A(-?)([0-9]{1,18})(?:\\.([0-9]+))?\\z"));
    const QRegularExpressionMatch match = plain.match(plainDecimal(number));
    if (!match.hasMatch())
        return visibleText(number);
    QString text = match.capturedLength(1) == 0 ? QString() : locale.negativeSign();
    text += locale.toString(match.captured(2).toLongLong());
    const QString decimals = match.captured(3).leftJustified(leastDecimals, u'0');
    if (!decimals.isEmpty())
        text += locale.decimalPoint();
    for (const QChar digit : decimals)
        text += locale.toString(digit.digitValue());
    return text;
}

} // namespace

QString sizeText(qint64 bytes, const QLocale& locale)
{
    if (bytes == 1)
        return Quantities::tr("1 byte");
    const QString rounded = locale.formattedDataSize(bytes, 1);
    constexpr qint64 kibibyte = 1'024;
    return bytes < kibibyte ? rounded : Quantities::tr("%1 (%2 bytes)").arg(rounded, locale.toString(bytes));
}

QString deliveriesText(qint64 count, const QLocale& locale)
{
    return count == 1 ? Quantities::tr("1 delivery") : Quantities::tr("%1 deliveries").arg(locale.toString(count));
}

QString durationText(qint64 micros, const QLocale& locale)
{
    if (micros < 0) // by a clock that was set back
        return locale.negativeSign() + durationText(-micros, locale);
    if (micros < microsPerMilli)
        return Quantities::tr("%1 ms").arg(locale.toString(static_cast<double>(micros) / microsPerMilli, 'f', 2));
    if (micros < microsPerSecond)
        return Quantities::tr("%1 ms").arg(locale.toString(micros / microsPerMilli));
    const qint64 seconds = micros / microsPerSecond;
    if (seconds < secondsPerMinute)
        return Quantities::tr("%1 s").arg(locale.toString(static_cast<double>(micros) / microsPerSecond, 'f', 1));
    if (seconds < secondsPerHour)
        return Quantities::tr("%1 min %2 s").arg(seconds / secondsPerMinute).arg(seconds % secondsPerMinute);
    if (seconds < secondsPerDay)
        return Quantities::tr("%1 h %2 min")
            .arg(seconds / secondsPerHour)
            .arg(seconds % secondsPerHour / secondsPerMinute);
    return Quantities::tr("%1 d %2 h").arg(seconds / secondsPerDay).arg(seconds % secondsPerDay / secondsPerHour);
}

QString durationText(std::chrono::microseconds duration, const QLocale& locale)
{
    return durationText(qint64{duration.count()}, locale);
}

QString localTimeText(qint64 utcMillis, const QLocale& locale)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(utcMillis);
    return QStringLiteral("%1 %2").arg(locale.toString(time.date(), QLocale::ShortFormat),
                                       time.time().toString(QStringLiteral("HH:mm:ss.zzz")));
}

QString utcTimeText(qint64 utcMillis)
{
    return QDateTime::fromMSecsSinceEpoch(utcMillis, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString amountText(const DecimalText& amount, const QString& currency, const QLocale& locale)
{
    if (amount.isEmpty())
        return {};
    const QString number = amountNumber(amount, currency, locale);
    return currency.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, visibleText(currency));
}

QString amountNumber(const DecimalText& amount, const QString& currency, const QLocale& locale)
{
    return amount.isEmpty() ? QString() : numberText(amount, currencyPlaces(currency), locale);
}

QString quantityText(const DecimalText& quantity, const QString& unit, const QLocale& locale)
{
    if (quantity.isEmpty())
        return visibleText(unit);
    const QString number = numberText(quantity, 0, locale);
    return unit.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, visibleText(unit));
}

QString dateText(const QString& isoDate, const QLocale& locale)
{
    constexpr qsizetype dateLength = 10; // of "2026-01-31"
    if (isoDate.size() == dateLength) {
        const QDate date = QDate::fromString(isoDate, Qt::ISODate);
        return date.isValid() ? wholeDate(date, locale) : visibleText(isoDate);
    }
    const QDateTime time = QDateTime::fromString(isoDate, Qt::ISODate);
    if (!time.isValid())
        return visibleText(isoDate);
    // Midnight is how a date travels in a date-time.
    if (time.time() == QTime(0, 0))
        return wholeDate(time.date(), locale);
    const QString text = locale.toString(time, withWholeYear(locale.dateTimeFormat(QLocale::ShortFormat)));
    const QString zone = zoneText(time);
    const QDate localDate = time.toLocalTime().date();
    if (localDate != time.date())
        return Quantities::tr("%1 %2 (%3 local time)").arg(text, zone, wholeDate(localDate, locale));
    return zone.isEmpty() ? text : QStringLiteral("%1 %2").arg(text, zone);
}

} // namespace kaunt
