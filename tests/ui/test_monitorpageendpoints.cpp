// SPDX-License-Identifier: MIT
#include "core/session/sessiontunnel.h"
#include "tests/ui/monitorpagefixture.h"
#include "ui/checkdialog.h"
#include "ui/pathtestdialog.h"
#include "ui/replaydialog.h"
#include "ui/secretfield.h"
#include "ui/senddialog.h"
#include "ui/tunneldialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using Command = MonitorActions::Command;

namespace {

const QByteArray secondSecret = "whsec-of-the-second";

} // namespace

/// What the page offers where there are two endpoints: for each its own secret. The dialogs stand beside it, and know
/// what was sent to before.
class TestMonitorPageEndpoints final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void signsForTheEndpointItSendsTo();
    void sendsOnToTheChosenEndpoint();
    void testsThePathToTheChosenEndpoint();
    void opensOneOfEachKindBesideTheList_data();
    void opensOneOfEachKindBesideTheList();
    void replaysWhatIsChosenByThen();
    void beginsWhereItWasSentToLast();
    void remembersWhatIsSentTo();
    void signsForTheEndpointOfTheUrl_data();
    void signsForTheEndpointOfTheUrl();

private:
    void openTunnel();
};

void TestMonitorPageEndpoints::init()
{
    begin();
    Settings settings = m_session->settings();
    settings.receiver.endpoints.append({QStringLiteral("second"),
                                        QStringLiteral("/second"),
                                        {SigningSecret{QStringLiteral("current"), secondSecret, false}}});
    m_session->apply(settings);
    listen();
}

void TestMonitorPageEndpoints::signsForTheEndpointItSendsTo()
{
    action(Command::Send)->trigger();
    auto* dialog = find<SendDialog>("sendDialog");
    auto* target = dialog->findChild<QComboBox*>(QStringLiteral("sendTarget"));
    auto* secret = dialog->findChild<SecretField*>(QStringLiteral("sendSecret"));
    QCOMPARE(secret->secret(), monitorSecret);
    target->setCurrentIndex(1);
    QVERIFY(target->currentText().endsWith(QStringLiteral("/second")));
    QCOMPARE(secret->secret(), secondSecret);
    target->setEditText(QStringLiteral("http://127.0.0.1:3000/"));
    QCOMPARE(secret->secret(), secondSecret);
    secret->setSecret("entered");
    target->setCurrentIndex(0);
    QCOMPARE(secret->secret(), QByteArray("entered"));
}

/// Whatever becomes of the others while the dialog is open, and never to another in its place.
void TestMonitorPageEndpoints::sendsOnToTheChosenEndpoint()
{
    Settings settings = m_session->settings();
    settings.receiver.endpoints.append({QStringLiteral("third"),
                                        QStringLiteral("/third"),
                                        {SigningSecret{QStringLiteral("current"), "whsec-of-the-third", false}}});
    m_session->apply(settings);
    action(Command::Send)->trigger();
    auto* dialog = find<SendDialog>("sendDialog");
    auto* target = dialog->findChild<QComboBox*>(QStringLiteral("sendTarget"));
    const auto* secret = dialog->findChild<SecretField*>(QStringLiteral("sendSecret"));
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 3, patience);
    target->setCurrentIndex(1);
    const QString second = target->currentText();
    QVERIFY(second.endsWith(QStringLiteral("/second")));
    settings.receiver.endpoints.removeFirst();
    m_session->apply(settings);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 2, patience);
    QCOMPARE(target->currentText(), second);
    QCOMPARE(secret->secret(), secondSecret);
    settings.receiver.endpoints[0].path = QStringLiteral("/moved");
    m_session->apply(settings);
    QTRY_VERIFY_WITH_TIMEOUT(target->currentText().endsWith(QStringLiteral("/moved")), patience);
    const QString moved = target->currentText();
    settings.receiver.endpoints.removeFirst();
    m_session->apply(settings);
    QTRY_COMPARE_WITH_TIMEOUT(target->count(), 1, patience);
    QCOMPARE(target->currentText(), moved);
}

