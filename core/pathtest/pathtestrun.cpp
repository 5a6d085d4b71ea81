// SPDX-License-Identifier: MIT
#include "core/pathtest/pathtestrun.h"

#include "core/storage/replaykey.h"
#include "core/webhook/probemark.h"
#include "core/whenanswered.h"

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

constexpr std::chrono::milliseconds lookAgainAfter{50};
constexpr std::chrono::milliseconds lateArrival{3'000}; ///< so long after its answer a probe may reach the log
constexpr int mostLookedAt = 100;                       // at a time, of whatever else arrives meanwhile

/// What a look at the log has found of a run.
struct Arrivals {
    qint64 lookedTo = 0;
    bool isMore = false; ///< there was too much for one look
    QList<std::pair<QString, DeliveryRecord>> found;
};

/// Whatever secret the URL's endpoint has, the receiver on this log knows the probes.
PathTestPlan markedByLog(PathTestPlan plan, const QString& dataDirectory)
{
    plan.markKey = readReplayKey(dataDirectory);
    return plan;
}

/// A probe of which more has arrived than was there when it was judged.
struct Grown {
    qsizetype index = 0;
    PathProbe probe;
    SendOutcome outcome;
    QList<DeliveryRecord> arrivals;
};

/// The probe that this is, by its mark or, where a path took that off, by its body; empty where it is none of the run.
QString tokenOf(const DeliveryRecord& record, const QString& run)
{
    const QByteArray begin = run.toLatin1() + '-';
    const QByteArray mark = headerValues(record.headers, probeHeaderName).value(0);
    if (mark.startsWith(begin))
        return QString::fromLatin1(mark.left(mark.indexOf(' ')));
    const qsizetype at = record.body.indexOf('"' + begin);
    const qsizetype end = record.body.indexOf('"', at + 1);
    return at < 0 || end < 0 ? QString() : QString::fromLatin1(record.body.mid(at + 1, end - at - 1));
}

Result<Arrivals, LogError> arrivalsAfter(const LogQueries& log, qint64 after, const QString& run)
{
    DeliveryQuery query;
    query.withMisdirected = true;
    const auto rows = log.following(query, after, mostLookedAt);
    if (!rows)
        return failure(rows.error());
    Arrivals arrivals;
    arrivals.lookedTo = rows->isEmpty() ? after : rows->constLast().number;
    arrivals.isMore = rows->size() == mostLookedAt;
    for (const DeliverySummary& row : *rows) {
        const auto record = log.delivery(row.number);
        const QString token = record ? tokenOf(*record, run) : QString();
        if (!token.isEmpty())
            arrivals.found.append({token, *record});
    }
    return arrivals;
}

} // namespace

PathTestRun::PathTestRun(const QString& dataDirectory, const Clock& clock, PathTestPlan plan, QObject* parent)
    : QObject(parent)
    , m_plan(markedByLog(std::move(plan), dataDirectory))
    , m_probes(pathProbes(m_plan))
    , m_reader(dataDirectory, clock)
{
    m_report.target = m_plan.target;
    m_again.setSingleShot(true);
    m_again.setInterval(lookAgainAfter);
    connect(&m_again, &QTimer::timeout, this, &PathTestRun::look);
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64, const SendOutcome& outcome) { takeOutcome(outcome); });
}

void PathTestRun::start()
{
    whenAnswered(this, m_reader.ask([](const LogQueries& log) { return log.newest(); }),
                 [this](const Result<qint64, LogError>& newest) {
                     if (!newest) {
                         Q_EMIT failed(newest.error());
                         return;
                     }
                     m_lookedTo = *newest;
                     send();
                 });
}

void PathTestRun::send()
{
    m_sender.send(m_probes.at(m_current).delivery);
}

void PathTestRun::takeOutcome(const SendOutcome& outcome)
{
    m_outcome = outcome;
    m_sinceAnswer.start();
    look();
}

void PathTestRun::look()
{
    const auto arrivals = m_reader.ask(
        [after = m_lookedTo, run = m_plan.run](const LogQueries& log) { return arrivalsAfter(log, after, run); });
    whenAnswered(this, arrivals, [this](const Result<Arrivals, LogError>& answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        m_lookedTo = answer->lookedTo;
        for (const auto& [token, record] : answer->found)
            m_arrivals[token].append(record);
        const bool isEnd = m_current == m_probes.size();
        const bool isHere = !isEnd && m_arrivals.contains(m_probes.at(m_current).token);
        if (answer->isMore)
            look();
        else if (!isHere && !m_sinceAnswer.hasExpired(lateArrival.count()))
            m_again.start();
        else if (isEnd)
            judgeAgain();
        else
            judge();
    });
}

void PathTestRun::judge()
{
    const PathProbe& probe = m_probes.at(m_current);
    m_judgedArrivals.append(m_arrivals.value(probe.token).size());
    // In the reader's thread, as it takes its time.
    const auto answer =
        m_reader.run([probe, secret = m_plan.secret, outcome = m_outcome, arrivals = m_arrivals.value(probe.token)] {
            return pathResult(probe, secret, outcome, arrivals);
        });
    whenAnswered(this, answer, [this](const PathResult& result) { take(result); });
}

void PathTestRun::take(const PathResult& result)
{
    m_report.results.append(result);
    m_report.isReached = m_current > 0 || result.delivery != 0;
    ++m_current;
    Q_EMIT judged(result);
    if (!m_report.isReached || result.isMisdirected)
        Q_EMIT finished(m_report);
    else if (m_current < m_probes.size())
        send();
    else
        look();
}

void PathTestRun::judgeAgain()
{
    using Judged = QList<std::pair<qsizetype, PathResult>>;
    QList<Grown> grown;
    for (qsizetype i = 0; i < m_probes.size(); ++i) {
        const QList<DeliveryRecord> arrivals = m_arrivals.value(m_probes.at(i).token);
        if (arrivals.size() > m_judgedArrivals.at(i))
            grown.append({i, m_probes.at(i), m_report.results.at(i).outcome, arrivals});
    }
    const auto results = m_reader.run([grown, secret = m_plan.secret] {
        Judged judged;
        for (const Grown& one : grown)
            judged.append({one.index, pathResult(one.probe, secret, one.outcome, one.arrivals)});
        return judged;
    });
    whenAnswered(this, results, [this](const Judged& judged) {
        for (const auto& [index, result] : judged) {
            m_report.results[index] = result;
            Q_EMIT judgedAgain(index, result);
        }
        Q_EMIT finished(m_report);
    });
}

} // namespace kaunt
