// SPDX-License-Identifier: MIT
#include "ui/repeatwording.h"

#include "core/alerts/badanswers.h"
#include "core/answerstatus.h"
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct RepeatWording {
    Q_DECLARE_TR_FUNCTIONS(RepeatWording)
};

/// To the second, and with the day where it is not that of `now`.
QString momentText(qint64 utcMillis, qint64 nowUtcMillis)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(utcMillis);
    QString time = moment.time().toString(QStringLiteral("HH:mm:ss"));
    if (moment.date() == QDateTime::fromMSecsSinceEpoch(nowUtcMillis).date())
        return time;
    return QLocale().toString(moment.date(), QLocale::ShortFormat) + u' ' + time;
}

QString repeatedText(const QList<DeliverySummary>& attempts)
{
    const auto refused = std::count_if(attempts.cbegin(), attempts.cend(),
                                       [](const DeliverySummary& one) { return one.verdict != Verdict::Verified; });
    const QString count = QLocale().toString(attempts.size());
    const QString span =
        durationText(std::chrono::milliseconds(attempts.constLast().receivedAt - attempts.constFirst().receivedAt));
    if (refused == attempts.size())
        return RepeatWording::tr("The same body came %1 times within %2 and was never accepted.").arg(count, span);
    if (refused > 0)
        return RepeatWording::tr("This event came %1 times within %2; %3 of them were not accepted.")
            .arg(count, span, QLocale().toString(refused));
    return RepeatWording::tr("This event came %1 times within %2.").arg(count, span);
}

/// What is left to do where none is to be expected any more.
QString lastStepText(const DeliverySummary& last)
{
    return last.event ? u' ' + RepeatWording::tr("Fetch what it points at, or replay this delivery to your receiver.")
                      : QString();
}

/// Of one that comes to nothing before Kaunt gives up.
QString noFurtherText(const RetryForecast& forecast, const DeliverySummary& last, qint64 now)
{
    const QString at = momentText(forecast.afterEnd, now);
    const QString end = momentText(forecast.givesUp, now);
    const QString would = forecast.isEarliest
                              ? RepeatWording::tr("No further one is to be expected: it would come at %1 at the "
                                                  "earliest, after Kaunt has given up at about %2, 24 hours after the "
                                                  "first. This is an estimate.")
                              : RepeatWording::tr("No further one is to be expected: by the waits so far it would come "
                                                  "at about %1, after Kaunt has given up at about %2, 24 hours after "
                                                  "the first. This is an estimate.");
    return would.arg(at, end) + lastStepText(last);
}

/// What the waits so far say of the next one.
QString nextText(const RetryForecast& forecast, qint64 now)
{
    const QString at = momentText(forecast.next, now);
    if (forecast.next == 0)
        return forecast.waits < 2
                   ? RepeatWording::tr("When the next one comes can't be told yet.")
                   : RepeatWording::tr("The waits so far follow no law, so when the next one comes can't be "
                                       "told.");
    if (forecast.next < now)
        return forecast.isEarliest
                   ? RepeatWording::tr("The next one may come at any time.")
                   : RepeatWording::tr("The next one was to be expected at about %1 and has not come.").arg(at);
    if (forecast.isEarliest)
        return RepeatWording::tr("The next one is to be expected at %1 at the earliest: a single wait does not tell "
                                 "how they grow.")
            .arg(at);
    return RepeatWording::tr("The next one is to be expected at about %1, since each wait was about %2 times the one "
                             "before.")
        .arg(at, QLocale().toString(*forecast.factor, 'f', 1));
}

/// Whether `after` was sent before anybody could have had our answer to the one before it. One that gave up waiting for
/// a late answer is none of these.
bool isSentAtTheSameTime(const DeliverySummary& before, const DeliverySummary& after)
{
    const qint64 answered = answeredMicros(before);
    const std::chrono::microseconds gap = std::chrono::milliseconds(after.receivedAt - before.receivedAt);
    return answered >= 0 && answered < lateAnswer.count() && gap.count() <= answered;
}

