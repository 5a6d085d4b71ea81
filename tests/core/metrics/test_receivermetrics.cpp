// SPDX-License-Identifier: MIT
#include "core/metrics/receivermetrics.h"
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "core/webhook/probemark.h"

#include <QTest>

using namespace kaunt;

namespace {

DeliverySummary verified(const QString& eventType, int attempt, qint64 storedMicros)
{
    DeliverySummary delivery;
    delivery.verdict = Verdict::Verified;
    delivery.event.emplace();
    delivery.event->eventType = eventType;
    delivery.attempt = attempt;
    delivery.storedMicros = storedMicros;
    return delivery;
}

DeliverySummary refused()
{
    DeliverySummary delivery;
    delivery.verdict = Verdict::Mismatch;
    delivery.attempt = 1;
    delivery.storedMicros = 20'000'000;
    return delivery;
}

ForwardRecord forwarded(qint64 number, int status)
{
    ForwardRecord record;
    record.delivery = number;
    record.status = status;
    record.millis = 1;
    return record;
}

} // namespace

class TestReceiverMetrics final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsByVerdictAndType();
    void countsNoneOfOurOwnAsKaunts();
    void tellsHowTargetsAreDoing();
    void tellsTheWorstOfTargetsThatLookTheSame();
    void gathersWhatIsNotDocumented();
    void sortsDurationsIntoClasses();
    void timesTheAnswerAndNotTheStoring();
    void namesCountersAsEachFormatDoes();

private:
    [[nodiscard]] static QByteArrayList lines(const ReceiverMetrics& metrics,
                                              ReceiverMetrics::Format format = ReceiverMetrics::Format::Prometheus)
    {
        return metrics.text(format).split('\n');
    }
};

void TestReceiverMetrics::countsByVerdictAndType()
{
    ReceiverMetrics metrics;
    metrics.addRecorded({verified(QStringLiteral("ModelReady"), 1, 1), verified(QStringLiteral("ModelReady"), 2, 1)});
    metrics.addRecorded({refused()});
    metrics.addMisdirected(3);
    metrics.setTurnedAway({TurnedAway::Reason::TooManyRefused, 290, 0, {}});
    metrics.setUnreadable({{{400, 3}, {413, 4}}, 0, {}, {}, {}});
    for (const int status : {200, 500, 0})
        metrics.addForward(forwarded(7, status));
    const QByteArrayList text = lines(metrics);
    QVERIFY(text.contains(R"(kaunt_deliveries_total{verdict="verified",event_type="ModelReady"} 2)"));
    QVERIFY(text.contains(R"(kaunt_deliveries_total{verdict="mismatch",event_type=""} 1)"));
    QVERIFY(text.contains("kaunt_repeats_total 1"));
    QVERIFY(text.contains("kaunt_misdirected_total 3"));
    QVERIFY(text.contains(R"(kaunt_turned_away_total{reason="connections"} 0)"));
    QVERIFY(text.contains(R"(kaunt_turned_away_total{reason="refusals"} 290)"));
    QVERIFY(text.contains(R"(kaunt_unreadable_requests_total{status="400"} 3)"));
    QVERIFY(text.contains(R"(kaunt_unreadable_requests_total{status="413"} 4)"));
    QVERIFY(text.contains(R"(kaunt_forwards_total{result="accepted"} 1)"));
    QVERIFY(text.contains(R"(kaunt_forwards_total{result="failed"} 2)"));
}

void TestReceiverMetrics::countsNoneOfOurOwnAsKaunts()
{
    DeliverySummary replay = verified(QStringLiteral("ModelReady"), 2, 1);
    replay.notes = {QStringLiteral("replay:17")};
    DeliverySummary probe = refused();
    probe.notes = {probeNote(QStringLiteral("5f3a9c01-plain"))};
    ReceiverMetrics metrics;
    metrics.addRecorded({replay, probe});
    const QByteArrayList text = lines(metrics);
    QVERIFY(text.contains("kaunt_own_deliveries_total 2"));
    QVERIFY(text.contains("kaunt_repeats_total 0"));
    QVERIFY(text.contains("kaunt_answer_seconds_count 0"));
    QVERIFY(!metrics.text(ReceiverMetrics::Format::Prometheus).contains("kaunt_deliveries_total{"));
}

void TestReceiverMetrics::tellsHowTargetsAreDoing()
{
    const QString target = QStringLiteral("http://127.0.0.1:3000/hook?token=abc");
    ReceiverMetrics metrics;
    metrics.addForwardMeasure({target, 50, 3});
    metrics.addForwardMeasure({target, 48, 1});
    metrics.setForwardState({target, true, 503, {}, 0});
    const QByteArray label = "{target=\"http://127.0.0.1:3000/hook\"} ";
    const QByteArrayList text = lines(metrics);
    QVERIFY(text.contains("kaunt_forward_target_up" + label + '0'));
    QVERIFY(text.contains("kaunt_forward_target_behind" + label + "48"));
    QVERIFY(text.contains("kaunt_forward_attempts_failed_total" + label + '4'));
    metrics.setForwardState({target, false, 0, {}, 0});
    QVERIFY(lines(metrics).contains("kaunt_forward_target_up" + label + '1'));
    metrics.setForwardState({target, false, 0, {}, 0, {}, true});
    QVERIFY(!metrics.text(ReceiverMetrics::Format::Prometheus).contains(label));
}

