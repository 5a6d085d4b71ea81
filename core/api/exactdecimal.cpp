// SPDX-License-Identifier: MIT
#include "core/api/exactdecimal.h"

#include <QRegularExpression>

#include <cmath>
#include <cstdlib>

namespace kaunt {

namespace {

constexpr Millionths unit = 1'000'000;
constexpr int places = 6;

} // namespace

std::optional<Millionths> millionths(const DecimalText& text)
{
    static const QRegularExpression plain(QStringLiteral("^(-?)([0-9]{1,12})(?:\\.([0-9]{1,6})0*)?$"));
    const QRegularExpressionMatch match = plain.match(text);
    if (!match.hasMatch())
        return {};
    const Millionths whole = match.captured(2).toLongLong() * unit;
    const Millionths part = match.captured(3).leftJustified(places, u'0').toLongLong();
    return match.captured(1).isEmpty() ? whole + part : -(whole + part);
}

Millionths halfOfLastPlace(const DecimalText& text)
{
    const qsizetype point = text.indexOf(u'.');
    Millionths place = unit;
    for (qsizetype i = point < 0 ? text.size() : point + 1; i < text.size() && place > 0; ++i)
        place /= 10;
    return place / 2;
}

DecimalText decimalText(Millionths value)
{
    constexpr int leastPlaces = 2;
    const QString sign = value < 0 ? QStringLiteral("-") : QString();
    const Millionths size = std::abs(value);
    QString part = QString::number(size % unit).rightJustified(places, u'0');
    while (part.size() > leastPlaces && part.endsWith(u'0'))
        part.chop(1);
    return QStringLiteral("%1%2.%3").arg(sign).arg(size / unit).arg(part);
}

std::optional<Millionths> sumOf(std::optional<Millionths> one, std::optional<Millionths> other)
{
    Millionths total = 0;
    if (!one || !other || __builtin_add_overflow(*one, *other, &total))
        return {};
    return total;
}

std::optional<Millionths> productOf(std::optional<Millionths> first, std::optional<Millionths> second)
{
    if (!first || !second)
        return {};
    // A long double holds 64 bits exactly; what needs more is out of any invoice's range.
    const long double exact = static_cast<long double>(*first) * static_cast<long double>(*second) / unit;
    constexpr long double largest = 1e18L;
    if (std::fabs(exact) > largest)
        return {};
    return static_cast<Millionths>(std::llround(exact));
}

} // namespace kaunt
