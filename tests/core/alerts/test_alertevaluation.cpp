// SPDX-License-Identifier: MIT
#include "tests/core/alerts/alertevaluationfixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

Q_DECLARE_METATYPE(QList<Step>)

/// Which rules alert on what, when, and how often.
class TestAlertEvaluation final : public AlertEvaluationFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
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
    void tellsEachTargetAndWhatBecomesOfItsDeliveriesForItself();
    void addsUpWhatWasPassedOver();
    void tellsASilenceOnce();
};

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
    row("badly, and sent to another endpoint as well", {{"badly"}, {"elsewhere-repeat"}});
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

/// What was given up does not follow when the target is up again, and another target has nothing to do with it.
void TestAlertEvaluation::tellsEachTargetAndWhatBecomesOfItsDeliveriesForItself()
{
    const auto cause = [this](qsizetype at) { return std::get<ForwardCause>(m_alerts.at(at).cause); };
    happens("given-up-by-a");
    QCOMPARE(due(), QByteArrayList{"forward-failing"});
    happen({{"given-up-by-a", second}, {"target-down", second}, {"given-up"}});
    QCOMPARE(due(),
             (QByteArrayList{"forward-failing", "forward-failing"})); // both at once, though one was told just now
    QCOMPARE(cause(0).target, QStringLiteral("http://a/"));
    QVERIFY(cause(0).isDown);
    QVERIFY(m_alerts.at(0).deliveries.isEmpty());
    QCOMPARE(cause(1).target, QStringLiteral("http://target.example/in"));
    QVERIFY(!cause(1).isDown);
    m_clock->advance(minute);
    QCOMPARE(due(), QByteArrayList{"forward-failing"});
    QCOMPARE(cause(0).target, QStringLiteral("http://a/"));
    QVERIFY(!cause(0).isDown);
    QCOMPARE(m_alerts.at(0).deliveries, QList<qint64>{7});
    QVERIFY(!m_evaluation->untilDue());
}

void TestAlertEvaluation::addsUpWhatWasPassedOver()
{
    happens("target-behind");
    QCOMPARE(due().size(), 1);
    happen({{"target-behind", second}, {"target-behind", second}});
    m_clock->advance(minute);
    QCOMPARE(due(), QByteArrayList{"forward-failing"});
    QCOMPARE(std::get<ForwardCause>(m_alerts.constFirst().cause).passedOver, 24);
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

QTEST_GUILESS_MAIN(TestAlertEvaluation)
#include "test_alertevaluation.moc"
