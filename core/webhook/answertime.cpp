// SPDX-License-Identifier: MIT
#include "core/webhook/answertime.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr QLatin1String answerWaitPrefix("answered-after:");
constexpr QLatin1String answerWaitUnit("ms");

} // namespace

QString answerWaitNote(std::chrono::milliseconds wait)
{
    return answerWaitPrefix + QString::number(wait.count()) + answerWaitUnit;
}

std::optional<std::chrono::milliseconds> notedAnswerWait(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (!note.startsWith(answerWaitPrefix) || !note.endsWith(answerWaitUnit))
            continue;
        bool isNumber = false;
        const qint64 millis =
            QStringView(note).sliced(answerWaitPrefix.size()).chopped(answerWaitUnit.size()).toLongLong(&isNumber);
        constexpr std::chrono::milliseconds longest = std::chrono::hours(24);
        if (isNumber && millis >= 0 && millis <= longest.count())
            return std::chrono::milliseconds(millis);
    }
    return std::nullopt;
}

qint64 answeredMicros(const DeliverySummary& delivery)
{
    const auto wait = notedAnswerWait(delivery.notes);
    if (!wait)
        return delivery.storedMicros;
    return std::max<qint64>(0, delivery.storedMicros) + std::chrono::microseconds(*wait).count();
}

} // namespace kaunt
