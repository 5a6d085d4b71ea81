// SPDX-License-Identifier: MIT
#include "core/storage/logplace.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QFile>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A place that is kept outside of a log is known to be of that one, or not.
class TestLogPlace final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isOfTheLogThatItWasTakenOf();
    void isOfNoOtherLog();
    void isNotOfALogThatWasRestored();
    void isKeptWithoutAnIdentity();
    void staysWhenItsDeliveryIsRemoved();

private:
    void begin();
    void append(int count);
    [[nodiscard]] LogPlace place(qint64 number) const
    {
        return openQueries(m_folder->path(), m_clock)->placeOf(number).value_or(LogPlace());
    }
    [[nodiscard]] bool isOfLog(const LogPlace& place) const
    {
        return openQueries(m_folder->path(), m_clock)->isPlaceOf(place).value_or(false);
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("events.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestLogPlace::init()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    begin();
    append(3);
}

void TestLogPlace::begin()
{
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

void TestLogPlace::append(int count)
{
    for (int i = 0; i < count; ++i) {
        m_clock.advance(1);
        const auto id = QString::number(m_clock.utcMillis());
        QVERIFY(appendOne(*m_log, verifiedDelivery(id, m_clock.utcMillis())).number > 0);
    }
}

void TestLogPlace::isOfTheLogThatItWasTakenOf()
{
    const LogPlace last = place(3);
    QVERIFY(!last.log.isEmpty());
    QCOMPARE(last.number, 3);
    QCOMPARE(last.receivedAt, m_clock.utcMillis());
    QVERIFY(isOfLog(last));
    QVERIFY(isOfLog(place(0)));
    append(2);
    QVERIFY(isOfLog(last));
    QVERIFY(!isOfLog({last.log, 6, 0}));
}

void TestLogPlace::isOfNoOtherLog()
{
    const LogPlace last = place(3);
    m_log.reset();
    QVERIFY(QFile::remove(path()));
    begin();
    append(5);
    QVERIFY(!isOfLog(last));
    QVERIFY(!isOfLog({last.log, 0, 0}));
}

/// A copy has the identity of the log, and gives numbers once more.
void TestLogPlace::isNotOfALogThatWasRestored()
{
    m_log.reset();
    QVERIFY(QFile::copy(path(), path() + QStringLiteral(".copy")));
    begin();
    append(2);
    const LogPlace last = place(5);
    m_log.reset();
    QVERIFY(QFile::remove(path()));
    QVERIFY(QFile::rename(path() + QStringLiteral(".copy"), path()));
    begin();
    QVERIFY(!isOfLog(last));
    append(3);
    QVERIFY(!isOfLog(last));
    QVERIFY(isOfLog(place(3)));
}

void TestLogPlace::isKeptWithoutAnIdentity()
{
    QVERIFY(isOfLog({{}, 3, 0}));
    QVERIFY(!isOfLog({{}, 4, 0}));
}

void TestLogPlace::staysWhenItsDeliveryIsRemoved()
{
    const LogPlace last = place(3);
    m_log.reset();
    {
        const auto database = LogDatabase::open(path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("DELETE FROM deliveries")));
    }
    QVERIFY(isOfLog(last));
}

QTEST_GUILESS_MAIN(TestLogPlace)
#include "test_logplace.moc"
