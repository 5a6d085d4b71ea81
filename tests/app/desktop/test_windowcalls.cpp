// SPDX-License-Identifier: MIT
#include "app/desktop/windowcalls.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <memory>
#include <optional>

using namespace kaunt;

namespace {

constexpr int patience = 20'000; // milliseconds

} // namespace

/// Over real sockets, in a runtime folder of its own.
class TestWindowCalls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hearsACall();
    void hearsACallWithoutATokenThatIsTooLong();
    void hearsCallsForItsLogOnly();
    void isAloneAfterAKill();
    void isSilentWithoutARuntimeFolder();
    void endsACallerWithoutEnd();
    void givesUpASilentHolder();
    void waitsAsLongAsAHolderMayTakeToEnd();
    void tellsThatTheHolderHasEnded();

private:
    [[nodiscard]] QString socketPath() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_data;
};

void TestWindowCalls::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder->path()));
    m_data = m_folder->filePath(QStringLiteral("data"));
    QVERIFY(QDir().mkpath(m_data));
}

QString TestWindowCalls::socketPath() const
{
    const QDir folder(m_folder->path());
    const QStringList sockets = folder.entryList({QStringLiteral("kaunt-monitor-*")}, QDir::System);
    return sockets.size() == 1 ? folder.filePath(sockets.first()) : QString();
}

void TestWindowCalls::hearsACall()
{
    WindowCalls calls(m_data);
    const QSignalSpy called(&calls, &WindowCalls::called);
    for (const QByteArray& token : {QByteArray("gnome-shell-4711"), QByteArray()}) {
        const QFuture<CallAnswer> answer = callWindow(m_data + QStringLiteral("/."), token);
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
        QCOMPARE(answer.result(), CallAnswer::Heard);
        QCOMPARE(called.last().at(0).toByteArray(), token);
    }
    QCOMPARE(called.size(), 2);
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!socketPath().isEmpty());
    QVERIFY(!QFile::permissions(socketPath()).testAnyFlags(others));
}

/// By an end without an answer the caller would take it that the log is free.
void TestWindowCalls::hearsACallWithoutATokenThatIsTooLong()
{
    constexpr int longest = 1'023;
    WindowCalls calls(m_data);
    const QSignalSpy called(&calls, &WindowCalls::called);
    for (const int size : {longest, longest + 1, 10 * longest}) {
        const QByteArray token(size, 'x');
        const QFuture<CallAnswer> answer = callWindow(m_data, token);
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
        QCOMPARE(answer.result(), CallAnswer::Heard);
        QCOMPARE(called.last().at(0).toByteArray(), size > longest ? QByteArray() : token);
    }
}

void TestWindowCalls::hearsCallsForItsLogOnly()
{
    const WindowCalls calls(m_data);
    const QString other = m_folder->filePath(QStringLiteral("other"));
    QVERIFY(QDir().mkpath(other));
    const QFuture<CallAnswer> answer = callWindow(other, {});
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
    QCOMPARE(answer.result(), CallAnswer::None);
}

void TestWindowCalls::isAloneAfterAKill()
{
    QString path;
    {
        const WindowCalls killed(m_data);
        path = socketPath();
        QVERIFY(QFile::rename(path, path + QStringLiteral(".left")));
    }
    QVERIFY(QFile::rename(path + QStringLiteral(".left"), path));
    const QFuture<CallAnswer> nobody = callWindow(m_data, {});
    QTRY_VERIFY_WITH_TIMEOUT(nobody.isFinished(), patience);
    QCOMPARE(nobody.result(), CallAnswer::None);

    const WindowCalls next(m_data);
    const QFuture<CallAnswer> answer = callWindow(m_data, {});
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
    QCOMPARE(answer.result(), CallAnswer::Heard);
}

void TestWindowCalls::isSilentWithoutARuntimeFolder()
{
    qunsetenv("XDG_RUNTIME_DIR");
    const WindowCalls calls(m_data);
    const QFuture<CallAnswer> answer = callWindow(m_data, {});
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
    QCOMPARE(answer.result(), CallAnswer::None);
}

void TestWindowCalls::endsACallerWithoutEnd()
{
    WindowCalls calls(m_data);
    const QSignalSpy called(&calls, &WindowCalls::called);
    QLocalSocket caller;
    caller.connectToServer(socketPath());
    QTRY_COMPARE_WITH_TIMEOUT(caller.state(), QLocalSocket::ConnectedState, patience);
    caller.write(QByteArray(100'000, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(caller.state(), QLocalSocket::UnconnectedState, patience);
    QVERIFY(called.isEmpty());
}

void TestWindowCalls::givesUpASilentHolder()
{
    QString path;
    {
        const WindowCalls calls(m_data);
        path = socketPath();
    }
    QLocalServer silent;
    QVERIFY(silent.listen(path));
    const QFuture<CallAnswer> answer = callWindow(m_data, {}, std::chrono::milliseconds(50));
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
    QCOMPARE(answer.result(), CallAnswer::None);
}

/// It hears nobody while it drains, and the thread of its receiver may take as long again.
void TestWindowCalls::waitsAsLongAsAHolderMayTakeToEnd()
{
    QVERIFY(callPatience > 2 * ReceiverThread::drainPatience);
}

void TestWindowCalls::tellsThatTheHolderHasEnded()
{
    std::optional<WindowCalls> ending(m_data);
    const QFuture<CallAnswer> answer = callWindow(m_data, {});
    ending.reset(); // it was not asked for events meanwhile, as while it drains
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), patience);
    QCOMPARE(answer.result(), CallAnswer::Ended);
}

QTEST_GUILESS_MAIN(TestWindowCalls)
#include "test_windowcalls.moc"
