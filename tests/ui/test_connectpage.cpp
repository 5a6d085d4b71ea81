// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/session/monitorsession.h"
#include "ui/connectionstepsview.h"
#include "ui/connectiontest.h"
#include "ui/connectpage.h"
#include "ui/secretfield.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

namespace {

constexpr int patience = 20'000; // milliseconds
const QByteArray secret = "whsec-of-the-guide";

using Step = ConnectionTest::Step;

} // namespace

/// The guided page on a running session: a real receiver, a real log.
class TestConnectPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatIsSet();
    void showsTheUrlAsItIsTyped();
    void refusesAPathThatIsNone_data();
    void refusesAPathThatIsNone();
    void needsASecretForTheTest();
    void followsTheTestThroughTheWholePath();
    void scrollsToTheStepsWhileTheyAreTested();
    void storesTheTestAsARealDelivery();
    void forgetsATestOfSomethingElse_data();
    void forgetsATestOfSomethingElse();
    void passesWhereAnAnswerModeIsOn_data();
    void passesWhereAnAnswerModeIsOn();
    void saysThatThePortIsTaken();
    void saysThatTheReceiverStopped();
    void savesWhatWasEntered();
    void keepsTheOtherSecrets();
    void refusesAPathThatIsTaken();
    void givesTheSettingsBackOnCancel();
    void leavesTheReceiverAsItWas_data();
    void leavesTheReceiverAsItWas();
    void saysWhereTheSecretIsKept();
    void namesEveryControl();

private:
    template <typename Widget>
    [[nodiscard]] Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] QString sentence(ConnectionTest::Step step) const
    {
        return m_page->findChild<SentenceLabel*>(QStringLiteral("stepSentence%1").arg(static_cast<int>(step)))->text();
    }
    [[nodiscard]] ConnectionTest* test() const { return m_page->findChild<ConnectionTest*>(); }
    void openPage(const Settings& settings);
    void runTest();

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileSecretStore> m_secrets;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<ConnectPage> m_page;
};

void TestConnectPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<FileSecretStore>(m_folder->path());
    Settings settings;
    settings.receiver.port = 0;
    openPage(settings);
}

void TestConnectPage::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void TestConnectPage::openPage(const Settings& settings)
{
    cleanup();
    auto session = MonitorSession::open({m_folder->path(), settings, false}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_page = std::make_unique<ConnectPage>(*m_session, *m_secrets);
    m_page->show();
}

void TestConnectPage::runTest()
{
    QSignalSpy finished(test(), &ConnectionTest::finished);
    child<QPushButton>("runTest")->click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
}

void TestConnectPage::showsWhatIsSet()
{
    Settings settings;
    settings.receiver.port = 9'123;
    settings.receiver.endpoints[0].path = QStringLiteral("/hooks");
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("old"), "gone", true},
                                              SigningSecret{QStringLiteral("new"), secret, false}};
    settings.api.credentials.fallback = {QStringLiteral("client"), "client secret"};
    openPage(settings);
    QCOMPARE(child<QLineEdit>("endpointPath")->text(), QStringLiteral("/hooks"));
    QCOMPARE(child<QSpinBox>("port")->value(), 9'123);
    QCOMPARE(child<SecretField>("webhookSecret")->secret(), secret);
    QCOMPARE(child<QLineEdit>("clientId")->text(), QStringLiteral("client"));
    QCOMPARE(child<SecretField>("clientSecret")->secret(), QByteArray("client secret"));
    QCOMPARE(m_page->entered(), settings);
}

void TestConnectPage::showsTheUrlAsItIsTyped()
{
    child<QSpinBox>("port")->setValue(8'080);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/in/kaunt"));
    QCOMPARE(child<ValueField>("localUrl")->value(), QStringLiteral("http://127.0.0.1:8080/in/kaunt"));
}

void TestConnectPage::refusesAPathThatIsNone_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("empty") << QString();
    QTest::newRow("no slash") << QStringLiteral("webhooks");
    QTest::newRow("a URL") << QStringLiteral("https://example.org/webhooks");
    QTest::newRow("a query") << QStringLiteral("/webhooks?a=1");
    QTest::newRow("a fragment") << QStringLiteral("/webhooks#a");
    QTest::newRow("a blank") << QStringLiteral("/web hooks");
    QTest::newRow("a blank at the end") << QStringLiteral("/webhooks ");
    QTest::newRow("too long") << QString(u'/' + QString(1'024, u'a'));
}

void TestConnectPage::refusesAPathThatIsNone()
{
    QFETCH(const QString, path);
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/webhooks"));
    QVERIFY(child<QPushButton>("finishConnect")->isEnabled());
    QVERIFY(!child<QLabel>("pathRemark")->isVisible());
    child<QLineEdit>("endpointPath")->setText(path);
    QVERIFY(child<QLabel>("pathRemark")->isVisible());
    QVERIFY(!child<QPushButton>("runTest")->isEnabled());
    QVERIFY(!child<QPushButton>("finishConnect")->isEnabled());
    QCOMPARE(child<ValueField>("localUrl")->value(), QString());
}

void TestConnectPage::needsASecretForTheTest()
{
    QVERIFY(!child<QPushButton>("runTest")->isEnabled());
    QVERIFY(child<QPushButton>("finishConnect")->isEnabled());
    child<SecretField>("webhookSecret")->setSecret(secret);
    QVERIFY(child<QPushButton>("runTest")->isEnabled());
}

void TestConnectPage::followsTheTestThroughTheWholePath()
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
void TestConnectPage::scrollsToTheStepsWhileTheyAreTested()
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

void TestConnectPage::storesTheTestAsARealDelivery()
{
    const QSignalSpy verified(m_session.get(), &MonitorSession::eventVerified);
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    QTRY_COMPARE(verified.size(), 1);
    QCOMPARE(m_session->log().statistics().events, 1);
}

void TestConnectPage::forgetsATestOfSomethingElse_data()
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

void TestConnectPage::forgetsATestOfSomethingElse()
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

void TestConnectPage::passesWhereAnAnswerModeIsOn_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("words");
    QTest::newRow("a status") << QStringLiteral("503") << QStringLiteral("the endpoint answers 503");
    QTest::newRow("none") << QStringLiteral("close") << QStringLiteral("closes the connection without an answer");
    QTest::newRow("late") << QStringLiteral("delay=60s") << QStringLiteral("answers 60 s late");
}

/// Its signature is verified and it is stored all the same.
void TestConnectPage::passesWhereAnAnswerModeIsOn()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, words);
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    const QSignalSpy changed(m_session.get(), &MonitorSession::answerModeChanged);
    m_session->setAnswerMode(m_session->settings().receiver.endpoints.constFirst().name, *answerModeFromText(mode));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience);
    test()->setTimeout(std::chrono::seconds(2));
    QSignalSpy finished(test(), &ConnectionTest::finished);
    child<QPushButton>("runTest")->click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QVERIFY2(finished.at(0).at(0).toBool(), qPrintable(sentence(Step::Sent) + sentence(Step::Verified)));
    QVERIFY2(sentence(Step::Sent).contains(words), qPrintable(sentence(Step::Sent)));
    QVERIFY(sentence(Step::Stored).contains(u'2'));
}

