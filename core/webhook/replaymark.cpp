// SPDX-License-Identifier: MIT
#include "core/webhook/replaymark.h"

#include "core/asciicharacters.h"

namespace kaunt {

namespace {

constexpr QLatin1String replayPrefix("replay:");

/// Digits and nothing else: toLongLong() takes signs and white space too.
std::optional<qint64> deliveryNumber(const QByteArray& text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isAsciiDigits(text) && isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<qint64> replayedDelivery(const HeaderList& headers)
{
    for (const QByteArray& value : headerValues(headers, replayHeaderName)) {
        if (const auto number = deliveryNumber(value))
            return number;
    }
    return std::nullopt;
}

QString replayNote(qint64 delivery)
{
    return replayPrefix + QString::number(delivery);
}

std::optional<qint64> replayedDelivery(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (note.startsWith(replayPrefix))
            return deliveryNumber(note.mid(replayPrefix.size()).toLatin1());
    }
    return std::nullopt;
}

} // namespace kaunt
