// SPDX-License-Identifier: MIT
#include "app/cli/eventscommand.h"

#include "app/cli/captureoption.h"
#include "app/cli/deliverytext.h"
#include "app/cli/filteroption.h"
#include "app/cli/jsonlines.h"
#include "app/cli/settleddeliveries.h"
#include "app/cli/unreadablelog.h"
#include "app/signalwatcher.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 largestLimit = qint64{1} << 53; // which JSON and spreadsheets still count exactly
constexpr int batchSize = 500;
/// Another process may write: SQLite tells nobody.
constexpr std::chrono::milliseconds pollInterval{250};

} // namespace

QList<QCommandLineOption> EventsCommand::options()
{
    return {
        filterOption(),
        captureOption(),
        {QStringLiteral("limit"), tr("How many at the most; all without it."), QStringLiteral("N")},
        {QStringLiteral("follow"), tr("Goes on with what arrives.")},
    };
}

std::optional<int> EventsCommand::start(const QCommandLineParser& arguments)
{
    bool isNumber = true;
    const bool isLimited = arguments.isSet(QStringLiteral("limit"));
    const qint64 limit = isLimited ? arguments.value(QStringLiteral("limit")).toLongLong(&isNumber) : largestLimit;
    if (!isNumber || limit < 1 || limit > largestLimit)
        return wrongUsage(tr("--limit is a number from 1 to %1.").arg(largestLimit));
    const bool follows = arguments.isSet(QStringLiteral("follow"));
    if (follows && arguments.isSet(QStringLiteral("capture")))
        return wrongUsage(tr("A capture does not grow: leave out --follow or --capture."));
    auto filter = readFilterOption(arguments, terminal());
    if (!filter)
        return filter.error();
    m_query.filter = *std::move(filter);
    m_log.emplace(context().dataDirectory, context().clock);
    const auto log = m_log->open();
    if (!log)
        return tellUnreadable(log.error(), context());
    qint64 before = 0;
    for (qint64 left = limit; left > 0 && !terminal().isOutputLost();) {
        auto page = (*log)->page(m_query, before, static_cast<int>(std::min<qint64>(left, batchSize)));
        if (!page)
            return tellUnreadable(page.error(), context());
        if (page->isEmpty())
            break;
        awaitSettled(**log, context().clock, *page);
        printAll(*page);
        before = page->constLast().number;
        left -= page->size();
    }
    tellMisdirected(**log);
    if (!follows)
        return Done;
    follow();
    return {};
}

/// Where the sender has the wrong URL, nothing else comes, and nothing of it is in the list.
void EventsCommand::tellMisdirected(const LogQueries& log) const
{
    const auto filter = parseFilter(QStringLiteral("verdict:misdirected"));
    if (!filter || !m_query.filter.isEmpty())
        return;
    DeliveryQuery misdirected;
    misdirected.filter = *filter;
    const auto numbers = log.numbers(misdirected, m_last.number);
    if (!numbers || numbers->isEmpty())
        return;
    const QString count = numbers->size() == 1 ? tr("1 request") : tr("%1 requests").arg(numbers->size());
    terminal().notice(
        tr("%1 came last that no endpoint took: --filter verdict:misdirected lists what is left out here, "
           "and kauntctl show N says why.")
            .arg(count));
}

void EventsCommand::follow()
{
    auto* signalWatcher = new SignalWatcher(this);
    connect(signalWatcher, &SignalWatcher::stopRequested, this, [this] { Q_EMIT finished(Done); });
    connect(&m_poll, &QTimer::timeout, this, &EventsCommand::printNew);
    m_poll.start(pollInterval);
}

void EventsCommand::printNew()
{
    while (true) {
        const auto log = m_log->open();
        if (!log && !std::exchange(m_isGone, true))
            terminal().error(sentenceFor(log.error()));
        if (!log)
            return; // the next look may find another in its place
        m_isGone = false;
        if (!(*log)->isPlaceOf(m_last).value_or(true))
            m_last = {}; // another log, of which nothing was printed
        auto added = (*log)->following(m_query, m_last.number, batchSize);
        if (!added) {
            Q_EMIT finished(tellUnreadable(added.error(), context()));
            return;
        }
        awaitSettled(**log, context().clock, *added);
        printAll(*added);
        if (added->size() < batchSize)
            return;
    }
}

void EventsCommand::printAll(const QList<DeliverySummary>& deliveries)
{
    QList<QByteArray> lines;
    for (const DeliverySummary& delivery : deliveries) {
        if (delivery.number > m_last.number)
            m_last = {{}, delivery.number, delivery.receivedAt}; // a salvage gives the log another identity
        lines.append(context().isJson ? deliveryLine(delivery) : deliveryText(delivery).toUtf8());
    }
    print(lines);
}

} // namespace kaunt
