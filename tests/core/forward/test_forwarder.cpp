// SPDX-License-Identifier: MIT
#include "core/forward/forwarder.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/storage/damagedlogfixture.h"
#include "tests/support/queuedspy.h"

#include <QTest>

#include <cstdio>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qint64 now = 1'769'864'531'123;

} // namespace

/// A Forwarder in its thread, while the log is exchanged for another or found damaged: what is verified reaches the
/// target, and what is on record is not sent again.
class TestForwarder final : public DamagedLogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsWhatWaitsInTheLogThatTookThePlace();
    void sendsNothingTwiceOfTheLogThatTookThePlace();
    void goesOnInALogThatBeginsAnew();
    void takesWhatWaitsToItsNewUrl();
    void goesOnWhereItsPlaceIsDamaged();
    void goesOnWhereOneDeliveryIsDamaged();

private:
    [[nodiscard]] static QList<Delivery> verified(const QString& name, int count);
    void begin();
    void append(const QString& name, int count);
    /// In place of the one that is in use: as many deliveries, the first of which are over for the target.
    void putAnotherInPlace(int count, int over);
    /// The events that the target was sent.
    [[nodiscard]] QStringList sent() const;
    [[nodiscard]] qint64 position() const;

    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<Forwarder> m_forwarder;
    QList<ForwardState> m_states;
    int m_salvages = 0;
};

void TestForwarder::init()
{
    makeAnew();
    m_clock.setUtcMillis(now);
    m_states.clear();
    m_salvages = 0;
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200)});
}

void TestForwarder::cleanup()
{
    m_forwarder.reset();
    m_log.reset();
}

QList<Delivery> TestForwarder::verified(const QString& name, int count)
{
    QList<Delivery> deliveries;
    for (int i = 1; i <= count; ++i) {
        Delivery one = verifiedDelivery(name + QString::number(i));
        one.headers.append({"X-Event", (name + QString::number(i)).toLatin1()});
        deliveries.append(one);
    }
    return deliveries;
}

void TestForwarder::begin()
{
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    connect(m_log.get(), &EventLog::salvaged, this, [this] { ++m_salvages; });
    ForwardTarget target;
    target.url = m_peer->url();
    m_forwarder = std::make_unique<Forwarder>(*m_log, m_folder->path(), m_clock, QList<ForwardTarget>{target});
    connect(m_forwarder.get(), &Forwarder::stateChanged, this,
            [this](const ForwardState& state) { m_states.append(state); });
    m_log->start();
}

void TestForwarder::append(const QString& name, int count)
{
    QCOMPARE(appendAll(*m_log, verified(name, count)).size(), count);
    if (m_forwarder)
        m_forwarder->wake();
}

void TestForwarder::putAnotherInPlace(int count, int over)
{
    const QTemporaryDir other(m_folder->filePath(QStringLiteral("other-XXXXXX")));
    {
        const auto log = openLog(other.path(), {}, m_clock);
        QVERIFY(log);
        const QString target = m_peer->url().toString();
        QCOMPARE(appendAll(*log, verified(QStringLiteral("other"), count)).size(), count);
        ForwardProgress progress{target, over, {}};
        for (int number = 1; number <= over; ++number)
            progress.records.append({number, target, now, 200, 1, 1, "before", {}});
        QueuedSpy stored(log.get(), &EventLog::forwardsStored);
        log->addForwards(progress);
        QTRY_COMPARE_WITH_TIMEOUT(stored.size(), over > 0 ? 1 : 0, patience);
    }
    const QByteArray source = QFile::encodeName(other.filePath(QStringLiteral("events.sqlite")));
    QCOMPARE(std::rename(source.constData(), QFile::encodeName(m_path).constData()), 0);
}

QStringList TestForwarder::sent() const
{
    QStringList events;
    for (const ReceivedRequest& request : m_peer->requests())
        events.append(QString::fromLatin1(headerValues(request.headers, "X-Event").value(0)));
    events.sort();
    return events;
}

qint64 TestForwarder::position() const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    const auto found = queries->forwardPosition(m_peer->url().toString());
    return found ? found->value_or(-1) : -1;
}

