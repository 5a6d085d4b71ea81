// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/jsonnumbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace kaunt {

namespace {

/// The fewest digits that are this double and no other, and where the point stands: 0 before the first of them.
struct ShortestDigits {
    bool isNegative = false;
    QByteArray digits;
    qsizetype point = 0;
};

/// Nothing where it is none that JSON can have.
std::optional<ShortestDigits> shortestDigits(double number)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(number), std::chars_format::scientific);
    const QByteArray printed(text.data(), end.ptr - text.data());
    const qsizetype exponent = printed.indexOf('e');
    if (!std::isfinite(number) || exponent < 0)
        return {};
    return ShortestDigits{std::signbit(number), printed.first(exponent).replace(".", ""),
                          printed.mid(exponent + 1).toInt() + 1};
}

/// Without an exponent.
QByteArray positional(const ShortestDigits& number)
{
    const qsizetype count = number.digits.size();
    if (number.point <= 0)
        return "0." + QByteArray(-number.point, '0') + number.digits;
    if (number.point >= count)
        return number.digits + QByteArray(number.point - count, '0');
    return number.digits.first(number.point) + '.' + number.digits.mid(number.point);
}

QByteArray scientific(const ShortestDigits& number, qsizetype fewestExponentDigits)
{
    const qsizetype exponent = number.point - 1;
    const QByteArray digits =
        number.digits.size() == 1 ? number.digits : number.digits.first(1) + '.' + number.digits.mid(1);
    return digits + (exponent < 0 ? "e-" : "e+") +
           QByteArray::number(std::abs(exponent)).rightJustified(fewestExponentDigits, '0');
}

} // namespace

void printAsJavaScript(JsonValue& value)
{
    const auto number = value.isNumber() ? shortestDigits(value.text.toDouble()) : std::nullopt;
    if (!number)
        return;
    const bool isPositional = number->point > -6 && number->point <= 21;
    const bool isZero = number->digits == "0";
    value.text = QString::fromLatin1((number->isNegative && !isZero ? "-" : "") +
                                     (isPositional ? positional(*number) : scientific(*number, 1)));
}

void printAsPython(JsonValue& value)
{
    const bool isFloat =
        value.isNumber() && (value.text.contains(u'.') || value.text.contains(u'e', Qt::CaseInsensitive));
    const auto number = isFloat ? shortestDigits(value.text.toDouble()) : std::nullopt;
    if (!number)
        return;
    const bool isPositional = number->point > -4 && number->point <= 16;
    QByteArray text = isPositional ? positional(*number) : scientific(*number, 2);
    if (isPositional && number->point >= number->digits.size())
        text += ".0";
    value.text = QString::fromLatin1((number->isNegative ? "-" : "") + text);
}

} // namespace kaunt
