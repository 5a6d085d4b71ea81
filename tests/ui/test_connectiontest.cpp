// SPDX-License-Identifier: MIT
#include "core/session/testevent.h"
#include "tests/ui/connectpagefixture.h"
#include "ui/connectionstepsview.h"
#include "ui/secretfield.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>
#include <QTimer>
#include <QTimerEvent>

#include <chrono>

using namespace kaunt;
using namespace kaunt::test;

/// The test that the guided page makes: through the real receiver and into the real log, with a sentence for each step.
class TestConnectionTest final : public ConnectPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void needsASecretForTheTest();
    void followsTheTestThroughTheWholePath();
    void scrollsToTheStepsWhileTheyAreTested();
    void theSignsAreWholeInALargeFont();
    void storesTheTestAsARealDelivery();
    void forgetsATestOfSomethingElse_data();
    void forgetsATestOfSomethingElse();
    void passesWhereAnAnswerModeIsOn_data();
    void passesWhereAnAnswerModeIsOn();
    void passesWhereItIsPassedThrough();
    void saysThatThePortIsTaken();
    void saysThatTheReceiverStopped();
    void leavesTheReceiverAsItWas_data();
    void leavesTheReceiverAsItWas();

private:
    using Step = ConnectionTest::Step;

    [[nodiscard]] QString sentence(ConnectionTest::Step step) const
    {
        return m_page->findChild<SentenceLabel*>(QStringLiteral("stepSentence%1").arg(static_cast<int>(step)))->text();
    }
};

void TestConnectionTest::needsASecretForTheTest()
{
    QVERIFY(!child<QPushButton>("runTest")->isEnabled());
    QVERIFY(child<QPushButton>("finishConnect")->isEnabled());
    child<SecretField>("webhookSecret")->setSecret(secret);
    QVERIFY(child<QPushButton>("runTest")->isEnabled());
}

void TestConnectionTest::followsTheTestThroughTheWholePath()
{
    child<SecretField>("webhookSecret")->setSecret(secret);
    const QSignalSpy finished(test(), &ConnectionTest::finished);
    child<QPushButton>("runTest")->click();
    QVERIFY(!child<QPushButton>("runTest")->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY2(finished.at(0).at(0).toBool(), qPrintable(sentence(Step::Listening) + sentence(Step::Sent)));
    for (int i = 0; i < ConnectionTest::stepCount; ++i) {
        QCOMPARE(test()->state(static_cast<Step>(i)), ConnectionTest::State::Passed);
        QVERIFY(!sentence(static_cast<Step>(i)).isEmpty());
        QVERIFY(child<QLabel>(qPrintable(QStringLiteral("stepName%1").arg(i)))
                    ->accessibleName()
                    .endsWith(QStringLiteral("done")));
    }
    QVERIFY(sentence(Step::Listening).startsWith(QStringLiteral("http://127.0.0.1:")));
    QVERIFY(sentence(Step::Sent).contains(QStringLiteral("200")));
    QCOMPARE(child<ValueField>("localUrl")->value(), sentence(Step::Listening));
    QVERIFY(child<QPushButton>("runTest")->isEnabled());
    runTest();
    QVERIFY(sentence(Step::Stored).contains(u'2'));
}

/// On a small screen they are below what is seen at first.
void TestConnectionTest::scrollsToTheStepsWhileTheyAreTested()
{
    m_page->resize(760, 400);
    child<SecretField>("webhookSecret")->setSecret(secret);
    const auto* scroll = child<QScrollArea>("connectScroll");
    const auto* steps = child<ConnectionStepsView>("connectionSteps");
    const auto isInSight = [scroll, steps] {
        return scroll->viewport()->rect().contains(QRect(steps->mapTo(scroll->viewport(), QPoint()), steps->size()));
    };
    QVERIFY(!isInSight());
    runTest();
    QTRY_VERIFY(isInSight());
    QCoreApplication::sendPostedEvents(); // of the last step, which may still be on its way
    scroll->verticalScrollBar()->setValue(0);
    child<QSpinBox>("port")->setValue(9'123);
    QCoreApplication::processEvents();
    QCOMPARE(scroll->verticalScrollBar()->value(), 0); // what is edited stays in sight
}

void TestConnectionTest::theSignsAreWholeInALargeFont()
{
    ConnectionStepsView steps;
    QFont font = steps.font();
    font.setPointSize(40);
    steps.setFont(font);
    steps.show();
    const auto* sign = steps.findChild<QLabel*>(QStringLiteral("stepSign0"));
    QTRY_VERIFY(sign->width() >= sign->sizeHint().width());
}

void TestConnectionTest::storesTheTestAsARealDelivery()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    QTRY_COMPARE(recorded.size(), 1);
    QTRY_COMPARE(m_session->log().statistics().events, 1);
    const auto record = m_session->reader().ask([](const LogQueries& log) { return log.delivery(1); }).result();
    QVERIFY(record && isGuideTest(record->headers)); // its secret may never be saved
}

void TestConnectionTest::forgetsATestOfSomethingElse_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<bool>("isWhileItRuns");
    for (const bool isWhileItRuns : {false, true}) {
        const char* when = isWhileItRuns ? "while it runs" : "afterwards";
        QTest::addRow("the path, %s", when) << 0 << isWhileItRuns;
        QTest::addRow("the port, %s", when) << 1 << isWhileItRuns;
        QTest::addRow("the secret, %s", when) << 2 << isWhileItRuns;
    }
}

