// SPDX-License-Identifier: MIT
#include "core/durationtext.h"

#include <QRegularExpression>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds ofUnit(QChar unit)
{
    switch (unit.unicode()) {
    case u's':
        return std::chrono::seconds(1);
    case u'm':
        return std::chrono::minutes(1);
    case u'h':
        return std::chrono::hours(1);
    case u'd':
        return std::chrono::days(1);
    default:
        return std::chrono::weeks(1);
    }
}

} // namespace

std::optional<milliseconds> anyDurationFromText(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,6})([smhdw])$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    return match.capturedView(1).toInt() * ofUnit(match.capturedView(2).at(0).toLower());
}

std::optional<milliseconds> durationFromText(const QString& text)
{
    const auto duration = anyDurationFromText(text);
    const bool isWithin = duration && *duration >= std::chrono::seconds(1) && *duration <= std::chrono::days(1);
    return isWithin ? duration : std::nullopt;
}

} // namespace kaunt
