// SPDX-License-Identifier: MIT
#include "core/forward/replayrun.h"

#include "core/forward/outgoingforward.h"
#include "core/storage/deliveryscan.h"
#include "core/storage/replaykey.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "core/whenanswered.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace kaunt {

using std::chrono::milliseconds;

milliseconds replayPause(qint64 previousReceivedAt, qint64 receivedAt, double speed)
{
    if (speed <= 0 || receivedAt <= previousReceivedAt)
        return milliseconds(0);
    constexpr double longest = 1e13;
    return milliseconds(
        static_cast<qint64>(std::min(longest, static_cast<double>(receivedAt - previousReceivedAt) / speed)));
}

double usualReplaySpeed(const FilterExpression& filter)
{
    const auto isOfFailed = [](const FilterExpression::Term& term) {
        return term.field == FilterExpression::Field::Forward && !term.negated &&
               std::any_of(term.alternatives.cbegin(), term.alternatives.cend(), [](const auto& one) {
                   return one.text.compare(QLatin1String("failed"), Qt::CaseInsensitive) == 0;
               });
    };
    return std::any_of(filter.terms.cbegin(), filter.terms.cend(), isOfFailed) ? 0.0 : 1.0;
}

ReplayRun::ReplayRun(const QString& dataDirectory, const Clock& clock, ReplayRequest request, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_request(std::move(request))
    , m_isRange(m_request.numbers.isEmpty())
    , m_reader(dataDirectory, clock)
    , m_replayKey(readReplayKey(dataDirectory))
    , m_numbers(m_request.numbers)
    , m_due([this] { send(); }, Qt::PreciseTimer)
{
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64, const SendOutcome& outcome) { takeOutcome(outcome); });
}

void ReplayRun::start()
{
    if (m_isRange)
        find(0);
    else
        begin();
}

void ReplayRun::find(qint64 before)
{
    constexpr int partMillis = 40;
    const auto part = m_reader.ask([query = m_request.query, before](const LogQueries& log) {
        return log.scan(query, before, partMillis); // so that it can be ended in between
    });
    whenAnswered(this, part, [this](const Result<ScanPart, LogError>& found) {
        if (!found) {
            Q_EMIT failed(found.error());
            return;
        }
        m_numbers += found->numbers;
        if (found->isFinished)
            begin();
        else
            find(found->searchedTo);
    });
}

void ReplayRun::begin()
{
    std::sort(m_numbers.begin(), m_numbers.end(), std::greater<>());
    m_count = m_numbers.size();
    Q_EMIT counted(m_count);
    readNext();
}

void ReplayRun::leaveOut()
{
    Q_EMIT counted(--m_count);
    readNext();
}

void ReplayRun::readNext()
{
    if (m_numbers.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    m_current = m_numbers.takeLast();
    const auto record = m_reader.ask([number = m_current](const LogQueries& log) { return log.delivery(number); });
    whenAnswered(this, record, [this](const Result<DeliveryRecord, LogError>& found) {
        if (found)
            take(*found);
        else if (found.error().code == LogError::Code::NotFound)
            leaveOut();
        else
            Q_EMIT failed(found.error());
    });
}

void ReplayRun::take(const DeliveryRecord& record)
{
    if (m_isRange && isOurOwn(record.summary.notes)) {
        ++m_leftOut;
        leaveOut();
        return;
    }
    DeliveryRecord sent = record;
    if (m_request.body) {
        sent.body = *m_request.body;
        sent.summary.bodyBytes = sent.body.size();
    }
    auto replay = outgoingReplay(sent, m_request.target, m_request.secret);
    if (!replay) {
        Q_EMIT replayed({m_current, replay.error(), {}, {}});
        readNext();
        return;
    }
    m_next = *std::move(replay);
    if (!m_replayKey.isEmpty())
        m_next.headers.append({replayProofName, replayProof(m_current, m_next.body, m_replayKey)});
    m_next.trustedFingerprint = m_request.trustedFingerprint;
    pauseFor(record);
}

void ReplayRun::pauseFor(const DeliveryRecord& record)
{
    const qint64 previous = std::exchange(m_previousReceivedAt, record.summary.receivedAt);
    milliseconds pause(0);
    if (m_sinceSent.isValid()) {
        const milliseconds sinceSent(m_sinceSent.elapsed());
        pause =
            std::max(milliseconds(0), replayPause(previous, record.summary.receivedAt, m_request.speed) - sinceSent);
    }
    m_due.set(pause);
    if (pause.count() > 0)
        Q_EMIT paused(m_current, pause);
}

void ReplayRun::send()
{
    m_sinceSent.start();
    m_sender.send(std::exchange(m_next, {}));
}

void ReplayRun::takeOutcome(const SendOutcome& outcome)
{
    if (outcome.status == 0 || m_request.body) {
        Q_EMIT replayed({m_current, {}, outcome, {}});
        readNext();
        return;
    }
    m_isAnswered = true;
    const auto former =
        m_reader.ask([number = m_current, target = ForwardTarget::nameOf(m_request.target)](const LogQueries& log) {
            return Result<Former, LogError>(formerOf(log, number, target));
        });
    whenAnswered(this, former, [this, outcome](const Result<Former, LogError>& found) {
        m_isAnswered = false;
        tell(outcome, found.value_or(Former()));
        readNext();
    });
}

/// What can't be read is not there.
ReplayRun::Former ReplayRun::formerOf(const LogQueries& log, qint64 number, const QString& target)
{
    Former former;
    former.replay = log.replayAnswer(number, target).value_or(std::nullopt);
    const auto forwards = log.forwards(number).value_or(QList<ForwardRecord>());
    for (const ForwardRecord& one : forwards) {
        if (one.target == target)
            former.forward = one;
    }
    return former;
}

std::optional<ForwardRecord> ReplayRun::Former::latestAnswer() const
{
    if (!forward || forward->status == 0)
        return replay;
    return replay && replay->finishedAt >= forward->finishedAt ? replay : forward;
}

void ReplayRun::tell(const SendOutcome& outcome, const Former& former)
{
    ForwardTarget target;
    target.url = m_request.target;
    ForwardRecord record = forwardRecord(m_current, target, outcome, 1, m_clock.utcMillis());
    Q_EMIT replayed({m_current, {}, outcome, former.latestAnswer()});
    if (former.forward && !former.forward->isAccepted() && outcome.isAccepted()) {
        ForwardRecord accepted = record;
        accepted.attempts = former.forward->attempts + 1;
        Q_EMIT mended(accepted);
    }
    if (m_isRange)
        return;
    record.isReplay = true;
    Q_EMIT answered(record);
}

} // namespace kaunt
