// SPDX-License-Identifier: MIT
#include "core/session/sessiontunnel.h"
#include "tests/ui/monitorpagefixture.h"
#include "ui/pathtestdialog.h"
#include "ui/secretfield.h"
#include "ui/senddialog.h"
#include "ui/tunneldialog.h"

#include <QAction>
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

/// What the page offers where there are two endpoints: for each its own secret.
class TestMonitorPageEndpoints final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void signsForTheEndpointItSendsTo();
    void testsThePathToTheChosenEndpoint();

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

/// Over the dialog that it was asked for in, for the window beneath that one is blocked.
void TestMonitorPageEndpoints::testsThePathToTheChosenEndpoint()
{
    openTunnel();
    action(Command::Tunnel)->trigger();
    auto* tunnel = find<TunnelDialog>("tunnelDialog");
    tunnel->findChild<QComboBox*>(QStringLiteral("tunnelEndpoint"))->setCurrentIndex(1);
    tunnel->findChild<QPushButton*>(QStringLiteral("tunnelTest"))->click();
    auto* test = tunnel->findChild<PathTestDialog*>();
    QVERIFY(test);
    QCOMPARE(test->findChild<QLineEdit*>(QStringLiteral("pathUrl"))->text(),
             QStringLiteral("https://desk.example/second"));
    QCOMPARE(test->findChild<SecretField*>(QStringLiteral("pathSecret"))->secret(), secondSecret);
    test->reject();
    tunnel->reject();
    action(Command::TestPath)->trigger();
    test = m_page->findChild<PathTestDialog*>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(test);
    QCOMPARE(test->findChild<SecretField*>(QStringLiteral("pathSecret"))->secret(), monitorSecret);
}

QTEST_MAIN(TestMonitorPageEndpoints)
#include "test_monitorpageendpoints.moc"
