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

/// What the waits so far say of the next one.
QString nextText(const RetryForecast& forecast, qsizetype attempts, qint64 now)
{
    const QString at = momentText(forecast.next, now);
    if (forecast.next == 0)
        return attempts < 3 ? RepeatWording::tr("When the next one comes can't be told yet.")
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

QString repeatCause(const DeliverySummary& before)
{
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
            text +=
                u' ' +
                RepeatWording::tr("The one shown came again probably because %1.").arg(repeatCause(attempts.at(i - 1)));
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
    if (nowUtcMillis > forecast.givesUp)
        return RepeatWording::tr("Kaunt has probably given up: it repeats for 24 hours, and they were over at %1.")
            .arg(end);
    return nextText(forecast, attempts.size(), nowUtcMillis) + u' ' +
           RepeatWording::tr("Kaunt gives up at about %1, 24 hours after the first. This is an estimate.").arg(end);
}

} // namespace kaunt
