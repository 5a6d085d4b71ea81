// SPDX-License-Identifier: MIT
#include "core/api/exactdecimal.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

namespace kaunt {

namespace {

constexpr Millionths unit = 1'000'000;
constexpr int keptPlaces = 6;
/// 10^18 units: what is more is nobody's amount.
constexpr Millionths largest = unit * unit * unit * unit;

} // namespace

DecimalText plainDecimal(const DecimalText& text)
{
    static const QRegularExpression scientific(
        QStringLiteral("\\A(-?)([0-9]+)(?:\\.([0-9]+))?[eE]([+-]?[0-9]{1,3})\\z"));
    static const QRegularExpression needless(QStringLiteral("\\A0+(?=[0-9])"));
    constexpr int furthest = 30;
    const QRegularExpressionMatch match = scientific.match(text);
    const int shift = match.captured(4).toInt();
    if (!match.hasMatch() || std::abs(shift) > furthest)
        return text;
    QString digits = match.captured(2) + match.captured(3);
    qsizetype point = match.capturedLength(2) + shift;
    if (point <= 0) {
        digits.prepend(QString(1 - point, u'0'));
        point = 1;
    }
    digits = digits.leftJustified(point, u'0');
    const QString whole = match.captured(1) + digits.first(point).remove(needless);
    return point == digits.size() ? whole : whole + u'.' + digits.sliced(point);
}

std::optional<Millionths> millionths(const DecimalText& text)
{
    static const QRegularExpression plain(QStringLiteral("\\A(-?)([0-9]{1,18})(?:\\.([0-9]+))?\\z"));
    const QRegularExpressionMatch match = plain.match(plainDecimal(text));
    if (!match.hasMatch())
        return {};
    const QString decimals = match.captured(3).leftJustified(keptPlaces + 1, u'0');
    const Millionths whole = match.captured(2).toLongLong() * unit;
    const Millionths size = whole + decimals.first(keptPlaces).toLongLong() + (decimals.at(keptPlaces) >= u'5' ? 1 : 0);
    return match.captured(1).isEmpty() ? size : -size;
}

Millionths halfOfLastPlace(const DecimalText& text, int leastPlaces)
{
    const DecimalText plain = plainDecimal(text);
    const qsizetype point = plain.indexOf(u'.');
    const qsizetype written = point < 0 ? 0 : plain.size() - point - 1;
    Millionths place = unit;
    for (qsizetype i = 0; i < std::max(written, qsizetype{leastPlaces}) && place > 1; ++i)
        place /= 10;
    return std::max(place / 2, Millionths{1});
}

DecimalText decimalText(Millionths value, int leastPlaces)
{
    const QString sign = value < 0 ? QStringLiteral("-") : QString();
    const Millionths size = sizeOf(value);
    QString part = QString::number(static_cast<qint64>(size % unit)).rightJustified(keptPlaces, u'0');
    while (part.size() > leastPlaces && part.endsWith(u'0'))
        part.chop(1);
    const QString whole = sign + QString::number(static_cast<qint64>(size / unit));
    return part.isEmpty() ? whole : whole + u'.' + part;
}

std::optional<Millionths> sumOf(std::optional<Millionths> one, std::optional<Millionths> other)
{
    if (!one || !other || sizeOf(*one + *other) > largest)
        return {};
    return *one + *other;
}

std::optional<Millionths> productOf(std::optional<Millionths> first, std::optional<Millionths> second)
{
    if (!first || !second)
        return {};
    if (*first != 0 && sizeOf(*second) > largest * unit / sizeOf(*first))
        return {};
    const Millionths product = *first * *second;
    return (product + (product < 0 ? -unit : unit) / 2) / unit;
}

} // namespace kaunt