/// They differ in what may be a token.
void TestReceiverMetrics::tellsTheWorstOfTargetsThatLookTheSame()
{
    const QString dead = QStringLiteral("http://127.0.0.1:3000/f?code=bad");
    const QString good = QStringLiteral("http://127.0.0.1:3000/f?code=good");
    const QString other = QStringLiteral("http://127.0.0.1:3000/g");
    ReceiverMetrics metrics;
    metrics.setForwardState({dead, true, 503, {}, 0});
    metrics.addForwardMeasure({dead, 6, 2});
    metrics.setForwardState({good, false, 0, {}, 0});
    metrics.addForwardMeasure({good, 0, 1});
    metrics.addForwardMeasure({other, 3, 0});
    const QByteArrayList text = lines(metrics);
    const QByteArray label = "{target=\"http://127.0.0.1:3000/f\"} ";
    QVERIFY(text.contains("kaunt_forward_target_up" + label + '0'));
    QVERIFY(text.contains("kaunt_forward_target_behind" + label + '6'));
    QVERIFY(text.contains("kaunt_forward_attempts_failed_total" + label + '3'));
    QVERIFY(text.contains("kaunt_forward_target_up{target=\"http://127.0.0.1:3000/g\"} 1"));
    QVERIFY(!metrics.text(ReceiverMetrics::Format::Prometheus).contains("code="));
    metrics.setForwardState({dead, false, 0, {}, 0});
    QVERIFY(lines(metrics).contains("kaunt_forward_target_up" + label + '1'));
}

/// A sender can't fill the memory with names of his own, nor break the format with them.
void TestReceiverMetrics::gathersWhatIsNotDocumented()
{
    ReceiverMetrics metrics;
    for (int i = 0; i < 100; ++i)
        metrics.addRecorded({verified(QStringLiteral("\"}\n%1").arg(i), 1, 1)});
    const QByteArrayList text = lines(metrics);
    QVERIFY(text.contains(R"(kaunt_deliveries_total{verdict="verified",event_type="other"} 100)"));
    QCOMPARE(std::count_if(text.begin(), text.end(),
                           [](const QByteArray& line) { return line.startsWith("kaunt_deliveries_total{"); }),
             1);
}

void TestReceiverMetrics::sortsDurationsIntoClasses()
{
    ReceiverMetrics metrics;
    metrics.addRecorded({verified({}, 1, 500), verified({}, 1, 501), verified({}, 1, 1'000'000), refused()});
    const QByteArrayList text = lines(metrics);
    QVERIFY(text.contains(R"(kaunt_answer_seconds_bucket{le="0.0005"} 1)")); // a bound belongs to its class
    QVERIFY(text.contains(R"(kaunt_answer_seconds_bucket{le="0.001"} 2)"));
    QVERIFY(text.contains(R"(kaunt_answer_seconds_bucket{le="0.5"} 2)"));
    QVERIFY(text.contains(R"(kaunt_answer_seconds_bucket{le="1"} 3)"));
    QVERIFY(text.contains(R"(kaunt_answer_seconds_bucket{le="10"} 3)"));
    QVERIFY(text.contains(R"(kaunt_answer_seconds_bucket{le="+Inf"} 4)"));
    QVERIFY(text.contains("kaunt_answer_seconds_count 4"));
    QVERIFY(text.contains("kaunt_answer_seconds_sum 21.001001"));
}

void TestReceiverMetrics::timesTheAnswerAndNotTheStoring()
{
    DeliverySummary late = verified(QStringLiteral("ModelReady"), 1, 1'000);
    late.notes = {QStringLiteral("answer-mode:delay=2s"), answerWaitNote(std::chrono::seconds(2))};
    DeliverySummary passed = verified(QStringLiteral("ModelReady"), 1, 1'000);
    passed.number = 7;
    // It had waited for its turn before the target was asked.
    passed.notes = {passThroughNote(QStringLiteral("http://h/")), answerWaitNote(std::chrono::seconds(3))};
    ReceiverMetrics metrics;
    metrics.addRecorded({late, passed});
    metrics.addForward(forwarded(7, 200));
    QVERIFY(lines(metrics).contains("kaunt_answer_seconds_count 2"));
    QVERIFY(lines(metrics).contains("kaunt_answer_seconds_sum 5.002"));
}

/// Prometheus' text format 0.0.4 and OpenMetrics 1.0.
void TestReceiverMetrics::namesCountersAsEachFormatDoes()
{
    const ReceiverMetrics metrics;
    const QByteArrayList prometheus = lines(metrics);
    QVERIFY(prometheus.contains("# TYPE kaunt_repeats_total counter"));
    QVERIFY(!prometheus.contains("# EOF"));
    const QByteArrayList open = lines(metrics, ReceiverMetrics::Format::OpenMetrics);
    QVERIFY(open.contains("# TYPE kaunt_repeats counter"));
    QVERIFY(open.contains("kaunt_repeats_total 0"));
    QVERIFY(prometheus.contains("# TYPE kaunt_monitor_info gauge"));
    QVERIFY(open.contains("# TYPE kaunt_monitor info"));
    const QByteArray version = R"(kaunt_monitor_info{version=")" KAUNT_VERSION R"("} 1)";
    QVERIFY(prometheus.contains(version) && open.contains(version));
    QVERIFY(prometheus.contains(R"(kaunt_answer_seconds_bucket{le="10"} 0)"));
    QVERIFY(open.contains(R"(kaunt_answer_seconds_bucket{le="10.0"} 0)"));
    QVERIFY(open.contains(R"(kaunt_answer_seconds_bucket{le="0.5"} 0)"));
    QCOMPARE(open.at(open.size() - 2), "# EOF");
}

QTEST_GUILESS_MAIN(TestReceiverMetrics)
#include "test_receivermetrics.moc"