void TestConnectPage::saysThatThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QSpinBox>("port")->setValue(other.serverPort());
    runTest();
    QCOMPARE(test()->state(ConnectionTest::Step::Listening), ConnectionTest::State::Failed);
    QCOMPARE(test()->state(ConnectionTest::Step::Sent), ConnectionTest::State::Waiting);
    QVERIFY(sentence(ConnectionTest::Step::Listening).contains(QString::number(other.serverPort())));
    child<QSpinBox>("port")->setValue(0);
    runTest();
    QCOMPARE(test()->state(ConnectionTest::Step::Shown), ConnectionTest::State::Passed);
}

void TestConnectPage::saysThatTheReceiverStopped()
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

void TestConnectPage::savesWhatWasEntered()
{
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/in"));
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QLineEdit>("clientId")->setText(QStringLiteral(" client "));
    child<SecretField>("clientSecret")->setSecret("client secret");
    const QSignalSpy chosen(m_page.get(), &ConnectPage::settingsChosen);
    const QSignalSpy finished(m_page.get(), &ConnectPage::finished);
    child<QPushButton>("finishConnect")->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(finished.size(), 1);
    const auto settings = chosen.at(0).at(0).value<Settings>();
    QCOMPARE(settings, m_session->settings());
    QCOMPARE(settings.receiver.endpoints.size(), 1);
    QCOMPARE(settings.receiver.endpoints.constFirst().path, QStringLiteral("/in"));
    QCOMPARE(settings.receiver.endpoints.constFirst().secrets,
             QList({SigningSecret{QStringLiteral("current"), secret, false}}));
    QCOMPARE(settings.api.credentials.fallback.clientId, QStringLiteral("client"));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
}

void TestConnectPage::keepsTheOtherSecrets()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("old"), "gone", true},
                                              SigningSecret{QStringLiteral("new"), "first", false}};
    openPage(settings);
    child<SecretField>("webhookSecret")->setSecret(secret);
    const QList<SigningSecret> secrets = m_page->entered().receiver.endpoints.constFirst().secrets;
    QCOMPARE(secrets, QList({SigningSecret{QStringLiteral("old"), "gone", true},
                             SigningSecret{QStringLiteral("new"), secret, false}}));
}

void TestConnectPage::givesTheSettingsBackOnCancel()
{
    const Settings before = m_session->settings();
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/in"));
    runTest();
    QVERIFY(m_session->settings() != before);
    const QSignalSpy chosen(m_page.get(), &ConnectPage::settingsChosen);
    const QSignalSpy cancelled(m_page.get(), &ConnectPage::cancelled);
    child<QPushButton>("cancelConnect")->click();
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(m_session->settings(), before);
}

void TestConnectPage::refusesAPathThatIsTaken()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints.append({QStringLiteral("second"), QStringLiteral("/b"), {}});
    openPage(settings);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/b"));
    QVERIFY(child<QLabel>("pathRemark")->text().contains(QStringLiteral("Another endpoint")));
    QVERIFY(!child<QPushButton>("finishConnect")->isEnabled());
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/c"));
    QVERIFY(child<QPushButton>("finishConnect")->isEnabled());
}

/// Where there was no receiver at work before the test, nothing would show that there is one.
void TestConnectPage::leavesTheReceiverAsItWas_data()
{
    QTest::addColumn<bool>("wasListening");
    QTest::newRow("stopped") << false;
    QTest::newRow("listening") << true;
}

void TestConnectPage::leavesTheReceiverAsItWas()
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
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(),
                              wasListening ? ReceiverState::Listening : ReceiverState::Stopped, patience);
}

void TestConnectPage::saysWhereTheSecretIsKept()
{
    QVERIFY(child<QLabel>("secretPlace")->text().contains(m_folder->path()));
}

void TestConnectPage::namesEveryControl()
{
    int controls = 0;
    const QList<QWidget*> widgets = m_page->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        ++controls;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 8);
}

QTEST_MAIN(TestConnectPage)
#include "test_connectpage.moc"
