// SPDX-License-Identifier: MIT
#include "core/storage/logreader.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QFuture>
#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace kaunt;
using namespace kaunt::test;

/// Questions asked from the thread of a window.
class TestLogReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answersInTheAskersThread();
    void opensALogThatAppearsLater();
    void worksWithoutALog();
    void answersInOrder();
    void cancelsWhatIsLeft();
    void answersNothingOnceClosed();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

using Numbers = Result<QList<qint64>, LogError>;

void TestLogReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestLogReader::answersInTheAskersThread()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    LogReader reader(m_folder->path(), m_clock);
    QThread* askedIn = nullptr;
    QThread* answeredIn = nullptr;
    Numbers answer;
    reader
        .ask([&askedIn](const LogQueries& queries) {
            askedIn = QThread::currentThread();
            return queries.numbers({});
        })
        .then(this, [&](const Numbers& numbers) {
            answer = numbers;
            answeredIn = QThread::currentThread();
        });
    QTRY_VERIFY(answeredIn);
    QCOMPARE(answeredIn, QThread::currentThread());
    QVERIFY(askedIn != answeredIn);
    QVERIFY(answer);
    QCOMPARE(*answer, QList<qint64>{1});
}

void TestLogReader::opensALogThatAppearsLater()
{
    LogReader reader(m_folder->path(), m_clock);
    const auto numbers = [](const LogQueries& queries) { return queries.numbers({}); };
    const Numbers none = reader.ask(numbers).result();
    QVERIFY(!none);
    QCOMPARE(none.error().code, LogError::Code::NotFound);
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const Numbers some = reader.ask(numbers).result();
    QVERIFY(some);
    QCOMPARE(*some, QList<qint64>{1});
}

void TestLogReader::worksWithoutALog()
{
    LogReader reader(m_folder->path(), m_clock);
    const auto work = [] { return QThread::currentThread(); };
    QFuture<QThread*> done = reader.run(work);
    QVERIFY(done.result());
    QVERIFY(done.result() != QThread::currentThread());
    reader.close();
    QFuture<QThread*> none = reader.run(work);
    QVERIFY(none.isFinished());
    QVERIFY(none.isCanceled());
    QCOMPARE(none.resultCount(), 0);
}

void TestLogReader::answersInOrder()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    LogReader reader(m_folder->path(), m_clock);
    QList<int> order;
    for (int i = 0; i < 20; ++i) {
        reader.ask([](const LogQueries& queries) { return queries.statistics(); })
            .then(this, [&order, i](const Result<LogStatistics, LogError>&) { order.append(i); });
    }
    QTRY_COMPARE(order.size(), 20);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestLogReader::cancelsWhatIsLeft()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QSemaphore running;
    bool wasAsked = false;
    bool wasAnswered = false;
    QFuture<Numbers> first;
    QFuture<Numbers> second;
    {
        LogReader reader(m_folder->path(), m_clock);
        first = reader.ask([&running](const LogQueries& queries) {
            running.release();
            while (!QThread::currentThread()->isInterruptionRequested())
                QThread::yieldCurrentThread();
            return queries.numbers({});
        });
        second = reader.ask([&wasAsked](const LogQueries& queries) {
            wasAsked = true;
            return queries.numbers({});
        });
        second.then(this, [&wasAnswered](const Numbers&) { wasAnswered = true; });
        running.acquire();
    }
    QVERIFY(first.isFinished());
    QVERIFY(first.result());
    QVERIFY(second.isFinished());
    QVERIFY(second.isCanceled());
    QCoreApplication::processEvents();
    QVERIFY(!wasAsked);
    QVERIFY(!wasAnswered);
}

void TestLogReader::answersNothingOnceClosed()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    LogReader reader(m_folder->path(), m_clock);
    reader.close();
    reader.close();
    const QFuture<Numbers> answer = reader.ask([](const LogQueries& queries) { return queries.numbers({}); });
    QVERIFY(answer.isFinished());
    QVERIFY(!answer.result());
    QCOMPARE(answer.result().error().code, LogError::Code::Closing);
}

QTEST_GUILESS_MAIN(TestLogReader)
#include "test_logreader.moc"
