// SPDX-License-Identifier: MIT
#include "core/alerts/alertevaluation.h"
#include "core/alerts/alertfilter.h"
#include "core/forward/forwardtarget.h"
#include "core/storage/filterexpression.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using kaunt::test::ManualClock;

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
const QString failedType = QStringLiteral("DocumentAIDocumentResultFailed");

/// What happens, as one step of a table: a word, and how long after the step before.
struct Step {
    QByteArray what;
    qint64 after = 0;
};

ForwardRecord givenUp()
{
    ForwardRecord record;
    record.delivery = 7;
    record.target = QStringLiteral("http://user:pass@target.example/in?token=t0ken#x");
    record.status = 500;
    return record;
}

} // namespace

Q_DECLARE_METATYPE(QList<Step>)

/// Which rules alert on what, when, and how often.
class TestAlertEvaluation final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void alertsByRule_data();
    void alertsByRule();
    void staysCalm_data();
    void staysCalm();
    void countsWhatComesWithinTheMinuteIntoTheNext();
    void leavesOutWhatWouldBeNoAlert();
    void tellsEachRuleForItself();
    void obeysTheSettings();
    void beginsAnewWhereARuleHasChanged();
    void tellsOfAStateWhateverTheThreshold();
    void tellsASilenceOnce();
    void hasBoundedMemory();
    void countsEachCause();
    void keepsABoundedNumberOfCauses();
    void keepsSecretsOfATargetOut();
    void findsTheDeliveriesAgain();

private:
    void happens(const QByteArray& what);
    void isRefused(const QString& cause);
    void happen(const QList<Step>& steps);
    [[nodiscard]] DeliverySummary delivery(Verdict verdict);
    [[nodiscard]] QByteArrayList due();

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<AlertEvaluation> m_evaluation;
    qint64 m_number = 0;
    QList<Alert> m_alerts;
};

void TestAlertEvaluation::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_evaluation = std::make_unique<AlertEvaluation>(*m_clock);
    m_number = 0;
    m_alerts.clear();
}

DeliverySummary TestAlertEvaluation::delivery(Verdict verdict)
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

void TestAlertEvaluation::happens(const QByteArray& what)
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
        return m_evaluation->takeForwarded(givenUp());
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
    m_evaluation->takeRecorded({one});
}

void TestAlertEvaluation::isRefused(const QString& cause)
{
    DeliverySummary one = delivery(Verdict::Mismatch);
    one.diagnosis = Diagnosis{cause, {}};
    m_evaluation->takeRecorded({one});
}

void TestAlertEvaluation::happen(const QList<Step>& steps)
{
    for (const Step& step : steps) {
        m_clock->advance(step.after);
        happens(step.what);
    }
}

QByteArrayList TestAlertEvaluation::due()
{
    QByteArrayList codes;
    m_alerts = m_evaluation->takeDue();
    for (const Alert& alert : std::as_const(m_alerts))
        codes.append(alertRuleCode(alert.rule()));
    return codes;
}

void TestAlertEvaluation::alertsByRule_data()
{
    QTest::addColumn<QList<Step>>("steps");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QList<qint64>>("deliveries");
    const auto row = [](const char* name, const QList<Step>& steps, const char* rule, qint64 count,
                        const QList<qint64>& deliveries) {
        QTest::newRow(name) << steps << QByteArray(rule) << count << deliveries;
    };
    row("a burst", {{"refused"}, {"refused"}, {"refused"}}, "refused-burst", 3, {1, 2, 3});
    row("a burst just within a minute", {{"refused"}, {"refused"}, {"refused", minute}}, "refused-burst", 3, {1, 2, 3});
    row("a burst after stray ones", {{"refused"}, {"refused", 2 * minute}, {"refused"}, {"refused"}}, "refused-burst",
        3, {2, 3, 4});
    row("a larger burst", {{"refused"}, {"refused"}, {"refused"}, {"refused"}}, "refused-burst", 4, {1, 2, 3, 4});
    row("a failure", {{"good"}, {"failed"}}, "failed-event", 1, {2});
    row("answered badly", {{"badly"}, {"repeat", minute}}, "repeated", 1, {2});
    row("answered late", {{"late"}, {"repeat"}}, "repeated", 1, {2});
    row("passed through late", {{"passed-late"}, {"repeat"}}, "repeated", 1, {2});
    row("answered otherwise on purpose", {{"on-purpose"}, {"repeat"}}, "repeated", 1, {2});
    row("drift", {{"drift"}}, "drift", 1, {3});
    row("storing", {{"storing"}}, "storing-failed", 1, {});
    row("receiver", {{"down"}}, "receiver-down", 1, {});
    row("target down", {{"target-down"}}, "forward-failing", 1, {});
    row("target behind", {{"target-behind"}}, "forward-failing", 1, {});
    row("target refuses", {{"given-up"}}, "forward-failing", 1, {7});
}