QString passedThroughCause(const DeliverySummary& before, const QString& target)
{
    if (before.status == 0)
        return RepeatWording::tr("the program ended before %1 had answered").arg(visibleText(target));
    if (!isSuccess(before.status))
        return RepeatWording::tr("%1 was passed through from %2")
            .arg(QString::number(before.status), visibleText(target));
    return RepeatWording::tr("the %1 of %2 came too late or got lost on the way")
        .arg(QString::number(before.status), visibleText(target));
}

} // namespace

QString repeatCause(const DeliverySummary& before, const DeliverySummary& after)
{
    if (isSentAtTheSameTime(before, after))
        return RepeatWording::tr("it was sent more than once at the same time");
    if (before.verdict == Verdict::NoSecret)
        return RepeatWording::tr("we answered %1: there was no secret yet").arg(before.status);
    if (const auto left = notedSenderLeft(before.notes))
        return left->count() > 0
                   ? RepeatWording::tr("its sender hung up after %1, before it was answered").arg(durationText(*left))
                   : RepeatWording::tr("its sender hung up before it was read");
    if (const auto target = notedPassThrough(before.notes))
        return passedThroughCause(before, *target);
    if (!isSuccess(before.status))
        return RepeatWording::tr("we answered %1").arg(before.status);
    const qint64 micros = answeredMicros(before);
    if (micros < 0)
        return RepeatWording::tr("the program ended before the answer was out");
    const QString taken = durationText(micros);
    if (micros >= lateAnswer.count())
        return RepeatWording::tr("our answer took %1").arg(taken);
    return RepeatWording::tr("the %1 after %2 got lost on the way").arg(QString::number(before.status), taken);
}

QString attemptsText(const QList<DeliverySummary>& attempts, qint64 shown)
{
    if (attempts.isEmpty())
        return {};
    if (attempts.size() == 1)
        return attempts.constFirst().event
                   ? RepeatWording::tr("This event came once.")
                   : RepeatWording::tr("This delivery belongs to no event, and its body came once.");
    QString text = repeatedText(attempts);
    for (qsizetype i = 1; i < attempts.size(); ++i) {
        if (attempts.at(i).number == shown)
            text += u' ' + RepeatWording::tr("The one shown came again probably because %1.")
                               .arg(repeatCause(attempts.at(i - 1), attempts.at(i)));
    }
    return text + u' ' + RepeatWording::tr("Press Enter on an attempt to see it.");
}

RetryForecast forecastOf(const QList<DeliverySummary>& attempts)
{
    QList<qint64> arrivals;
    for (const DeliverySummary& attempt : attempts)
        arrivals.append(attempt.receivedAt);
    return forecastRetry(arrivals);
}

QString forecastText(const QList<DeliverySummary>& attempts, qint64 nowUtcMillis)
{
    if (attempts.isEmpty() || attempts.constFirst().verdict == Verdict::Misdirected)
        return {};
    const RetryForecast forecast = forecastOf(attempts);
    const QString end = momentText(forecast.givesUp, nowUtcMillis);
    if (isSuccess(attempts.constLast().status))
        return RepeatWording::tr("The last one was answered %1, so no further one is to be expected, unless that "
                                 "answer got lost.")
            .arg(attempts.constLast().status);
    const DeliverySummary& last = attempts.constLast();
    if (last.receivedAt > forecast.givesUp)
        return RepeatWording::tr(
                   "It goes on longer than Kaunt's documentation says: 24 hours after the first were over "
                   "at %1, and the last one came at %2. Whether another follows can't be told.")
            .arg(end, momentText(last.receivedAt, nowUtcMillis));
    if (nowUtcMillis > forecast.givesUp)
        return RepeatWording::tr("Kaunt has probably given up: it repeats for 24 hours, and they were over at %1.")
                   .arg(end) +
               lastStepText(last);
    if (forecast.afterEnd > 0)
        return noFurtherText(forecast, last, nowUtcMillis);
    return nextText(forecast, nowUtcMillis) + u' ' +
           RepeatWording::tr("Kaunt gives up at about %1, 24 hours after the first. This is an estimate.").arg(end);
}

} // namespace kaunt
