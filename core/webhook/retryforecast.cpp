// SPDX-License-Identifier: MIT
#include "core/webhook/retryforecast.h"

#include <algorithm>
#include <cmath>

namespace kaunt {

namespace {

constexpr qint64 longestRetry = qint64{24} * 60 * 60 * 1'000;

/// The logarithms of the waits lie on a line where each is the one before times a factor.
struct Line {
    double start = 0;
    double slope = 0;
    double farthest = 0; ///< of any wait from the line
};

Line fittedLine(const QList<double>& logarithms)
{
    const auto count = static_cast<double>(logarithms.size());
    const double middle = (count - 1) / 2;
    double mean = 0;
    for (const double one : logarithms)
        mean += one / count;
    double above = 0;
    double below = 0;
    for (qsizetype i = 0; i < logarithms.size(); ++i) {
        const double x = static_cast<double>(i) - middle;
        above += x * (logarithms.at(i) - mean);
        below += x * x;
    }
    Line line;
    line.slope = below > 0 ? above / below : 0;
    line.start = mean - line.slope * middle;
    for (qsizetype i = 0; i < logarithms.size(); ++i)
        line.farthest =
            std::max(line.farthest, std::abs(logarithms.at(i) - line.start - line.slope * static_cast<double>(i)));
    return line;
}

/// The length of the wait that follows; 0 where they follow no law.
qint64 nextWait(const QList<double>& logarithms, RetryForecast& forecast)
{
    // Jitter makes a wait half or double of what the law says; an attempt that never reached the log makes more of it.
    static const double mostJitter = std::log(2.0);
    static const double shrinking = std::log(0.8);
    const Line line = fittedLine(logarithms);
    if (line.farthest > mostJitter || line.slope < shrinking)
        return 0;
    forecast.factor = std::exp(std::max(line.slope, 0.0));
    return std::llround(std::exp(line.start + line.slope * static_cast<double>(logarithms.size())));
}

QList<qint64> waitsBetween(const QList<qint64>& attempts)
{
    constexpr qint64 shortest = 1'000;
    QList<qint64> waits;
    qint64 before = attempts.value(0);
    for (const qint64 attempt : attempts) {
        if (attempt - before < shortest)
            continue;
        waits.append(attempt - before);
        before = attempt;
    }
    return waits;
}

} // namespace

RetryForecast forecastRetry(const QList<qint64>& attempts)
{
    RetryForecast forecast;
    if (attempts.isEmpty())
        return forecast;
    forecast.givesUp = attempts.constFirst() + longestRetry;
    const QList<qint64> waits = waitsBetween(attempts);
    forecast.waits = static_cast<int>(waits.size());
    QList<double> logarithms;
    for (const qint64 each : waits)
        logarithms.append(std::log(static_cast<double>(each)));
    qint64 wait = 0;
    if (waits.size() == 1) {
        wait = waits.constFirst();
        forecast.isEarliest = true;
    } else if (logarithms.size() > 1) {
        wait = nextWait(logarithms, forecast);
    }
    const qint64 moment = wait > 0 ? attempts.constLast() + wait : 0;
    if (moment > forecast.givesUp)
        forecast.afterEnd = moment;
    else
        forecast.next = moment;
    return forecast;
}

} // namespace kaunt