void TestAlertEvaluation::alertsByRule()
{
    QFETCH(const QList<Step>, steps);
    QFETCH(const QByteArray, rule);
    happen(steps);
    QCOMPARE(due(), QByteArrayList{rule});
    QTEST(m_alerts.constFirst().count, "count");
    QTEST(m_alerts.constFirst().deliveries, "deliveries");
    QCOMPARE(m_alerts.constFirst().at, m_clock->utcMillis());
    QVERIFY(due().isEmpty()); // told once
    QVERIFY(!m_evaluation->untilDue());
}

void TestAlertEvaluation::staysCalm_data()
{
    QTest::addColumn<QList<Step>>("steps");
    const auto row = [](const char* name, const QList<Step>& steps) { QTest::newRow(name) << steps; };
    row("nothing", {});
    row("all is well", {{"good"}, {"good"}, {"good"}});
    row("two refused", {{"refused"}, {"refused"}});
    row("refused now and then", {{"refused"}, {"refused", 31 * second}, {"refused", 31 * second}});
    row("wrong paths", {{"misdirected"}, {"misdirected"}, {"misdirected"}, {"misdirected"}});
    row("our own probes", {{"refused-probe"}, {"refused-probe"}, {"refused-probe"}});
    row("our own replays", {{"refused-replay"}, {"refused-replay"}, {"refused-replay"}});
    row("a repeat whose answer got lost", {{"good"}, {"repeat"}});
    row("a failure once more", {{"good"}, {"failed-repeat"}});
    row("badly, and not repeated", {{"badly"}, {"good"}});
    row("a target that is up again", {{"target-up"}});
}

void TestAlertEvaluation::staysCalm()
{
    QFETCH(const QList<Step>, steps);
    happen(steps);
    QCOMPARE(due(), QByteArrayList());
    m_clock->advance(2 * minute);
    QCOMPARE(due(), QByteArrayList());
}

void TestAlertEvaluation::countsWhatComesWithinTheMinuteIntoTheNext()
{
    happens("failed");
    QCOMPARE(due().size(), 1);
    const qint64 toldAt = m_clock->utcMillis();
    happen({{"failed", second}, {"failed", second}});
    QVERIFY(due().isEmpty());
    QCOMPARE(*m_evaluation->untilDue(), std::chrono::milliseconds(minute - 2 * second));
    m_clock->advance(minute - 2 * second - 1);
    QVERIFY(due().isEmpty());
    m_clock->advance(1); // without anything that happens
    QCOMPARE(due().size(), 1);
    QCOMPARE(m_alerts.constFirst().count, 2);
    QCOMPARE(m_alerts.constFirst().deliveries, (QList<qint64>{2, 3}));
    QCOMPARE(m_alerts.constFirst().firstAt, toldAt + second);
    QCOMPARE(m_alerts.constFirst().lastAt, toldAt + 2 * second);
}

void TestAlertEvaluation::leavesOutWhatWouldBeNoAlert()
{
    happen({{"refused"}, {"refused"}, {"refused"}});
    QCOMPARE(due().size(), 1);
    happen({{"refused", second}});
    m_clock->advance(minute);
    QVERIFY(due().isEmpty());
    happen({{"refused", minute}, {"refused"}, {"refused"}});
    QCOMPARE(due().size(), 1);
    QCOMPARE(m_alerts.constFirst().count, 3);
}

void TestAlertEvaluation::tellsEachRuleForItself()
{
    happen({{"refused"}, {"refused"}, {"refused"}, {"failed"}, {"storing"}, {"down"}});
    QCOMPARE(due(), (QByteArrayList{"refused-burst", "failed-event", "storing-failed", "receiver-down"}));
}

void TestAlertEvaluation::obeysTheSettings()
{
    AlertSettings settings;
    settings.of(AlertRule::FailedEvent).isOn = false;
    settings.of(AlertRule::RefusedBurst).threshold = 1;
    settings.of(AlertRule::StoringFailed).threshold = 2;
    m_evaluation->setSettings(settings);
    happen({{"failed"}, {"refused"}, {"storing"}});
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    happens("storing");
    QCOMPARE(due(), QByteArrayList{"storing-failed"});
    QCOMPARE(m_alerts.constFirst().count, 2);
}

void TestAlertEvaluation::beginsAnewWhereARuleHasChanged()
{
    happen({{"refused"}, {"refused"}, {"failed"}});
    AlertSettings settings;
    settings.of(AlertRule::RefusedBurst).threshold = 2;
    m_evaluation->setSettings(settings);
    happens("refused");
    QCOMPARE(due(), QByteArrayList{"failed-event"});
    happens("refused");
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
}

