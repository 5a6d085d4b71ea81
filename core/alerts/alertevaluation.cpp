// SPDX-License-Identifier: MIT
#include "core/alerts/alertevaluation.h"

#include "core/forward/forwardtarget.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/probemark.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 minuteMicros = 60'000'000;
constexpr qint64 microsPerMilli = 1'000;
constexpr qint64 millisPerMinute = 60'000;
constexpr qsizetype longestText = 200;

/// It is told once, when it begins, and would never be counted up to a threshold.
bool isLasting(const AlertCause& cause)
{
    const auto* forward = std::get_if<ForwardCause>(&cause);
    return std::holds_alternative<SilenceCause>(cause) || std::holds_alternative<ListenError>(cause) ||
           (forward && (forward->isDown || forward->passedOver > 0));
}

/// Those of one target and one kind are told as one: those that were given up don't follow when the target is up again.
QString subjectText(const AlertCause& cause)
{
    const auto* forward = std::get_if<ForwardCause>(&cause);
    if (!forward)
        return {};
    const char* kind = "given up";
    if (forward->passedOver > 0)
        kind = "passed over";
    else if (forward->logError)
        kind = "unreadable";
    else if (forward->isDown)
        kind = "down";
    return forward->target + u' ' + QLatin1String(kind);
}

/// What was passed over is told in parts.
void addPassedOver(AlertCause& cause, const AlertCause& before)
{
    auto* forward = std::get_if<ForwardCause>(&cause);
    const auto* earlier = std::get_if<ForwardCause>(&before);
    if (forward && earlier)
        forward->passedOver += earlier->passedOver;
}

QString refusalCause(const AlertCause& cause)
{
    const auto* diagnosis = std::get_if<Diagnosis>(&cause);
    return diagnosis ? diagnosis->cause : QString();
}

void countCause(QList<CauseCount>& causes, const QString& cause)
{
    const auto known =
        std::find_if(causes.begin(), causes.end(), [&cause](const CauseCount& one) { return one.cause == cause; });
    if (known != causes.end())
        ++known->count;
    else if (causes.size() < Alert::mostCauses)
        causes.append({cause, 1});
}

NoAnswer shortened(NoAnswer why)
{
    why.systemText.truncate(longestText);
    return why;
}

QString shortTarget(const QString& target)
{
    return withoutCredentials(target).left(longestText);
}

} // namespace

AlertEvaluation::AlertEvaluation(const Clock& clock, const AlertSettings& settings)
    : m_clock(clock)
    , m_settings(settings)
{
}

void AlertEvaluation::setSettings(const AlertSettings& settings)
{
    for (auto& [subject, progress] : m_progress) {
        if (settings.of(subject.first) != m_settings.of(subject.first))
            progress = Progress{{}, 0, {}, progress.toldMicros};
    }
    m_settings = settings;
}

void AlertEvaluation::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        if (!isOurOwn(delivery.notes)) // whoever replays or tests a path looks at it
            takeDelivery(delivery);
    }
}

void AlertEvaluation::takeDelivery(const DeliverySummary& delivery)
{
    if (delivery.verdict == Verdict::Misdirected)
        return;
    if (delivery.verdict != Verdict::Verified) {
        note(delivery.diagnosis.value_or(Diagnosis{verdictCode(delivery.verdict), {}}), delivery.number,
             delivery.receivedAt);
        return;
    }
    if (delivery.attempt > 1) {
        if (const auto answer = m_badAnswers.before(delivery))
            note(*answer, delivery.number, delivery.receivedAt);
    } else if (delivery.event && delivery.event->eventType.endsWith(QLatin1String("Failed"))) {
        note(FailedEventCause{delivery.event->eventType.left(longestText)}, delivery.number, delivery.receivedAt);
    }
    m_badAnswers.add(delivery);
}

void AlertEvaluation::takeStoringFailed(const LogError& error)
{
    noteNow(error);
}

void AlertEvaluation::takeReceiverDown(const ListenError& error)
{
    noteNow(error);
}

void AlertEvaluation::takeForwarded(const ForwardRecord& record)
{
    if (!record.isAccepted())
        noteNow(ForwardCause{shortTarget(record.target), record.status, shortened(record.noAnswer), false, 0},
                record.delivery);
}

void AlertEvaluation::takeForwardState(const ForwardState& state)
{
    if (state.isDown || state.passedOver > 0)
        noteNow(ForwardCause{shortTarget(state.target), state.status, shortened(state.noAnswer), state.isDown,
                             state.passedOver, state.logError});
}

void AlertEvaluation::takeDrift(qint64 delivery, const QList<DriftFinding>& findings)
{
    if (!findings.isEmpty())
        noteNow(findings, delivery);
}

