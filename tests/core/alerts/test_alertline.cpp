// SPDX-License-Identifier: MIT
#include "core/alerts/alertline.h"

#include <QTest>

using namespace kaunt;

/// The JSON object of an alert, to the letter.
class TestAlertLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesEachRule_data();
    void writesEachRule();
    void hasNoWordOfThePayload();
};

void TestAlertLine::writesEachRule_data()
{
    QTest::addColumn<AlertCause>("cause");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("detail");
    const auto row = [](const AlertCause& cause, const char* rule, const char* detail) {
        QTest::newRow(rule) << cause << QByteArray(rule) << QByteArray(detail);
    };
    row(Diagnosis{QStringLiteral("body-newline"), {{QStringLiteral("secret"), QStringLiteral("current")}}},
        "refused-burst", R"("cause":"body-newline","causes":{"header-missing":1,"body-newline":1})");
    row(FailedEventCause{QStringLiteral("XFailed")}, "failed-event", R"("eventType":"XFailed")");
    row(RepeatedCause{503, -1, true}, "repeated", R"("status":503,"millis":null,"onPurpose":true)");
    row(QList<DriftFinding>{{DriftFinding::Kind::NewNull, QStringLiteral("$.A"), QStringLiteral("string")}}, "drift",
        R"("findings":[{"kind":"new-null","path":"$.A","breaking":true}])");
    row(LogError{LogError::Code::DiskFull, QStringLiteral("/home/me/log"), {}, {}, 12}, "storing-failed",
        R"("reason":"disk-full","freeBytes":12)");
    row(ListenError{ListenError::Code::PortTaken, QHostAddress::LocalHost, 8'787, {}, {}, {}}, "receiver-down",
        R"("reason":"port-taken","address":"127.0.0.1","port":8787)");
    row(ForwardCause{QStringLiteral("http://a/"), 0, {NoAnswer::Reason::System, QStringLiteral("refused")}, true, 0},
        "forward-failing", R"("target":"http://a/","status":0,"error":"refused","down":true,"passedOver":0)");
    LogError damaged;
    damaged.code = LogError::Code::Damaged;
    QTest::newRow("forward-failing, as the log is not read")
        << AlertCause(ForwardCause{QStringLiteral("http://a/"), 0, {}, true, 0, damaged})
        << QByteArray("forward-failing")
        << QByteArray(R"("target":"http://a/","status":0,"error":null,"down":true,"passedOver":0,"reason":"damaged")");
    row(SilenceCause{0, std::chrono::minutes(5)}, "silence",
        R"("since":"1970-01-01T00:00:00.000Z","usualSeconds":300)");
}

void TestAlertLine::writesEachRule()
{
    QFETCH(const AlertCause, cause);
    QFETCH(const QByteArray, rule);
    QFETCH(const QByteArray, detail);
    Alert alert;
    alert.cause = cause;
    alert.at = 1'769'864'531'123;
    alert.count = 2;
    alert.deliveries = {17, 18};
    if (alert.rule() == AlertRule::RefusedBurst)
        alert.causes = {{QStringLiteral("header-missing"), 1}, {QStringLiteral("body-newline"), 1}};
    QCOMPARE(alertLine(alert), R"({"type":"alert","rule":")" + rule +
                                   R"(","at":"2026-01-31T13:02:11.123Z","deliveries":[17,18],"detail":{"count":2,)" +
                                   detail + "}}");
}

void TestAlertLine::hasNoWordOfThePayload()
{
    Alert alert;
    alert.cause =
        QList<DriftFinding>{{DriftFinding::Kind::NewValue, QStringLiteral("$.State"), QStringLiteral("Confidential")},
                            {DriftFinding::Kind::NewEventType, {}, QStringLiteral("InvoicePaid")}};
    const QByteArray line = alertLine(alert);
    QVERIFY(!line.contains("Confidential"));
    QVERIFY(line.contains(R"({"kind":"new-event-type","path":null,"breaking":false,"eventType":"InvoicePaid"})"));
}

QTEST_GUILESS_MAIN(TestAlertLine)
#include "test_alertline.moc"
