// SPDX-License-Identifier: MIT
#include "core/workerthread.h"

#include <QPointer>
#include <QSemaphore>
#include <QTest>

#include <atomic>

using namespace kaunt;

/// A worker and the way to it, which is open for as long as the worker's thread runs.
class TestWorkerThread final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void worksInAThreadOfItsOwn();
    void doesNothingBeforeItsStart();
    void doesNothingAfterItsEnd();
    void endsWithinBounds();
    void takesPostsWhileItEnds();
};

void TestWorkerThread::worksInAThreadOfItsOwn()
{
    WorkerThread<QObject> thread(QStringLiteral("work"));
    thread.start(std::make_unique<QObject>());
    QList<int> order;
    thread.post([&order](QObject&) { order.append(1); });
    const QThread* workedIn = nullptr;
    thread.await([&](const QObject& worker) {
        order.append(2);
        workedIn = QThread::currentThread() == worker.thread() ? worker.thread() : nullptr;
    });
    QCOMPARE(order, (QList<int>{1, 2}));
    QVERIFY(workedIn);
    QVERIFY(workedIn != QThread::currentThread());
    thread.await([](QObject& worker) { worker.setObjectName(QStringLiteral("named")); });
    QCOMPARE(thread.worker()->objectName(), QStringLiteral("named"));
}

void TestWorkerThread::doesNothingBeforeItsStart()
{
    WorkerThread<QObject> thread(QStringLiteral("work"));
    QVERIFY(!thread.worker());
    QVERIFY(!thread.hasEnded());
    bool wasCalled = false;
    const auto call = [&wasCalled](QObject&) { wasCalled = true; };
    thread.post(call);
    thread.await(call);
    thread.start(std::make_unique<QObject>());
    thread.await([](QObject&) {});
    QVERIFY(!wasCalled);
}

void TestWorkerThread::doesNothingAfterItsEnd()
{
    WorkerThread<QObject> thread(QStringLiteral("work"));
    thread.start(std::make_unique<QObject>());
    const QPointer<QObject> worker(thread.worker());
    thread.end();
    QVERIFY(!worker);
    QVERIFY(!thread.worker());
    QVERIFY(thread.hasEnded());
    bool wasCalled = false;
    const auto call = [&wasCalled](QObject&) { wasCalled = true; };
    thread.post(call);
    thread.await(call);
    QVERIFY(!wasCalled);
    thread.end();
    QVERIFY(thread.hasEnded());
}

void TestWorkerThread::endsWithinBounds()
{
    WorkerThread<QObject> thread(QStringLiteral("work"));
    thread.start(std::make_unique<QObject>());
    const QPointer<QObject> worker(thread.worker());
    thread.endWithin(std::chrono::hours(1));
    QVERIFY(!worker);
    QVERIFY(thread.hasEnded());
    thread.endWithin(std::chrono::hours(1));
    bool wasCalled = false;
    thread.post([&wasCalled](QObject&) { wasCalled = true; });
    QVERIFY(!wasCalled);
}

void TestWorkerThread::takesPostsWhileItEnds()
{
    WorkerThread<QObject> thread(QStringLiteral("work"));
    thread.start(std::make_unique<QObject>());
    std::atomic_bool isOver = false;
    QSemaphore begun;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        while (!isOver) {
            thread.post([](QObject&) {});
            begun.release();
        }
    }));
    other->start();
    begun.acquire();
    thread.end();
    QVERIFY(thread.hasEnded());
    isOver = true;
    QVERIFY(other->wait());
}

QTEST_GUILESS_MAIN(TestWorkerThread)
#include "test_workerthread.moc"