/// That begins once, and would never be there as often as the rule says.
void TestAlertEvaluation::tellsOfAStateWhateverTheThreshold()
{
    AlertSettings settings;
    settings.of(AlertRule::ReceiverDown).threshold = 3;
    settings.of(AlertRule::ForwardFailing).threshold = 3;
    m_evaluation->setSettings(settings);
    happen({{"given-up"}, {"given-up"}});
    QVERIFY(due().isEmpty());
    happen({{"down"}, {"target-down"}});
    QCOMPARE(due(), (QByteArrayList{"receiver-down", "forward-failing"}));
    QVERIFY(std::get<ForwardCause>(m_alerts.constLast().cause).isDown);
    happen({{"target-behind", 2 * minute}});
    QCOMPARE(due(), QByteArrayList{"forward-failing"});
    happen({{"given-up", 2 * minute}, {"given-up"}});
    QVERIFY(due().isEmpty());
    happens("given-up");
    QCOMPARE(due(), QByteArrayList{"forward-failing"});
    QCOMPARE(m_alerts.constFirst().count, 3);
}

void TestAlertEvaluation::tellsASilenceOnce()
{
    AlertSettings settings;
    settings.of(AlertRule::Silence).threshold = 90;
    m_evaluation->setSettings(settings);
    const qint64 since = m_clock->utcMillis();
    m_clock->advance(61 * minute);
    m_evaluation->takeSilence({since, std::chrono::minutes(5)});
    QVERIFY(due().isEmpty());
    QCOMPARE(*m_evaluation->untilDue(), std::chrono::milliseconds(29 * minute));
    m_clock->advance(29 * minute);
    QCOMPARE(due(), QByteArrayList{"silence"});
    QCOMPARE(std::get<SilenceCause>(m_alerts.constFirst().cause).since, since);
    m_clock->advance(120 * minute);
    m_evaluation->takeSilence({since, std::chrono::minutes(6)});
    QVERIFY(due().isEmpty()); // it is the same
    m_evaluation->takeSilenceEnd();
    m_evaluation->takeSilence({since + 200 * minute, std::chrono::minutes(6)});
    m_clock->advance(200 * minute);
    QCOMPARE(due(), QByteArrayList{"silence"});
}

void TestAlertEvaluation::hasBoundedMemory()
{
    constexpr int flood = 10'000;
    for (int i = 0; i < flood; ++i)
        happens("refused");
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().count, flood);
    QCOMPARE(m_alerts.constFirst().deliveries.size(), Alert::mostDeliveries);
    QCOMPARE(m_alerts.constFirst().deliveries.constLast(), flood);
}

/// Of those that made up the threshold as well, and of each alert for itself.
void TestAlertEvaluation::countsEachCause()
{
    const QString newline = QStringLiteral("body-newline");
    const QString unknown = QStringLiteral("unknown");
    for (const QString& cause : {unknown, newline, unknown})
        isRefused(cause);
    happens("refused"); // not diagnosed
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().causes,
             (QList<CauseCount>{{unknown, 2}, {newline, 1}, {QStringLiteral("mismatch"), 1}}));
    m_clock->advance(minute);
    for (int i = 0; i < 3; ++i)
        isRefused(newline);
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().causes, (QList<CauseCount>{{newline, 3}}));
    happens("failed");
    QCOMPARE(due(), QByteArrayList{"failed-event"});
    QVERIFY(m_alerts.constFirst().causes.isEmpty());
}

void TestAlertEvaluation::keepsABoundedNumberOfCauses()
{
    for (qsizetype i = 0; i < 2 * Alert::mostCauses; ++i)
        isRefused(QString::number(i));
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().causes.size(), Alert::mostCauses);
    QCOMPARE(m_alerts.constFirst().count, 2 * Alert::mostCauses);
}

void TestAlertEvaluation::keepsSecretsOfATargetOut()
{
    happens("given-up");
    QCOMPARE(due().size(), 1);
    QCOMPARE(std::get<ForwardCause>(m_alerts.constFirst().cause).target, QStringLiteral("http://target.example/in"));
}

void TestAlertEvaluation::findsTheDeliveriesAgain()
{
    happen({{"refused"}, {"refused", second}, {"refused", second}, {"storing"}, {"drift"}});
    (void)due();
    const QString filter = alertFilter(m_alerts.constFirst());
    QCOMPARE(filter, QStringLiteral("verdict:mismatch|missing|malformed|no-secret since:2026-01-31T13:02:11.123Z "
                                    "before:2026-01-31T13:02:13.124Z"));
    QVERIFY(parseFilter(filter).has_value());
    const QString numbers = alertFilter(m_alerts.at(1)); // of the drift
    QCOMPARE(numbers, QStringLiteral("delivery:3"));
    QVERIFY(parseFilter(numbers).has_value());
    QVERIFY(alertFilter(m_alerts.at(2)).isEmpty());
}

QTEST_GUILESS_MAIN(TestAlertEvaluation)
#include "test_alertevaluation.moc"
