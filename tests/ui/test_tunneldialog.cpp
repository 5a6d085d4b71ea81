// SPDX-License-Identifier: MIT
#include "core/session/sessiontunnel.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/ui/pictures.h"
#include "ui/sentencelabel.h"
#include "ui/tunneldialog.h"
#include "ui/valuefield.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using Phase = TunnelState::Phase;

namespace {

constexpr int patience = 30'000; ///< milliseconds, for programs that begin on a busy machine

} // namespace

/// The dialog over a real session, with a program that behaves as tunnels do.
class TestTunnelDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheUrlToRegister();
    void offersEachEndpoint();
    void staysWhenItIsClosed();
    void asksForWhatIsMissing_data();
    void asksForWhatIsMissing();
    void saysThatNothingListens();
    void saysThatADemoStaysHere();
    void opensNothingByReturnAlone();
    void saysThatItLeadsNowhere();
    void anotherWayIsChosenOnceItIsGivenUp();
    void showsOnlyWhatTheWayNeeds();
    void endsWithTheSession();
    void hasAPicture();

private:
    void open(const TunnelPlan& plan);
    [[nodiscard]] TunnelPlan command(const QByteArray& lines) const;
    template <typename Part>
    [[nodiscard]] Part* part(const char* name) const
    {
        return m_dialog->findChild<Part*>(QLatin1String(name));
    }
    [[nodiscard]] QString state() const { return part<SentenceLabel>("tunnelState")->text(); }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<TunnelDialog> m_dialog;
};

void TestTunnelDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session && listens(*m_session));
}

void TestTunnelDialog::cleanup()
{
    m_dialog.reset();
    m_session.reset();
}

void TestTunnelDialog::open(const TunnelPlan& plan)
{
    m_dialog = std::make_unique<TunnelDialog>(*m_session, plan);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
}

TunnelPlan TestTunnelDialog::command(const QByteArray& lines) const
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = m_folder->filePath(QStringLiteral("tunnel"));
    QFile file(plan.command);
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + lines) < 0)
        qWarning("the script can't be written");
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    return plan;
}

void TestTunnelDialog::showsTheUrlToRegister()
{
    const TunnelPlan plan = command("echo connecting; echo https://desk.example; exec sleep 100");
    open(plan);
    QSignalSpy used(m_dialog.get(), &TunnelDialog::planUsed);
    QSignalSpy tests(m_dialog.get(), &TunnelDialog::pathTestRequested);
    QVERIFY(!part<QPushButton>("tunnelStop")->isEnabled() && !part<QPushButton>("tunnelTest")->isEnabled());
    part<QPushButton>("tunnelBegin")->click();
    QVERIFY(used.constFirst().constFirst().value<TunnelPlan>() == plan);
    QTRY_VERIFY_WITH_TIMEOUT(part<ValueField>("tunnelUrl")->isVisible(), patience);
    QCOMPARE(part<ValueField>("tunnelUrl")->value(), QStringLiteral("https://desk.example/webhooks/kaunt"));
    QVERIFY(state().contains(QStringLiteral("Anyone on the internet")));
    QVERIFY(!part<QComboBox>("tunnelWay")->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(part<QPlainTextEdit>("tunnelOutput")->toPlainText(),
                              QStringLiteral("connecting\nhttps://desk.example"), patience);
    part<QPushButton>("tunnelTest")->click();
    QCOMPARE(tests.size(), 1);
    part<QPushButton>("tunnelStop")->click();
    QVERIFY(!part<ValueField>("tunnelUrl")->isVisible());
    QVERIFY(part<QPushButton>("tunnelBegin")->isEnabled());
    QVERIFY(m_session->tunnel().state().phase == Phase::Stopped);
}

void TestTunnelDialog::offersEachEndpoint()
{
    Settings settings = m_session->settings();
    settings.receiver.endpoints.append({QStringLiteral("second"), QStringLiteral("/second"), {}});
    m_session->apply(settings);
    QVERIFY(reaches(*m_session, ReceiverState::Listening));
    open(command("echo https://desk.example; exec sleep 100"));
    part<QPushButton>("tunnelBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(part<QComboBox>("tunnelEndpoint")->isVisible(), patience);
    part<QComboBox>("tunnelEndpoint")->setCurrentIndex(1);
    QCOMPARE(part<ValueField>("tunnelUrl")->value(), QStringLiteral("https://desk.example/second"));
    QSignalSpy tests(m_dialog.get(), &TunnelDialog::pathTestRequested);
    part<QPushButton>("tunnelTest")->click();
    QCOMPARE(tests.constFirst().constFirst().toString(), QStringLiteral("second"));
    settings.receiver.endpoints.prepend({QStringLiteral("first"), QStringLiteral("/first"), {}});
    m_session->apply(settings);
    QTRY_COMPARE_WITH_TIMEOUT(part<QComboBox>("tunnelEndpoint")->count(), 3, patience);
    QCOMPARE(part<QComboBox>("tunnelEndpoint")->currentText(), QStringLiteral("second"));
    QCOMPARE(part<ValueField>("tunnelUrl")->value(), QStringLiteral("https://desk.example/second"));
}

void TestTunnelDialog::staysWhenItIsClosed()
{
    open(command("echo https://desk.example; exec sleep 100"));
    part<QPushButton>("tunnelBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->tunnel().state().phase == Phase::Up, patience);
    m_dialog.reset();
    QVERIFY(m_session->tunnel().state().phase == Phase::Up);
    open({}); // shows the one that runs
    QCOMPARE(part<ValueField>("tunnelUrl")->value(), QStringLiteral("https://desk.example/webhooks/kaunt"));
    QVERIFY(part<QLineEdit>("tunnelCommand")->isVisible());
}

void TestTunnelDialog::asksForWhatIsMissing_data()
{
    QTest::addColumn<TunnelPlan::Way>("way");
    QTest::addColumn<QString>("publicUrl");
    QTest::newRow("no host") << TunnelPlan::Way::Ssh << QString();
    QTest::newRow("no command") << TunnelPlan::Way::Command << QString();
    QTest::newRow("no URL") << TunnelPlan::Way::Ssh << QStringLiteral("hooks.example.com");
}

void TestTunnelDialog::asksForWhatIsMissing()
{
    QFETCH(const TunnelPlan::Way, way);
    QFETCH(const QString, publicUrl);
    TunnelPlan plan;
    plan.way = way;
    plan.destination = publicUrl.isEmpty() ? QString() : QStringLiteral("desk");
    open(plan);
    part<QLineEdit>("tunnelPublicUrl")->setText(publicUrl);
    QSignalSpy used(m_dialog.get(), &TunnelDialog::planUsed);
    part<QPushButton>("tunnelBegin")->click();
    QVERIFY(state().contains(QStringLiteral("can't be started")));
    QVERIFY(used.isEmpty() && !m_session->tunnel().isOpen());
}

void TestTunnelDialog::saysThatNothingListens()
{
    m_session->stopReceiver();
    QVERIFY(reaches(*m_session, ReceiverState::Stopped));
    open(command("exec sleep 100"));
    part<QPushButton>("tunnelBegin")->click();
    QVERIFY(state().contains(QStringLiteral("not listening")));
}

/// Before anything is entered.
void TestTunnelDialog::saysThatADemoStaysHere()
{
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto demo = MonitorSession::open({m_folder->path(), sessionSettings(), true}, m_clock);
    QVERIFY(demo.has_value());
    m_session = std::move(*demo);
    open({});
    QVERIFY2(state().contains(QStringLiteral("stays on this machine")), qPrintable(state()));
    QVERIFY(!part<QPushButton>("tunnelBegin")->isEnabled() && !part<QComboBox>("tunnelWay")->isEnabled());
}

/// Somebody may press it once too often.
void TestTunnelDialog::opensNothingByReturnAlone()
{
    open(command("exec sleep 100"));
    QCOMPARE(m_dialog->focusWidget()->objectName(), QStringLiteral("tunnelWay"));
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QVERIFY(!m_session->tunnel().isOpen());
    open(command("exec sleep 100"));
    QTest::keyClicks(part<QLineEdit>("tunnelCommand"), QStringLiteral(" "));
    QVERIFY(part<QPushButton>("tunnelBegin")->isDefault());
}

void TestTunnelDialog::saysThatItLeadsNowhere()
{
    open(command("echo https://desk.example; exec sleep 100"));
    part<QPushButton>("tunnelBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("is public at")), patience);
    m_session->stopReceiver();
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("leads nowhere")), patience);
    m_session->startReceiver();
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("is public at")), patience);
}

