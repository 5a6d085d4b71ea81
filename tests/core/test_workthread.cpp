// SPDX-License-Identifier: MIT
#include "core/workthread.h"

#include <QAbstractEventDispatcher>
#include <QPointer>
#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

using namespace kaunt;

namespace {

/// Of this thread, see setpriority(2).
int niceValue()
{
    return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
}

int behind(int value)
{
    constexpr int most = 19;
    return std::min(value + 10, most);
}

/// Of a thread that this one begins.
int niceValueWith(WorkThread::Share share)
{
    WorkThread thread(QStringLiteral("work"), share);
    auto* object = new QObject;
    thread.take(object);
    thread.start();
    int found = 0;
    QMetaObject::invokeMethod(
        object, [&found] { found = niceValue(); }, Qt::BlockingQueuedConnection);
    return found;
}

} // namespace

/// A thread and the object that lives in it.
class TestWorkThread final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownsTheObjectUntilItsEnd();
    void hasItsDispatcherOnceAwaited();
    void interruptsWhatRuns();
    void hasItsShare_data();
    void hasItsShare();
    void hasLessOfAProgramThatIsNice();
    void endsMoreThanOnce();
    void leavesWhatDoesNotEnd();
};

void TestWorkThread::ownsTheObjectUntilItsEnd()
{
    auto* object = new QObject;
    const QPointer<QObject> seen(object);
    {
        WorkThread thread(QStringLiteral("work"));
        thread.take(object);
        thread.start();
        QCOMPARE(object->thread(), &thread);
        QCOMPARE(thread.objectName(), QStringLiteral("work"));
    }
    QVERIFY(!seen);
}

void TestWorkThread::hasItsDispatcherOnceAwaited()
{
    for (int i = 0; i < 100; ++i) {
        WorkThread thread(QStringLiteral("work"));
        thread.startAndAwait();
        QVERIFY(QAbstractEventDispatcher::instance(&thread));
    }
}

void TestWorkThread::interruptsWhatRuns()
{
    WorkThread thread(QStringLiteral("work"));
    auto* object = new QObject;
    thread.take(object);
    thread.start();
    QSemaphore begun;
    QMetaObject::invokeMethod(object, [&begun] {
        begun.release();
        while (!QThread::currentThread()->isInterruptionRequested())
            QThread::yieldCurrentThread();
    });
    begun.acquire();
    thread.end();
    QVERIFY(thread.isFinished());
}

void TestWorkThread::hasItsShare_data()
{
    QTest::addColumn<WorkThread::Share>("share");
    QTest::addColumn<bool>("isBehind");
    QTest::newRow("usual") << WorkThread::Share::Usual << false;
    QTest::newRow("less") << WorkThread::Share::Less << true;
}

void TestWorkThread::hasItsShare()
{
    QFETCH(const WorkThread::Share, share);
    QFETCH(const bool, isBehind);
    QCOMPARE(niceValueWith(share), isBehind ? behind(niceValue()) : niceValue());
}

/// As with nice(1): behind the rest of it, and not before.
void TestWorkThread::hasLessOfAProgramThatIsNice()
{
    constexpr int little = 5;
    QCOMPARE(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceValue() + little), 0);
    QCOMPARE(niceValueWith(WorkThread::Share::Less), behind(niceValue()));
}

void TestWorkThread::endsMoreThanOnce()
{
    WorkThread thread(QStringLiteral("work"));
    thread.start();
    thread.end();
    QVERIFY(!thread.isRunning());
    thread.end();
    QVERIFY(thread.isFinished());
}

void TestWorkThread::leavesWhatDoesNotEnd()
{
    static QSemaphore never; // as long as the process, like the thread that waits for it
    auto thread = std::make_unique<WorkThread>(QStringLiteral("work"));
    auto* object = new QObject;
    const QPointer<QObject> seen(object);
    thread->take(object);
    thread->start();
    QSemaphore begun;
    QMetaObject::invokeMethod(object, [&begun] {
        begun.release();
        never.acquire();
    });
    begun.acquire();
    const QThread* left = thread.get();
    endWithin(std::move(thread), std::chrono::milliseconds(10));
    QVERIFY(seen);
    QVERIFY(left->isRunning());
    auto other = std::make_unique<WorkThread>(QStringLiteral("work"));
    auto* owned = new QObject;
    const QPointer<QObject> ended(owned);
    other->take(owned);
    other->start();
    endWithin(std::move(other), std::chrono::hours(1));
    QVERIFY(!ended);
}

QTEST_GUILESS_MAIN(TestWorkThread)
#include "test_workthread.moc"