void TestMonitorPageEndpoints::openTunnel()
{
    QFile script(m_folder->filePath(QStringLiteral("tunnel")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    QVERIFY(script.write("#!/bin/sh\necho https://desk.example\nexec sleep 100\n") > 0);
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    script.close();
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = script.fileName();
    m_session->tunnel().open(plan);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->tunnel().state().phase == TunnelState::Phase::Up, patience);
}

/// In the one dialog, which comes to the front.
void TestMonitorPageEndpoints::testsThePathToTheChosenEndpoint()
{
    openTunnel();
    action(Command::Tunnel)->trigger();
    auto* tunnel = find<TunnelDialog>("tunnelDialog");
    tunnel->findChild<QComboBox*>(QStringLiteral("tunnelEndpoint"))->setCurrentIndex(1);
    tunnel->findChild<QPushButton*>(QStringLiteral("tunnelTest"))->click();
    auto* test = m_page->findChild<PathTestDialog*>();
    QVERIFY(test && QTest::qWaitForWindowActive(test));
    QCOMPARE(test->findChild<QLineEdit*>(QStringLiteral("pathUrl"))->text(),
             QStringLiteral("https://desk.example/second"));
    QCOMPARE(test->findChild<SecretField*>(QStringLiteral("pathSecret"))->secret(), secondSecret);
    tunnel->findChild<QComboBox*>(QStringLiteral("tunnelEndpoint"))->setCurrentIndex(0);
    tunnel->findChild<QPushButton*>(QStringLiteral("tunnelTest"))->click();
    QCOMPARE(m_page->findChildren<PathTestDialog*>(), QList<PathTestDialog*>{test});
    QCOMPARE(test->findChild<SecretField*>(QStringLiteral("pathSecret"))->secret(), monitorSecret);
    test->reject();
    tunnel->reject();
    QTRY_VERIFY(!m_page->findChild<PathTestDialog*>());
    action(Command::TestPath)->trigger();
    test = m_page->findChild<PathTestDialog*>();
    QVERIFY(test);
    QCOMPARE(test->findChild<SecretField*>(QStringLiteral("pathSecret"))->secret(), monitorSecret);
}

void TestMonitorPageEndpoints::opensOneOfEachKindBesideTheList_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<QString>("name");
    QTest::newRow("send") << Command::Send << QStringLiteral("sendDialog");
    QTest::newRow("replay") << Command::Replay << QStringLiteral("replayDialog");
    QTest::newRow("check") << Command::CheckEndpoint << QStringLiteral("checkDialog");
    QTest::newRow("path test") << Command::TestPath << QStringLiteral("pathTestDialog");
    QTest::newRow("tunnel") << Command::Tunnel << QStringLiteral("tunnelDialog");
}

void TestMonitorPageEndpoints::opensOneOfEachKindBesideTheList()
{
    QFETCH(const Command, command);
    QFETCH(const QString, name);
    action(command)->trigger();
    auto* dialog = m_page->findChild<QDialog*>(name);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(find<QLineEdit>("filterField")->hasFocus());
    action(command)->trigger();
    QCOMPARE(m_page->findChildren<QDialog*>(name), QList<QDialog*>{dialog});
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    dialog->reject();
    action(command)->trigger(); // another, at once
    QTRY_COMPARE(m_page->findChildren<QDialog*>(name).size(), 1);
    QVERIFY(m_page->findChild<QDialog*>(name)->isVisible());
}

void TestMonitorPageEndpoints::replaysWhatIsChosenByThen()
{
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QTRY_VERIFY_WITH_TIMEOUT(model().rowOf(1) >= 0 && model().rowOf(2) >= 0, patience);
    list()->selectDelivery(1);
    action(Command::Replay)->trigger();
    const auto* selected =
        find<ReplayDialog>("replayDialog")->findChild<QAbstractButton*>(QStringLiteral("replaySelected"));
    QVERIFY2(selected->text().endsWith(QStringLiteral("number 1")), qPrintable(selected->text()));
    list()->selectDelivery(2);
    action(Command::Replay)->trigger();
    QVERIFY2(selected->text().endsWith(QStringLiteral("number 2")), qPrintable(selected->text()));
}