/// One that was mistyped, say; else what waits for it would never be sent.
void TestForwarder::takesWhatWaitsToItsNewUrl()
{
    const auto former = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(503)});
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    ForwardTarget target;
    target.url = former->url();
    m_forwarder = std::make_unique<Forwarder>(*m_log, m_folder->path(), m_clock, QList<ForwardTarget>{target});
    connect(m_forwarder.get(), &Forwarder::stateChanged, this,
            [this](const ForwardState& state) { m_states.append(state); });
    append(QStringLiteral("a"), 3);
    QTRY_VERIFY_WITH_TIMEOUT(!m_states.isEmpty() && m_states.constLast().isDown, patience);
    target.formerName = target.name();
    target.url = m_peer->url();
    m_forwarder->apply({target});
    QTRY_COMPARE_WITH_TIMEOUT(sent(), (QStringList{QStringLiteral("a1"), QStringLiteral("a2"), QStringLiteral("a3")}),
                              patience);
    append(QStringLiteral("b"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 4, patience);
}

void TestForwarder::sendsWhatWaitsInTheLogThatTookThePlace()
{
    begin();
    append(QStringLiteral("a"), 5);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->requests().size(), 5, patience);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 5, patience);
    putAnotherInPlace(3, 1);
    append(QStringLiteral("new"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(sent().mid(5),
                              QStringList({QStringLiteral("new1"), QStringLiteral("other2"), QStringLiteral("other3")}),
                              patience);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 6, patience);
}

/// And their records stay as they were.
void TestForwarder::sendsNothingTwiceOfTheLogThatTookThePlace()
{
    begin();
    append(QStringLiteral("a"), 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->requests().size(), 2, patience);
    putAnotherInPlace(9, 9);
    append(QStringLiteral("new"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 10, patience);
    QCOMPARE(sent().mid(2), QStringList{QStringLiteral("new1")});
    const auto queries = openQueries(m_folder->path(), m_clock);
    for (int number = 1; number <= 9; ++number)
        QCOMPARE(queries->forwards(number)->value(0).answer, QByteArray("before"));
}

/// Which knows nothing of the target.
void TestForwarder::goesOnInALogThatBeginsAnew()
{
    begin();
    append(QStringLiteral("a"), 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->requests().size(), 2, patience);
    for (const char* suffix : {"", "-wal", "-shm"})
        QVERIFY(QFile::remove(m_path + QLatin1String(suffix)));
    append(QStringLiteral("new"), 3);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->requests().size(), 5, patience);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 5, patience);
}

void TestForwarder::goesOnWhereItsPlaceIsDamaged()
{
    begin();
    append(QStringLiteral("a"), 2);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 2, patience);
    m_forwarder.reset();
    append(QStringLiteral("waits"), 1);
    m_log.reset();
    hideTable(QStringLiteral("forward_positions"));
    begin();
    QTRY_COMPARE_WITH_TIMEOUT(m_salvages, 1, patience);
    append(QStringLiteral("new"), 2);
    QTRY_COMPARE_WITH_TIMEOUT(sent().mid(2),
                              QStringList({QStringLiteral("new1"), QStringLiteral("new2"), QStringLiteral("waits1")}),
                              patience);
    QCOMPARE(m_states.size(), 2);
    QVERIFY(m_states.constFirst().logError);
    QVERIFY(!m_states.constLast().isDown);
}

/// It is told once, and the others go on.
void TestForwarder::goesOnWhereOneDeliveryIsDamaged()
{
    begin();
    append(QStringLiteral("a"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 1, patience);
    m_forwarder.reset();
    QList<Delivery> waiting = verified(QStringLiteral("waits"), 3);
    waiting[1].body = QByteArray(20'000, 'x');
    QCOMPARE(appendAll(*m_log, waiting).size(), 3);
    m_log.reset();
    constexpr qsizetype pageSize = 4096;
    QByteArray damaged = content();
    const qsizetype inside = damaged.indexOf(QByteArray(pageSize - 4, 'x')); // behind the number of the next page
    QVERIFY(inside > 0);
    damaged.replace(inside / pageSize * pageSize, pageSize, QByteArray(pageSize, '\0'));
    write(damaged);
    begin();
    QTRY_COMPARE_WITH_TIMEOUT(m_salvages, 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(position(), 4, patience);
    QCOMPARE(sent().mid(1), QStringList({QStringLiteral("waits1"), QStringLiteral("waits3")}));
    QCOMPARE(m_states.size(), 2);
    QVERIFY(m_states.constFirst().logError);
    QVERIFY(!m_states.constLast().isDown);
}

QTEST_GUILESS_MAIN(TestForwarder)
#include "test_forwarder.moc"
