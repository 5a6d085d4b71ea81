// SPDX-License-Identifier: MIT
#include "core/session/sessionalerts.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int patience = 30'000;

} // namespace

/// The alerts of a real session, with a real receiver.
class TestSessionAlerts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsABurst();
    void tellsARepeatOfWhatFailed();
    void tellsDrift();
    void tellsThatItIsDown();
    void tellsASilence();
    void obeysSettingsAtOnce();
    void waitsLongerThanATimerCan();
    void tellsTheUrl();
    void tellsFailuresOfTheUrlWithoutAnAlert();

private:
    [[nodiscard]] QByteArrayList rules() const;
    [[nodiscard]] int deliver(const QByteArray& body, const QByteArray& secret = sessionSecret) const;
    void deliverBurst() const;
    void apply(const std::function<void(Settings&)>& change) const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<SessionAlerts> m_alerts;
    std::unique_ptr<QSignalSpy> m_raised;
    std::unique_ptr<QSignalSpy> m_hookFailed;
};

void TestSessionAlerts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session);
    m_alerts = std::make_unique<SessionAlerts>(*m_session);
    m_raised = std::make_unique<QSignalSpy>(m_alerts.get(), &SessionAlerts::raised);
    m_hookFailed = std::make_unique<QSignalSpy>(m_alerts.get(), &SessionAlerts::hookFailed);
    QVERIFY(listens(*m_session));
}

void TestSessionAlerts::cleanup()
{
    m_alerts.reset();
    m_session.reset();
}

QByteArrayList TestSessionAlerts::rules() const
{
    QByteArrayList codes;
    for (const QList<QVariant>& arguments : std::as_const(*m_raised))
        codes.append(alertRuleCode(arguments.at(0).value<Alert>().rule()));
    return codes;
}

int TestSessionAlerts::deliver(const QByteArray& body, const QByteArray& secret) const
{
    return post(m_session->endpoints().constFirst().url, body, secret);
}

void TestSessionAlerts::deliverBurst() const
{
    for (int i = 0; i < AlertSettings::refusedThreshold; ++i)
        QCOMPARE(deliver("{}", "wrong"), 401);
}

void TestSessionAlerts::apply(const std::function<void(Settings&)>& change) const
{
    Settings settings = m_session->settings();
    change(settings);
    m_session->apply(settings);
}

void TestSessionAlerts::tellsABurst()
{
    deliverBurst();
    QTRY_COMPARE_WITH_TIMEOUT(rules(), QByteArrayList{"refused-burst"}, patience);
    const auto alert = m_raised->at(0).at(0).value<Alert>();
    QCOMPARE(alert.deliveries, (QList<qint64>{1, 2, 3}));
    QCOMPARE(std::get<Diagnosis>(alert.cause).cause, QStringLiteral("unknown"));
}

void TestSessionAlerts::tellsARepeatOfWhatFailed()
{
    AnswerMode mode;
    mode.kind = AnswerMode::Kind::FailNext;
    mode.count = 1;
    const QSignalSpy changed(m_session.get(), &MonitorSession::answerModeChanged);
    m_session->setAnswerMode(QString::fromLatin1(defaultEndpointName), mode);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(deliver(eventBody("a")), 503);
    QCOMPARE(deliver(eventBody("a")), 200);
    QTRY_COMPARE_WITH_TIMEOUT(rules(), QByteArrayList{"repeated"}, patience);
    QCOMPARE(std::get<RepeatedCause>(m_raised->at(0).at(0).value<Alert>().cause).status, 503);
}

void TestSessionAlerts::tellsDrift()
{
    QCOMPARE(deliver(eventBody("a")), 200);
    QCOMPARE(deliver(eventBody("b")), 200);
    QByteArray body = eventBody("c");
    body.replace("}", R"(,"Region":"EU"})");
    QCOMPARE(deliver(body), 200);
    QTRY_COMPARE_WITH_TIMEOUT(rules(), QByteArrayList{"drift"}, patience);
    QCOMPARE(m_raised->at(0).at(0).value<Alert>().deliveries, QList<qint64>{3});
}