/// As after it was told that there is no such program.
void TestTunnelDialog::anotherWayIsChosenOnceItIsGivenUp()
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = m_folder->filePath(QStringLiteral("absent"));
    open(plan);
    part<QPushButton>("tunnelBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("choose another way")), patience);
    QVERIFY(part<QComboBox>("tunnelWay")->isEnabled());
    QVERIFY(part<QPushButton>("tunnelBegin")->isEnabled());
    part<QPushButton>("tunnelStop")->click();
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("no tunnel")), patience);
}

void TestTunnelDialog::showsOnlyWhatTheWayNeeds()
{
    open({});
    auto* way = part<QComboBox>("tunnelWay");
    for (const bool isSsh : {true, false}) {
        way->setCurrentIndex(way->findData(isSsh ? QStringLiteral("ssh") : QStringLiteral("cloudflared")));
        QCOMPARE(part<QLineEdit>("tunnelDestination")->isVisible(), isSsh);
        QCOMPARE(part<QLineEdit>("tunnelPublicUrl")->isVisible(), isSsh);
        QVERIFY(!part<QLineEdit>("tunnelCommand")->isVisible());
    }
}

void TestTunnelDialog::endsWithTheSession()
{
    open(command("echo https://desk.example; exec sleep 100"));
    part<QPushButton>("tunnelBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->tunnel().state().phase == Phase::Up, patience);
    m_session->close();
    QVERIFY(m_session->tunnel().state().phase == Phase::Stopped);
}

/// Light and dark; kept in `pictures` beside the test programs, for people to look at.
void TestTunnelDialog::hasAPicture()
{
    open(command("echo connecting; echo https://desk.example; exec sleep 100"));
    part<QPushButton>("tunnelBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(part<ValueField>("tunnelUrl")->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!part<QPlainTextEdit>("tunnelOutput")->toPlainText().isEmpty(), patience);
    constexpr int readable = 100;
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    const QPalette before = QApplication::palette();
    for (const bool isDark : {false, true}) {
        m_dialog->setPalette(isDark ? darkPalette() : before);
        const QImage picture = m_dialog->grab().toImage();
        QVERIFY(contrast(picture) > readable);
        QVERIFY(picture.save(
            folder.filePath(QStringLiteral("tunnel-%1.png").arg(QLatin1String(isDark ? "dark" : "light")))));
    }
}

QTEST_MAIN(TestTunnelDialog)
#include "test_tunneldialog.moc"
