// SPDX-License-Identifier: MIT
#include "tests/core/alerts/alertevaluationfixture.h"

#include "core/forward/forwardtarget.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"

namespace kaunt::test {

namespace {

const QString failedType = QStringLiteral("DocumentAIDocumentResultFailed");

ForwardRecord givenUp(const QString& target)
{
    ForwardRecord record;
    record.delivery = 7;
    record.target = target;
    record.status = 500;
    return record;
}

} // namespace

void AlertEvaluationFixture::makeAnew()
{
    m_clock = std::make_unique<ManualClock>();
    m_evaluation = std::make_unique<AlertEvaluation>(*m_clock);
    m_number = 0;
    m_alerts.clear();
}

DeliverySummary AlertEvaluationFixture::delivery(Verdict verdict)
{
    DeliverySummary summary;
    summary.number = ++m_number;
    summary.verdict = verdict;
    summary.receivedAt = m_clock->utcMillis();
    summary.status = verdict == Verdict::Verified ? 200 : 401;
    summary.storedMicros = 300;
    if (verdict == Verdict::Verified) {
        summary.event = WebhookEvent{};
        summary.event->eventType = QStringLiteral("ModelReady");
    }
    return summary;
}

void AlertEvaluationFixture::happens(const QByteArray& what)
{
    if (what == "storing")
        return m_evaluation->takeStoringFailed({LogError::Code::DiskFull, {}, {}, {}, 4'096});
    if (what == "down")
        return m_evaluation->takeReceiverDown({ListenError::Code::PortTaken, {}, 8'787, {}, {}, {}});
    if (what == "target-down")
        return m_evaluation->takeForwardState({QStringLiteral("http://a/"), true, 503, {}, 0});
    if (what == "target-behind")
        return m_evaluation->takeForwardState({QStringLiteral("http://a/"), false, 0, {}, 12});
    if (what == "target-up")
        return m_evaluation->takeForwardState({QStringLiteral("http://a/"), false, 0, {}, 0});
    if (what == "given-up")
        return m_evaluation->takeForwarded(givenUp(QStringLiteral("http://user:pass@target.example/in?token=t0ken#x")));
    if (what == "given-up-by-a")
        return m_evaluation->takeForwarded(givenUp(QStringLiteral("http://a/")));
    if (what == "drift")
        return m_evaluation->takeDrift(3, {{DriftFinding::Kind::NewField, QStringLiteral("$.Foo"), {}}});
    DeliverySummary one = delivery(what.startsWith("refused") ? Verdict::Mismatch : Verdict::Verified);
    if (what == "misdirected")
        one.verdict = Verdict::Misdirected;
    if (what == "refused-replay")
        one.notes = {replayNote(1)};
    if (what == "refused-probe")
        one.notes = {probeNote(QStringLiteral("plain"))};
    if (what == "failed" || what == "failed-repeat")
        one.event->eventType = failedType;
    if (what == "badly")
        one.status = 503;
    if (what == "late")
        one.storedMicros = 1'500'000;
    if (what == "passed-late")
        one.notes = {passThroughNote(QStringLiteral("http://a/")), answerWaitNote(std::chrono::milliseconds(3'000))};
    if (what == "on-purpose")
        one.notes = {QStringLiteral("answer-mode:delay=5s")};
    if (what.endsWith("repeat")) {
        one.attempt = 2;
        one.previousOfEvent = one.number - 1;
    }
    if (what.startsWith("elsewhere"))
        one.endpoint = QStringLiteral("another");
    m_evaluation->takeRecorded({one});
}

void AlertEvaluationFixture::isRefused(const QString& cause)
{
    DeliverySummary one = delivery(Verdict::Mismatch);
    one.diagnosis = Diagnosis{cause, {}};
    m_evaluation->takeRecorded({one});
}

void AlertEvaluationFixture::happen(const QList<Step>& steps)
{
    for (const Step& step : steps) {
        m_clock->advance(step.after);
        happens(step.what);
    }
}

QByteArrayList AlertEvaluationFixture::due()
{
    QByteArrayList codes;
    m_alerts = m_evaluation->takeDue();
    for (const Alert& alert : std::as_const(m_alerts))
        codes.append(alertRuleCode(alert.rule()));
    return codes;
}

} // namespace kaunt::test
