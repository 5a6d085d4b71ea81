// SPDX-License-Identifier: MIT
#include "app/cli/deliveryfeed.h"
#include "tests/core/session/sessionfixture.h"

#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

/// A reader that does not keep up with what is delivered, or does again.
class TestDeliveryFeed final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }
    void init();
    void cleanup();
    void tellsEachOnceInItsOrder();
    void goesOnInASalvagedLog();
    void leavesToTheOutputWhatIsNotReadYet();

private:
    /// So large that the fourth is one too many.
    [[nodiscard]] static QByteArray lineOf(const DeliverySummary& delivery);
    void deliver(int count);
    void read();
    [[nodiscard]] QList<QByteArray> told() const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<QSignalSpy> m_recorded;
    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<LineOutput> m_output;
    std::unique_ptr<DeliveryFeed> m_feed;
    QByteArray m_read;
};

void TestDeliveryFeed::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session);
    QVERIFY(listens(*m_session));
    m_recorded = std::make_unique<QSignalSpy>(m_session.get(), &MonitorSession::deliveriesRecorded);
    QCOMPARE(::pipe2(m_pipe.data(), O_CLOEXEC), 0);
    QCOMPARE(::fcntl(m_pipe[0], F_SETFL, O_NONBLOCK), 0);
    m_output = std::make_unique<LineOutput>(m_pipe[1]);
    m_feed = std::make_unique<DeliveryFeed>(*m_session, *m_output, &TestDeliveryFeed::lineOf);
    m_read.clear();
}

void TestDeliveryFeed::cleanup()
{
    m_feed.reset();
    m_output.reset();
    for (const int end : m_pipe)
        ::close(end);
    m_recorded.reset();
    m_session.reset();
}

QByteArray TestDeliveryFeed::lineOf(const DeliverySummary& delivery)
{
    return QByteArray::number(delivery.number).leftJustified(static_cast<int>(LineOutput::largestBacklog) / 5 * 2, ' ');
}

void TestDeliveryFeed::deliver(int count)
{
    const qsizetype before = recordedBy(*m_recorded).size();
    const QUrl url = m_session->endpoints().constFirst().url;
    for (int i = 0; i < count; ++i)
        QCOMPARE(post(url, eventBody(QByteArray::number(before + i))), 200);
    QTRY_COMPARE(recordedBy(*m_recorded).size(), before + count);
}

void TestDeliveryFeed::read()
{
    QByteArray part(65'536, '\0');
    for (ssize_t size = 1; size > 0;) {
        size = ::read(m_pipe[0], part.data(), static_cast<size_t>(part.size()));
        m_read += part.left(std::max<ssize_t>(size, 0));
    }
}

QList<QByteArray> TestDeliveryFeed::told() const
{
    QList<QByteArray> numbers;
    const QList<QByteArray> lines = m_read.split('\n');
    for (const QByteArray& line : lines.first(lines.size() - 1))
        numbers.append(line.trimmed());
    return numbers;
}

void TestDeliveryFeed::tellsEachOnceInItsOrder()
{
    const QSignalSpy fellBehind(m_feed.get(), &DeliveryFeed::fellBehind);
    deliver(5);
    QCOMPARE(fellBehind.size(), 1);
    QTRY_VERIFY((read(), told().size() >= 5));
    deliver(1);
    QTRY_VERIFY((read(), told().size() >= 6));
    QCOMPARE(told(), QList<QByteArray>({"1", "2", "3", "4", "5", "6"}));
}

/// In which all that could be read has the number that it had.
void TestDeliveryFeed::goesOnInASalvagedLog()
{
    deliver(5);
    Q_EMIT m_session->logSalvaged({});
    QTRY_VERIFY((read(), told().size() >= 5));
    deliver(1);
    QTRY_VERIFY((read(), told().contains("6")));
    QCOMPARE(told(), QList<QByteArray>({"1", "2", "3", "4", "5", "6"}));
}

/// A reader that comes back only after a while gets all, and nothing is missing then.
void TestDeliveryFeed::leavesToTheOutputWhatIsNotReadYet()
{
    const QSignalSpy fellBehind(m_feed.get(), &DeliveryFeed::fellBehind);
    deliver(2);
    m_session->close();
    QVERIFY(m_feed->finish());
    QCOMPARE(fellBehind.size(), 0);
    QTRY_VERIFY((read(), told().size() >= 2));
    QVERIFY(m_output->finish());
    QCOMPARE(told(), QList<QByteArray>({"1", "2"}));
}

QTEST_GUILESS_MAIN(TestDeliveryFeed)
#include "test_deliveryfeed.moc"
