// SPDX-License-Identifier: MIT
#include "tests/ui/mainwindowfixture.h"
#include "ui/senddialog.h"
#include "ui/settingsdialog.h"
#include "ui/welcomepage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The ways into the demo and out of it, and what is otherwise within it.
class TestWindowDemo final : public MainWindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void asksForTheDemoAndTheGuide();
    void asksBeforeTheDemoTakesOver();
    void leavesTheDemo();
    void sendsToTheDemoWithinIt();
    void saysThatADemoKeepsNoSettings_data();
    void saysThatADemoKeepsNoSettings();
};

void TestWindowDemo::asksForTheDemoAndTheGuide()
{
    const QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    const QSignalSpy connectAsked(m_window.get(), &MainWindow::connectRequested);
    auto* welcome = m_window->findChild<WelcomePage*>();
    Q_EMIT welcome->demoRequested();
    Q_EMIT welcome->connectRequested();
    action("tryDemoAction")->trigger();
    action("connectAction")->trigger();
    QCOMPARE(demo.size(), 2);
    QCOMPARE(connectAsked.size(), 2);
}

/// What Kaunt sends meanwhile would not be received.
void TestWindowDemo::asksBeforeTheDemoTakesOver()
{
    openSession();
    const QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    action("tryDemoAction")->trigger();
    QCOMPARE(demo.size(), 1); // nothing listens
    m_session->startReceiver();
    action("tryDemoAction")->trigger();
    QCOMPARE(demo.size(), 1);
    auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("demoBox"));
    QVERIFY(box && box->isVisible());
    QVERIFY(!box->informativeText().contains(QStringLiteral("tunnel")));
    box->reject();
    QCOMPARE(demo.size(), 1);
    QTRY_VERIFY(!m_window->findChild<QMessageBox*>(QStringLiteral("demoBox")));
    action("tryDemoAction")->trigger();
    m_window->findChild<QAbstractButton*>(QStringLiteral("beginDemo"))->click();
    QCOMPARE(demo.size(), 2);
    QTRY_VERIFY(!m_window->findChild<QMessageBox*>(QStringLiteral("demoBox")));
    Q_EMIT m_window->findChild<WelcomePage*>()->demoRequested();
    QVERIFY(m_window->findChild<QMessageBox*>(QStringLiteral("demoBox")));
    QCOMPARE(demo.size(), 2);
}

void TestWindowDemo::leavesTheDemo()
{
    QVERIFY(!action("leaveDemoAction")->isEnabled());
    openSession(true);
    QVERIFY(!action("tryDemoAction")->isEnabled()); // it is one already
    QVERIFY(action("leaveDemoAction")->isEnabled());
    const QSignalSpy left(m_window.get(), &MainWindow::demoLeft);
    QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("leaveDemo")), Qt::LeftButton);
    action("leaveDemoAction")->trigger();
    QCOMPARE(left.size(), 2);
    m_window->setSession(nullptr);
    m_session.reset();
    QVERIFY(!action("leaveDemoAction")->isEnabled());
    QVERIFY(action("tryDemoAction")->isEnabled());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Kaunt Monitor"));
}

/// Whose receiver is gone with it, and has taken the place of the one before.
void TestWindowDemo::sendsToTheDemoWithinIt()
{
    const QString before = QStringLiteral("http://127.0.0.1:3000/mine");
    m_state->setSendTarget(before);
    openSession(true);
    m_session->startReceiver();
    constexpr int patience = 20'000;
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
    action("sendAction")->trigger();
    auto* dialog = m_window->findChild<SendDialog*>();
    const QString own = dialog->findChild<QComboBox*>(QStringLiteral("sendTarget"))->currentText();
    QCOMPARE(own, m_session->endpoints().constFirst().url.toString());
    Q_EMIT dialog->used(own, {});
    QCOMPARE(m_state->sendTarget(), before);
    Q_EMIT dialog->used(QStringLiteral("http://127.0.0.1:4000/"), {});
    QCOMPARE(m_state->sendTarget(), QStringLiteral("http://127.0.0.1:4000/"));
}

void TestWindowDemo::saysThatADemoKeepsNoSettings_data()
{
    QTest::addColumn<bool>("isDemo");
    QTest::newRow("the real thing") << false;
    QTest::newRow("a demo") << true;
}

void TestWindowDemo::saysThatADemoKeepsNoSettings()
{
    QFETCH(const bool, isDemo);
    openSession(isDemo);
    action("settingsAction")->trigger();
    auto* settings = m_window->findChild<SettingsDialog*>();
    QVERIFY(settings);
    QCOMPARE(settings->findChild<QWidget*>(QStringLiteral("settingsNotice"))->isVisible(), isDemo);
    QCOMPARE(settings->findChild<QWidget*>(QStringLiteral("signingSecretPlace"))->isVisible(), !isDemo);
    settings->reject();
}

QTEST_MAIN(TestWindowDemo)
#include "test_windowdemo.moc"
