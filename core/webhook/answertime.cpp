// SPDX-License-Identifier: MIT
#include "core/webhook/answertime.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr QLatin1String answerWaitPrefix("answered-after:");
constexpr QLatin1String senderLeftPrefix("sender-left:");
constexpr QLatin1String readAfterPrefix("read-after:");
constexpr QLatin1String timeUnit("ms");

QString timeNote(QLatin1String prefix, std::chrono::milliseconds time)
{
    return prefix + QString::number(time.count()) + timeUnit;
}

std::optional<std::chrono::milliseconds> notedTime(QLatin1String prefix, const QStringList& notes)
{
    for (const QString& note : notes) {
        if (!note.startsWith(prefix) || !note.endsWith(timeUnit))
            continue;
        bool isNumber = false;
        const qint64 millis = QStringView(note).sliced(prefix.size()).chopped(timeUnit.size()).toLongLong(&isNumber);
        constexpr std::chrono::milliseconds longest = std::chrono::hours(24);
        if (isNumber && millis >= 0 && millis <= longest.count())
            return std::chrono::milliseconds(millis);
    }
    return std::nullopt;
}

} // namespace

QString answerWaitNote(std::chrono::milliseconds wait)
{
    return timeNote(answerWaitPrefix, wait);
}

std::optional<std::chrono::milliseconds> notedAnswerWait(const QStringList& notes)
{
    return notedTime(answerWaitPrefix, notes);
}

QString senderLeftNote(std::chrono::milliseconds after)
{
    return timeNote(senderLeftPrefix, after);
}

std::optional<std::chrono::milliseconds> notedSenderLeft(const QStringList& notes)
{
    return notedTime(senderLeftPrefix, notes);
}

QString readAfterNote(std::chrono::milliseconds lay)
{
    return timeNote(readAfterPrefix, lay);
}

std::optional<std::chrono::milliseconds> notedReadAfter(const QStringList& notes)
{
    return notedTime(readAfterPrefix, notes);
}

qint64 answeredMicros(const DeliverySummary& delivery)
{
    const auto wait = notedAnswerWait(delivery.notes);
    const auto after = wait ? wait : notedSenderLeft(delivery.notes);
    const auto before = notedReadAfter(delivery.notes);
    if (!after && !before)
        return delivery.storedMicros;
    const std::chrono::microseconds waited =
        before.value_or(std::chrono::milliseconds(0)) + after.value_or(std::chrono::milliseconds(0));
    return std::max<qint64>(0, delivery.storedMicros) + waited.count();
}

} // namespace kaunt