void TestConnectionTest::forgetsATestOfSomethingElse()
{
    QFETCH(const int, entry);
    QFETCH(const bool, isWhileItRuns);
    child<SecretField>("webhookSecret")->setSecret(secret);
    QSignalSpy finished(test(), &ConnectionTest::finished);
    child<QPushButton>("runTest")->click();
    if (!isWhileItRuns)
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    if (entry == 0)
        child<QLineEdit>("endpointPath")->setText(QStringLiteral("/other"));
    else if (entry == 1)
        child<QSpinBox>("port")->setValue(9'123);
    else
        QTest::keyClicks(child<QLineEdit>("secretLine"), QStringLiteral("x"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    for (int i = 0; i < ConnectionTest::stepCount; ++i) {
        QCOMPARE(test()->state(static_cast<Step>(i)), ConnectionTest::State::Waiting);
        QVERIFY(sentence(static_cast<Step>(i)).isEmpty());
    }
}

void TestConnectionTest::passesWhereAnAnswerModeIsOn_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("words");
    QTest::newRow("a status") << QStringLiteral("503") << QStringLiteral("the endpoint answers 503");
    QTest::newRow("none") << QStringLiteral("close") << QStringLiteral("closes the connection without an answer");
    QTest::newRow("late") << QStringLiteral("delay=60s") << QStringLiteral("answers 60 s late");
}

/// Its signature is verified and it is stored all the same.
void TestConnectionTest::passesWhereAnAnswerModeIsOn()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, words);
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    const QString endpoint = m_session->settings().receiver.endpoints.constFirst().name;
    const QSignalSpy changed(m_session.get(), &MonitorSession::answerModeChanged);
    m_session->setAnswerMode(endpoint, *answerModeFromText(mode));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience);
    ConnectionTest again(*m_session);
    QMap<Step, QString> said;
    connect(&again, &ConnectionTest::stepChanged, this,
            [all = &said](Step step, ConnectionTest::State, const Sentence& what) { all->insert(step, what.text()); });
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    const QSignalSpy finished(&again, &ConnectionTest::finished);
    again.start(endpoint);
    if (answerModeFromText(mode)->delay > std::chrono::milliseconds(0)) { // which the test does not wait for
        QTRY_VERIFY_WITH_TIMEOUT(!recorded.isEmpty(), patience);
        auto* timer = again.findChild<QTimer*>();
        QTimerEvent isOver(timer->timerId());
        QCoreApplication::sendEvent(timer, &isOver);
    }
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY2(finished.at(0).at(0).toBool(), qPrintable(said[Step::Sent] + said[Step::Verified]));
    QVERIFY2(said[Step::Sent].contains(words), qPrintable(said[Step::Sent]));
    QVERIFY(said[Step::Stored].contains(u'2'));
}

/// To a target that is down: the path to here is right all the same.
void TestConnectionTest::passesWhereItIsPassedThrough()
{
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    Settings settings = m_session->settings();
    ForwardSettings down;
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        down.url = QUrl(QStringLiteral("http://127.0.0.1:%1/hook").arg(free.serverPort()));
    }
    down.isPassThrough = true;
    settings.forwards = {down};
    m_session->apply(settings);
    ConnectionTest again(*m_session);
    QMap<Step, QString> said;
    connect(&again, &ConnectionTest::stepChanged, this,
            [all = &said](Step step, ConnectionTest::State, const Sentence& what) { all->insert(step, what.text()); });
    const QSignalSpy finished(&again, &ConnectionTest::finished);
    again.start(settings.receiver.endpoints.constFirst().name);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY2(finished.at(0).at(0).toBool(), qPrintable(said[Step::Sent] + said[Step::Verified]));
    QVERIFY2(said[Step::Sent].contains(QStringLiteral("502")), qPrintable(said[Step::Sent]));
    QVERIFY2(said[Step::Sent].contains(down.url.toString()), qPrintable(said[Step::Sent]));
}

void TestConnectionTest::saysThatThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QSpinBox>("port")->setValue(other.serverPort());
    runTest();
    QCOMPARE(test()->state(ConnectionTest::Step::Listening), ConnectionTest::State::Failed);
    QCOMPARE(test()->state(ConnectionTest::Step::Sent), ConnectionTest::State::Waiting);
    QVERIFY(sentence(ConnectionTest::Step::Listening).contains(QString::number(other.serverPort())));
    QVERIFY(sentence(ConnectionTest::Step::Listening).contains(QStringLiteral("choose another port above")));
    child<QSpinBox>("port")->setValue(0);
    runTest();
    QCOMPARE(test()->state(ConnectionTest::Step::Shown), ConnectionTest::State::Passed);
}

void TestConnectionTest::saysThatTheReceiverStopped()
{
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    const QSignalSpy finished(test(), &ConnectionTest::finished);
    test()->start(QStringLiteral("an endpoint that is not there"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY(!finished.at(0).at(0).toBool());
    QCOMPARE(test()->state(ConnectionTest::Step::Sent), ConnectionTest::State::Failed);
    QVERIFY(!sentence(ConnectionTest::Step::Sent).isEmpty());
}

/// Where there was no receiver at work before the test, nothing would show that there is one.
void TestConnectionTest::leavesTheReceiverAsItWas_data()
{
    QTest::addColumn<bool>("wasListening");
    QTest::newRow("stopped") << false;
    QTest::newRow("listening") << true;
}

void TestConnectionTest::leavesTheReceiverAsItWas()
{
    QFETCH(const bool, wasListening);
    if (wasListening) {
        m_session->startReceiver();
        m_page = std::make_unique<ConnectPage>(*m_session, *m_secrets);
    }
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    QVERIFY(m_session->isReceiverWanted());
    child<QPushButton>("cancelConnect")->click();
    child<QPushButton>("discardEntered")->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(),
                              wasListening ? ReceiverState::Listening : ReceiverState::Stopped, patience);
}

QTEST_MAIN(TestConnectionTest)
#include "test_connectiontest.moc"
