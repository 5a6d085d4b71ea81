// SPDX-License-Identifier: MIT
#include "core/childprocess.h"
#include "tests/support/goneprocess.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;
using std::chrono::milliseconds;
using Rest = ChildProcess::Rest;

namespace {

constexpr int patience = 30'000;
constexpr milliseconds forLong{3'600'000};
constexpr milliseconds shortly{200};

} // namespace

/// Shell scripts that are ended, end by themselves, or won't.
class TestChildProcess final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isGivenItsInput();
    void hasNoSignalOfOursIgnored();
    void isASessionOfItsOwn();
    void endsWithWhatItStarted_data();
    void endsWithWhatItStarted();
    void isStoppedAsItStarts();
    void mayLeaveTheRest_data();
    void mayLeaveTheRest();
    void leavesNobodyOfItsGroup_data();
    void leavesNobodyOfItsGroup();
    void tellsThatItCannotStart_data();
    void tellsThatItCannotStart();

private:
    /// $1 is the file that says() reads.
    void start(ChildProcess& child, const QByteArray& script) const;
    [[nodiscard]] QByteArray says() const;
    [[nodiscard]] int saysProcess() const { return says().trimmed().toInt(); }
    [[nodiscard]] bool hasSaid() const
    {
        return QTest::qWaitFor([this] { return says().endsWith('\n'); }, patience);
    }
    [[nodiscard]] QString file() const { return m_folder.filePath(QString::number(m_runs)); }

    QTemporaryDir m_folder;
    mutable int m_runs = 0;
};

void TestChildProcess::start(ChildProcess& child, const QByteArray& script) const
{
    ++m_runs;
    child.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QString::fromUtf8(script), QStringLiteral("sh"), file()});
}

QByteArray TestChildProcess::says() const
{
    QFile said(file());
    return said.open(QIODevice::ReadOnly) ? said.readAll() : QByteArray();
}

void TestChildProcess::isGivenItsInput()
{
    ChildProcess child(forLong, Rest::Stays);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    connect(&child, &ChildProcess::started, &child, [&child] { child.give("one\ntwo\n"); });
    start(child, "cat >\"$1\"; exit 3");
    QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, patience);
    QCOMPARE(exited.constFirst(), (QList<QVariant>{3, false}));
    QCOMPARE(says(), QByteArray("one\ntwo\n"));
    QVERIFY(!child.isRunning());
}

/// The receiver ignores the one that a full file's limit sends.
void TestChildProcess::hasNoSignalOfOursIgnored()
{
    const auto before = ::signal(SIGXFSZ, SIG_IGN);
    ChildProcess child(forLong, Rest::Stays);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    start(child, "sed -n 's/^SigIgn:[[:space:]]*//p' /proc/self/status >\"$1\"");
    QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, patience);
    (void)::signal(SIGXFSZ, before);
    bool isNumber = false;
    const quint64 ignored = says().trimmed().toULongLong(&isNumber, 16);
    QVERIFY(isNumber);
    QVERIFY((ignored & (quint64{1} << (SIGXFSZ - 1))) == 0);
}

void TestChildProcess::isASessionOfItsOwn()
{
    ChildProcess child(forLong, Rest::Stays);
    start(child, "echo $$ >\"$1\"; exec sleep 1000");
    QVERIFY(hasSaid());
    const int process = saysProcess();
    QCOMPARE(::getsid(process), process);
}

void TestChildProcess::endsWithWhatItStarted_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::addColumn<bool>("isAtOnce");
    QTest::newRow("terminated") << QByteArray() << false;
    QTest::newRow("terminated at once") << QByteArray() << true;
    QTest::newRow("killed") << QByteArray("trap '' TERM; ") << false; // what it starts inherits that
    QTest::newRow("killed at once") << QByteArray("trap '' TERM; ") << true;
}

void TestChildProcess::endsWithWhatItStarted()
{
    QFETCH(const QByteArray, trap);
    QFETCH(const bool, isAtOnce);
    ChildProcess child(trap.isEmpty() ? forLong : shortly, Rest::Stays);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    start(child, trap + "sleep 1000 & echo $! >\"$1\"; wait");
    QVERIFY(hasSaid());
    const int grandchild = saysProcess();
    QVERIFY(grandchild > 1 && !isGone(grandchild));
    if (isAtOnce) {
        child.end();
        QVERIFY(!child.isRunning());
    } else {
        child.stop();
        QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, patience);
        QVERIFY(exited.constFirst().at(1).toBool());
    }
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), patience);
}

void TestChildProcess::isStoppedAsItStarts()
{
    ChildProcess child(forLong, Rest::Stays);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    start(child, "exec sleep 1000");
    child.stop();
    QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, patience);
    start(child, "exec sleep 1000");
    child.end();
    QVERIFY(!child.isRunning());
    QCOMPARE(exited.size(), 1);
}

void TestChildProcess::mayLeaveTheRest_data()
{
    QTest::addColumn<bool>("ends");
    QTest::newRow("ends") << true;
    QTest::newRow("stays") << false;
}

void TestChildProcess::mayLeaveTheRest()
{
    QFETCH(const bool, ends);
    ChildProcess child(forLong, ends ? Rest::Ends : Rest::Stays);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    start(child, "sleep 1000 & echo $! >\"$1\"");
    QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, patience);
    const int rest = saysProcess();
    QVERIFY(rest > 1);
    if (ends) {
        QTRY_VERIFY_WITH_TIMEOUT(isGone(rest), patience);
    } else {
        QVERIFY(!isGone(rest));
        QCOMPARE(::kill(rest, SIGKILL), 0);
    }
}

void TestChildProcess::leavesNobodyOfItsGroup_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("by itself") << QByteArray();
    QTest::newRow("stopped") << QByteArray("; exec sleep 1000");
}

/// Not the one that would end it if we were killed either.
void TestChildProcess::leavesNobodyOfItsGroup()
{
    QFETCH(const QByteArray, rest);
    ChildProcess child(forLong, Rest::Ends);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    start(child, "echo $$ >\"$1\"" + rest);
    QVERIFY(hasSaid());
    const int group = saysProcess();
    QVERIFY(group > 1);
    child.stop();
    QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(-group), patience);
}

void TestChildProcess::tellsThatItCannotStart_data()
{
    QTest::addColumn<bool>("ends");
    QTest::newRow("ends") << true;
    QTest::newRow("stays") << false;
}

void TestChildProcess::tellsThatItCannotStart()
{
    QFETCH(const bool, ends);
    ChildProcess child(forLong, ends ? Rest::Ends : Rest::Stays);
    const QSignalSpy exited(&child, &ChildProcess::exited);
    const QSignalSpy notStarted(&child, &ChildProcess::notStarted);
    child.start(QStringLiteral("/nowhere/at-all"), {});
    QTRY_COMPARE_WITH_TIMEOUT(notStarted.size(), 1, patience);
    QVERIFY(!notStarted.constFirst().constFirst().toString().isEmpty());
    QVERIFY(exited.isEmpty());
    QVERIFY(!child.isRunning());
}

QTEST_GUILESS_MAIN(TestChildProcess)
#include "test_childprocess.moc"
