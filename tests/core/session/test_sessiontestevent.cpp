// SPDX-License-Identifier: MIT
#include "tests/core/session/sessionfixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The signed test event: real HTTP from this process to its own receiver.
class TestSessionTestEvent final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isReceivedAndVerified_data();
    void isReceivedAndVerified();
    void isAnEventOfItsOwn();
    void goesToTheEndpointThatWasAsked();
    void isSignedWithASecretInUse();
    void needsASecret_data();
    void needsASecret();
    void needsAReceiver();
    void isNotToldOnceClosed();

private:
    [[nodiscard]] SendOutcome send(const QString& endpoint = QStringLiteral("default"));
    void open(const Settings& settings);

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    Settings m_settings;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionTestEvent::init()
{
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = sessionSettings();
}

void TestSessionTestEvent::open(const Settings& settings)
{
    m_session = openSession(m_folder->path(), settings, m_clock);
    QVERIFY(m_session);
    QVERIFY(listens(*m_session));
}

SendOutcome TestSessionTestEvent::send(const QString& endpoint)
{
    const QSignalSpy sent(m_session.get(), &MonitorSession::testSent);
    m_session->sendTestEvent(knownEventTypes().constFirst(), endpoint);
    if (!sent.isEmpty() || !QTest::qWaitFor([&] { return !sent.isEmpty(); }, 30'000))
        qWarning("told at once, or never");
    return sent.value(0).value(0).value<SendOutcome>();
}

void TestSessionTestEvent::isReceivedAndVerified_data()
{
    QTest::addColumn<QString>("eventType");
    for (const QString& type : knownEventTypes())
        QTest::newRow(qPrintable(type)) << type;
}

void TestSessionTestEvent::isReceivedAndVerified()
{
    QFETCH(const QString, eventType);
    open(m_settings);
    const QSignalSpy sent(m_session.get(), &MonitorSession::testSent);
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    m_session->sendTestEvent(eventType, QStringLiteral("default"));
    QTRY_COMPARE(sent.size(), 1);
    const auto outcome = sent.at(0).at(0).value<SendOutcome>();
    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.answer, R"({"status":"accepted","delivery":1,"attempt":1})");
    QVERIFY2(outcome.noAnswer == NoAnswer(), qPrintable(outcome.noAnswer.text()));
    QTRY_COMPARE(recordedBy(recorded).size(), 1);
    const DeliverySummary summary = recordedBy(recorded).constFirst();
    QCOMPARE(summary.verdict, Verdict::Verified);
    QCOMPARE(summary.secretName, QStringLiteral("current"));
    QCOMPARE(summary.event.value().eventType, eventType);
    QVERIFY2(summary.notes.isEmpty(), qPrintable(summary.notes.join(u' ')));
    QCOMPARE(summary.attempt, 1);
}

void TestSessionTestEvent::isAnEventOfItsOwn()
{
    open(m_settings);
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    QCOMPARE(send().status, 200);
    QCOMPARE(send().status, 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 2);
    QCOMPARE(recordedBy(recorded).constLast().attempt, 1);
}

void TestSessionTestEvent::goesToTheEndpointThatWasAsked()
{
    m_settings.receiver.endpoints.append(
        {QStringLiteral("other"), QStringLiteral("/other"), {{QStringLiteral("its"), "other secret"}}});
    open(m_settings);
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    QCOMPARE(send(QStringLiteral("other")).status, 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 1);
    QCOMPARE(recordedBy(recorded).constFirst().endpoint, QStringLiteral("other"));
    QCOMPARE(recordedBy(recorded).constFirst().secretName, QStringLiteral("its"));
}

void TestSessionTestEvent::isSignedWithASecretInUse()
{
    m_settings.receiver.endpoints.first().secrets = {{QStringLiteral("old"), "old secret", true},
                                                     {QStringLiteral("empty"), {}},
                                                     {QStringLiteral("new"), "new secret"}};
    open(m_settings);
    QCOMPARE(send().status, 200);
    m_settings.receiver.endpoints.first().secrets.last().value = "rotated";
    m_session->apply(m_settings);
    QVERIFY(reaches(*m_session, ReceiverState::Listening));
    QCOMPARE(send().status, 200);
}

void TestSessionTestEvent::needsASecret_data()
{
    QTest::addColumn<QList<SigningSecret>>("secrets");
    QTest::newRow("none") << QList<SigningSecret>{};
    QTest::newRow("empty") << QList<SigningSecret>{{QStringLiteral("empty"), {}}};
    QTest::newRow("retired") << QList<SigningSecret>{{QStringLiteral("old"), "old secret", true}};
}

void TestSessionTestEvent::needsASecret()
{
    QFETCH(const QList<SigningSecret>, secrets);
    m_settings.receiver.endpoints.first().secrets = secrets;
    open(m_settings);
    const SendOutcome outcome = send();
    QCOMPARE(outcome.noAnswer.reason, NoAnswer::Reason::NoSecret);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(m_session->log().statistics().deliveries, 0);
}

void TestSessionTestEvent::needsAReceiver()
{
    open(m_settings);
    QCOMPARE(send(QStringLiteral("no such")).noAnswer.reason, NoAnswer::Reason::NotListening);
    m_session->stopReceiver();
    QCOMPARE(send().noAnswer.reason, NoAnswer::Reason::NotListening);
    m_session->close();
    QCOMPARE(send().noAnswer.reason, NoAnswer::Reason::NotListening);
}

void TestSessionTestEvent::isNotToldOnceClosed()
{
    open(m_settings);
    const QSignalSpy sent(m_session.get(), &MonitorSession::testSent);
    m_session->sendTestEvent(knownEventTypes().constFirst(), QStringLiteral("default"));
    m_session->close();
    QCoreApplication::processEvents();
    QVERIFY(sent.isEmpty());
}

QTEST_GUILESS_MAIN(TestSessionTestEvent)
#include "test_sessiontestevent.moc"