void AlertEvaluation::takeSilence(const SilenceCause& silence)
{
    m_silence = silence;
}

void AlertEvaluation::takeSilenceEnd()
{
    m_silence.reset();
    m_isSilenceTold = false;
}

void AlertEvaluation::noteNow(const AlertCause& cause, qint64 delivery)
{
    note(cause, delivery, m_clock.utcMillis());
}

void AlertEvaluation::note(const AlertCause& cause, qint64 delivery, qint64 at)
{
    const AlertRuleSetting& setting = m_settings.rules.at(cause.index());
    if (!setting.isOn)
        return;
    Progress& progress = m_progress[{static_cast<AlertRule>(cause.index()), subjectText(cause)}];
    const qsizetype threshold = isLasting(cause) ? 1 : setting.threshold;
    progress.latest.append({m_clock.monotonicMicros(), at, delivery, refusalCause(cause)});
    while (progress.latest.size() > threshold)
        progress.latest.removeFirst();
    progress.uncounted = std::min(progress.uncounted + 1, progress.latest.size());
    if (progress.latest.size() < threshold ||
        progress.latest.constLast().micros - progress.latest.constFirst().micros > minuteMicros)
        return;
    Alert& next = progress.next;
    const AlertCause before = std::exchange(next.cause, cause);
    if (next.count > 0)
        addPassedOver(next.cause, before);
    for (qsizetype i = progress.latest.size() - progress.uncounted; i < progress.latest.size(); ++i) {
        const Occurrence& one = progress.latest.at(i);
        next.firstAt = next.count == 0 ? one.at : std::min(next.firstAt, one.at);
        next.lastAt = std::max(next.lastAt, one.at);
        ++next.count;
        if (one.delivery != 0)
            next.deliveries.append(one.delivery);
        if (!one.cause.isEmpty())
            countCause(next.causes, one.cause);
    }
    if (next.deliveries.size() > Alert::mostDeliveries)
        next.deliveries.remove(0, next.deliveries.size() - Alert::mostDeliveries);
    progress.uncounted = 0;
}

qint64 AlertEvaluation::silenceDueAt() const
{
    return m_silence->since + m_settings.of(AlertRule::Silence).threshold * millisPerMinute;
}

void AlertEvaluation::noteLongSilence()
{
    const bool isOn = m_settings.of(AlertRule::Silence).isOn;
    if (!isOn || !m_silence || m_isSilenceTold || m_clock.utcMillis() < silenceDueAt())
        return;
    m_isSilenceTold = true;
    noteNow(*m_silence);
}

qint64 AlertEvaluation::microsUntilDue(const Progress& progress) const
{
    return progress.toldMicros ? *progress.toldMicros + minuteMicros - m_clock.monotonicMicros() : 0;
}

QList<Alert> AlertEvaluation::takeDue()
{
    noteLongSilence();
    QList<Alert> due;
    for (auto& [subject, progress] : m_progress) {
        if (progress.next.count == 0 || microsUntilDue(progress) > 0)
            continue;
        Alert next = std::exchange(progress.next, {});
        // What was left of one that is told already, and would not be one by itself.
        if (!isLasting(next.cause) && next.count < m_settings.of(next.rule()).threshold)
            continue;
        due.append(next);
        due.last().at = m_clock.utcMillis();
        progress.toldMicros = m_clock.monotonicMicros();
    }
    forgetOver();
    return due;
}

/// What would go on as if it began: targets come and go.
void AlertEvaluation::forgetOver()
{
    const qint64 now = m_clock.monotonicMicros();
    std::erase_if(m_progress, [this, now](const auto& one) {
        const Progress& progress = one.second;
        return progress.next.count == 0 && microsUntilDue(progress) <= 0 &&
               (progress.latest.isEmpty() || progress.latest.constLast().micros < now - minuteMicros);
    });
}

std::optional<std::chrono::milliseconds> AlertEvaluation::untilDue() const
{
    std::optional<qint64> soonest;
    const auto consider = [&soonest](qint64 millis) {
        millis = std::max<qint64>(0, millis);
        soonest = std::min(soonest.value_or(millis), millis);
    };
    for (const auto& [subject, progress] : m_progress) {
        if (progress.next.count > 0)
            consider((microsUntilDue(progress) + microsPerMilli - 1) / microsPerMilli);
    }
    if (m_silence && !m_isSilenceTold && m_settings.of(AlertRule::Silence).isOn)
        consider(silenceDueAt() - m_clock.utcMillis());
    if (!soonest)
        return std::nullopt;
    return std::chrono::milliseconds(*soonest);
}

} // namespace kaunt