void TestSessionAlerts::tellsThatItIsDown()
{
    const TakenPort taken;
    apply([&taken](Settings& settings) { settings.receiver.port = taken.port(); });
    QTRY_COMPARE_WITH_TIMEOUT(rules(), QByteArrayList{"receiver-down"}, patience);
}

void TestSessionAlerts::tellsASilence()
{
    const qint64 last = m_clock.utcMillis();
    m_clock.advance(std::chrono::milliseconds(std::chrono::hours(2)).count());
    Concern silence;
    silence.kind = Concern::Kind::NothingReceived;
    silence.since = last;
    silence.usual = std::chrono::minutes(5);
    Q_EMIT m_session->concernRaised(silence);
    QCOMPARE(rules(), QByteArrayList{"silence"});
    QCOMPARE(std::get<SilenceCause>(m_raised->at(0).at(0).value<Alert>().cause).since, last);
    Q_EMIT m_session->concernRaised(silence);
    QCOMPARE(m_raised->size(), 1); // it is the same
    Q_EMIT m_session->concernCleared(Concern::Kind::NothingReceived);
    m_clock.advance(std::chrono::milliseconds(std::chrono::minutes(2)).count());
    Q_EMIT m_session->concernRaised(silence);
    QCOMPARE(rules(), (QByteArrayList{"silence", "silence"}));
}

void TestSessionAlerts::obeysSettingsAtOnce()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    apply([](Settings& settings) { settings.alerts.of(AlertRule::RefusedBurst).isOn = false; });
    deliverBurst();
    QTRY_COMPARE_WITH_TIMEOUT(recordedBy(recorded).size(), AlertSettings::refusedThreshold, patience);
    apply([](Settings& settings) { settings.alerts.of(AlertRule::RefusedBurst) = {true, 1}; });
    QCOMPARE(deliver("{}", "wrong"), 401);
    QTRY_VERIFY_WITH_TIMEOUT(!m_raised->isEmpty(), patience);
    QCOMPARE(m_raised->at(0).at(0).value<Alert>().deliveries.constLast(), 4);
}

/// As where the clock is set back after it fell silent.
void TestSessionAlerts::waitsLongerThanATimerCan()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("[Tt]imer")));
    constexpr qint64 days = qint64{24} * 60 * 60 * 1'000;
    Concern silence;
    silence.kind = Concern::Kind::NothingReceived;
    silence.since = m_clock.utcMillis() + 30 * days;
    Q_EMIT m_session->concernRaised(silence);
    QVERIFY(m_raised->isEmpty());
    m_clock.setUtcMillis(silence.since + days);
    Q_EMIT m_session->concernCleared(Concern::Kind::DiskNearlyFull); // whatever has it looked anew
    QCOMPARE(rules(), QByteArrayList{"silence"});
}

void TestSessionAlerts::tellsTheUrl()
{
    const ScriptedPeer peer({ScriptedPeer::status(204)});
    apply([&peer](Settings& settings) { settings.alerts.url = peer.url(); });
    deliverBurst();
    QTRY_COMPARE_WITH_TIMEOUT(peer.requests().size(), 1, patience);
    const QJsonObject told = QJsonDocument::fromJson(peer.requests().constFirst().body).object();
    QCOMPARE(told.value(QStringLiteral("rule")), QJsonValue(QStringLiteral("refused-burst")));
    QVERIFY(m_hookFailed->isEmpty());
}

void TestSessionAlerts::tellsFailuresOfTheUrlWithoutAnAlert()
{
    const ScriptedPeer peer({ScriptedPeer::status(500)});
    apply([&peer](Settings& settings) { settings.alerts.url = peer.url(); });
    deliverBurst();
    QTRY_COMPARE_WITH_TIMEOUT(m_hookFailed->size(), 1, patience);
    QCOMPARE(rules(), QByteArrayList{"refused-burst"});
    QCOMPARE(peer.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestSessionAlerts)
#include "test_sessionalerts.moc"