void TestMonitorPageEndpoints::beginsWhereItWasSentToLast()
{
    m_state->setSendTarget(QStringLiteral("http://127.0.0.1:3000/sent"));
    m_state->setCheckTarget(QStringLiteral("http://127.0.0.1:3000/checked"));
    m_state->setPathTarget(QStringLiteral("https://hooks.example.com/tested"));
    for (const Command command : {Command::Send, Command::CheckEndpoint, Command::TestPath, Command::Replay})
        action(command)->trigger();
    QCOMPARE(find<SendDialog>("sendDialog")->findChild<QComboBox*>(QStringLiteral("sendTarget"))->currentText(),
             QStringLiteral("http://127.0.0.1:3000/sent"));
    QCOMPARE(find<QLineEdit>("checkUrl")->text(), QStringLiteral("http://127.0.0.1:3000/checked"));
    QCOMPARE(find<QLineEdit>("pathUrl")->text(), QStringLiteral("https://hooks.example.com/tested"));
    QCOMPARE(find<SecretField>("replaySecret")->secret(), monitorSecret);
}

/// What is not known is not made up: the local URL is no public one.
void TestMonitorPageEndpoints::remembersWhatIsSentTo()
{
    for (const Command command : {Command::CheckEndpoint, Command::TestPath})
        action(command)->trigger();
    for (const char* name : {"checkUrl", "pathUrl"}) {
        QCOMPARE(find<QLineEdit>(name)->text(), QString());
        QVERIFY(!find<QLineEdit>(name)->placeholderText().isEmpty());
    }
    Q_EMIT find<CheckDialog>("checkDialog")->targetUsed(QStringLiteral("http://127.0.0.1:1/checked"));
    Q_EMIT find<PathTestDialog>("pathTestDialog")->urlUsed(QStringLiteral("https://hooks.example.com/tested"));
    QCOMPARE(m_state->checkTarget(), QStringLiteral("http://127.0.0.1:1/checked"));
    QCOMPARE(m_state->pathTarget(), QStringLiteral("https://hooks.example.com/tested"));
    openTunnel();
    Q_EMIT find<PathTestDialog>("pathTestDialog")->urlUsed(QStringLiteral("https://desk.example/second"));
    QCOMPARE(m_state->pathTarget(), QStringLiteral("https://hooks.example.com/tested")); // the tunnel's is its own
}

void TestMonitorPageEndpoints::signsForTheEndpointOfTheUrl_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("line");
    QTest::newRow("path test") << Command::TestPath << QStringLiteral("path") << QStringLiteral("pathUrl");
    QTest::newRow("check") << Command::CheckEndpoint << QStringLiteral("check") << QStringLiteral("checkUrl");
    QTest::newRow("replay") << Command::Replay << QStringLiteral("replay") << QStringLiteral("replayTarget");
}

void TestMonitorPageEndpoints::signsForTheEndpointOfTheUrl()
{
    QFETCH(const Command, command);
    QFETCH(const QString, prefix);
    QFETCH(const QString, line);
    const QString last = QStringLiteral("https://hooks.example.com/second");
    m_state->setPathTarget(last);
    m_state->setCheckTarget(last);
    m_state->setReplayTarget(last);
    action(command)->trigger();
    auto* url = m_page->findChild<QLineEdit*>(line);
    auto* secret = m_page->findChild<SecretField*>(prefix + QStringLiteral("Secret"));
    QVERIFY(url && secret);
    QCOMPARE(url->text(), last);
    QCOMPARE(secret->secret(), secondSecret);
    url->setText(QStringLiteral("https://hooks.example.com/elsewhere"));
    QCOMPARE(secret->secret(), monitorSecret);
    url->setText(last);
    QCOMPARE(secret->secret(), secondSecret);
    secret->setSecret("entered");
    url->setText(QStringLiteral("https://hooks.example.com/elsewhere"));
    QCOMPARE(secret->secret(), QByteArray("entered"));
}

QTEST_MAIN(TestMonitorPageEndpoints)
#include "test_monitorpageendpoints.moc"
