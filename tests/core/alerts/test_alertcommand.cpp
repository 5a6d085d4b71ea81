// SPDX-License-Identifier: MIT
#include "core/alerts/alertcommand.h"
#include "tests/support/filecontent.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

using std::chrono::milliseconds;

namespace {

constexpr milliseconds longLimit{60'000};
constexpr int patience = 30'000;

} // namespace

/// Real programs: good ones, failing ones, hanging ones and such as are not there.
class TestAlertCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void handsOverTheAlert();
    void keepsOurEnvironmentFromIt();
    void runsOneAtATime();
    void tellsWhatFailed_data();
    void tellsWhatFailed();
    void endsWhatHangsWithItsChildren();
    void boundsWhatWaits();
    void runsNothingWithoutAProgram();
    void endsWhatRunsWhenItGoes();

private:
    void make(milliseconds limit);
    void runScript(const QByteArray& script);
    [[nodiscard]] QByteArray written(const QString& name = QStringLiteral("out")) const;
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AlertCommand> m_command;
    std::unique_ptr<QSignalSpy> m_succeeded;
    std::unique_ptr<QSignalSpy> m_failed;
};

void TestAlertCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    make(longLimit);
}

void TestAlertCommand::make(milliseconds limit)
{
    m_command = std::make_unique<AlertCommand>(limit);
    m_succeeded = std::make_unique<QSignalSpy>(m_command.get(), &AlertCommand::succeeded);
    m_failed = std::make_unique<QSignalSpy>(m_command.get(), &AlertCommand::failed);
}

/// $1 is the folder.
void TestAlertCommand::runScript(const QByteArray& script)
{
    m_command->setProgram(QStringLiteral("/bin/sh"),
                          {QStringLiteral("-c"), QString::fromLatin1(script), QStringLiteral("sh"), m_folder->path()});
}

QByteArray TestAlertCommand::written(const QString& name) const
{
    return contentOf(path(name));
}

void TestAlertCommand::handsOverTheAlert()
{
    // No shell: what would be one's syntax is a plain argument.
    m_command->setProgram(QStringLiteral("/usr/bin/tee"), {path(QStringLiteral("a; b $(c)"))});
    m_command->run(R"({"type":"alert"})");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    QCOMPARE(written(QStringLiteral("a; b $(c)")), QByteArray("{\"type\":\"alert\"}\n"));
}

void TestAlertCommand::keepsOurEnvironmentFromIt()
{
    qputenv("KAUNT_WEBHOOK_SECRET", "whsec-of-the-test");
    make(longLimit);
    runScript("env >\"$1/out\"");
    m_command->run("{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    qunsetenv("KAUNT_WEBHOOK_SECRET");
    QVERIFY(written().contains("PATH="));
    QVERIFY(!written().contains("KAUNT_"));
}

void TestAlertCommand::runsOneAtATime()
{
    runScript("read alert; mkdir \"$1/busy\" || exit 9; echo $alert >>\"$1/out\"; rmdir \"$1/busy\"");
    for (const char* alert : {"1", "2", "3", "4", "5"})
        m_command->run(alert);
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size() + m_failed->size(), 5, patience);
    QCOMPARE(written(), QByteArray("1\n2\n3\n4\n5\n"));
}

void TestAlertCommand::tellsWhatFailed_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<AlertHookFailure::Reason>("reason");
    QTest::addColumn<int>("status");
    using Reason = AlertHookFailure::Reason;
    const QString shell = QStringLiteral("/bin/sh");
    QTest::newRow("missing") << QStringLiteral("/nowhere/at-all") << QString() << Reason::NotStarted << 0;
    QTest::newRow("no program") << QStringLiteral("/etc/hostname") << QString() << Reason::NotStarted << 0;
    QTest::newRow("status") << shell << QStringLiteral("exit 3") << Reason::Status << 3;
    QTest::newRow("killed") << shell << QStringLiteral("kill -9 $$") << Reason::Crashed << 0;
}

void TestAlertCommand::tellsWhatFailed()
{
    QFETCH(const QString, program);
    QFETCH(const QString, argument);
    QFETCH(const AlertHookFailure::Reason, reason);
    m_command->setProgram(program, {QStringLiteral("-c"), argument});
    m_command->run("{}");
    m_command->run("{}"); // goes on with the next
    QTRY_COMPARE_WITH_TIMEOUT(m_failed->size(), 2, patience);
    const auto failure = m_failed->at(0).at(0).value<AlertHookFailure>();
    QCOMPARE(failure.hook, AlertHookFailure::Hook::Command);
    QCOMPARE(failure.reason, reason);
    QTEST(failure.status, "status");
    QCOMPARE(failure.noAnswer.text().isNull(), reason != AlertHookFailure::Reason::NotStarted);
}

void TestAlertCommand::endsWhatHangsWithItsChildren()
{
    runScript("sleep 1000 & echo $! >\"$1/out\"; wait");
    m_command->run("{}");
    QTRY_VERIFY_WITH_TIMEOUT(written().endsWith('\n'), patience);
    auto* timeLimit = m_command->findChild<QTimer*>(QStringLiteral("time limit"));
    QVERIFY(timeLimit->isActive());
    QCOMPARE(timeLimit->intervalAsDuration(), longLimit);
    timeLimit->start(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_failed->size(), 1, patience);
    QCOMPARE(m_failed->at(0).at(0).value<AlertHookFailure>().reason, AlertHookFailure::Reason::TimedOut);
    const int child = written().trimmed().toInt();
    QVERIFY(child > 1);
    QTRY_VERIFY_WITH_TIMEOUT(::kill(child, 0) != 0, patience);
}

void TestAlertCommand::boundsWhatWaits()
{
    runScript("read alert; exit 0");
    for (qsizetype i = 0; i < AlertQueue::mostWaiting + 3; ++i)
        m_command->run("{}");
    QCOMPARE(m_failed->size(), 2); // one is on its way already
    QCOMPARE(m_failed->at(0).at(0).value<AlertHookFailure>().reason, AlertHookFailure::Reason::QueueFull);
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), AlertQueue::mostWaiting + 1, patience);
}

void TestAlertCommand::runsNothingWithoutAProgram()
{
    m_command->run("{}");
    runScript("exit 0");
    m_command->run("{}");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    QVERIFY(m_failed->isEmpty());
}

void TestAlertCommand::endsWhatRunsWhenItGoes()
{
    runScript("echo $$ >\"$1/out\"; exec sleep 1000");
    m_command->run("{}");
    QTRY_VERIFY_WITH_TIMEOUT(written().endsWith('\n'), patience);
    const int process = written().trimmed().toInt();
    m_command.reset();
    QTRY_VERIFY_WITH_TIMEOUT(::kill(process, 0) != 0, patience);
}

QTEST_GUILESS_MAIN(TestAlertCommand)
#include "test_alertcommand.moc"
