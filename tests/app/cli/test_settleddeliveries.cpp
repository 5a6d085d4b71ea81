// SPDX-License-Identifier: MIT
#include "app/cli/settleddeliveries.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QJsonArray>
#include <QTest>
#include <QThread>

using namespace kaunt;
using namespace kaunt::test;

/// A log that is read right after the answer, when the receiver has not yet written all that it finds out.
class TestSettledDeliveries final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void waitsUntilItIsExplained();
    void waitsForNoReceiverThatIsGone();
    void takesWhatIsOldAsItIs_data();
    void takesWhatIsOldAsItIs();

private:
    static constexpr qint64 longestMillis = 2'000;
    static constexpr unsigned long patience = 30'000;

    /// Refused this long ago, and not examined yet; its number.
    [[nodiscard]] qint64 refuse(qint64 ageMillis = 0);
    /// What a reader has that waits for it, while something happens here.
    template <typename Happens>
    [[nodiscard]] QList<DeliverySummary> readWhile(const Happens& happens) const;
    [[nodiscard]] static QString cause(const DeliverySummary& delivery)
    {
        return delivery.diagnosis ? delivery.diagnosis->cause : QString();
    }

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
};

void TestSettledDeliveries::init()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

qint64 TestSettledDeliveries::refuse(qint64 ageMillis)
{
    Delivery delivery = refusedDelivery("{}", m_clock.utcMillis() - ageMillis);
    delivery.diagnosis = Diagnosis{QStringLiteral("unknown"),
                                   {{QStringLiteral("postponed"), true}, {QStringLiteral("tried"), QJsonArray()}}};
    return appendOne(*m_log, delivery).number;
}

template <typename Happens>
QList<DeliverySummary> TestSettledDeliveries::readWhile(const Happens& happens) const
{
    QList<DeliverySummary> read;
    const std::unique_ptr<QThread> reader(QThread::create([this, &read] {
        const auto log = openQueries(m_folder->path(), m_clock);
        read = log ? log->page({}, 0, 10).value_or(QList<DeliverySummary>()) : QList<DeliverySummary>();
        if (log)
            awaitSettled(*log, m_clock, read);
    }));
    reader->start();
    happens();
    return reader->wait(patience) ? read : QList<DeliverySummary>();
}

void TestSettledDeliveries::waitsUntilItIsExplained()
{
    const qint64 first = refuse();
    const qint64 second = refuse();
    const auto read = readWhile([this, first, second] {
        m_log->setDiagnosis(second, Diagnosis{QStringLiteral("body-newline"), {}});
        m_log->setDiagnosis(first, Diagnosis{QStringLiteral("body-bom"), {}});
    });
    QCOMPARE(read.size(), 2);
    QCOMPARE(cause(read.at(0)), QStringLiteral("body-newline"));
    QCOMPARE(cause(read.at(1)), QStringLiteral("body-bom"));
    for (const DeliverySummary& delivery : read)
        QVERIFY(delivery.storedMicros >= 0);
}

void TestSettledDeliveries::waitsForNoReceiverThatIsGone()
{
    QVERIFY(refuse() > 0);
    const auto read = readWhile([this] { m_clock.advance(longestMillis); });
    QCOMPARE(read.size(), 1);
    QCOMPARE(cause(read.at(0)), QStringLiteral("unknown"));
}

void TestSettledDeliveries::takesWhatIsOldAsItIs_data()
{
    QTest::addColumn<qint64>("ageMillis");
    QTest::newRow("old") << longestMillis;
    QTest::newRow("of a clock that was set back") << qint64{-1};
}

void TestSettledDeliveries::takesWhatIsOldAsItIs()
{
    QFETCH(const qint64, ageMillis);
    QVERIFY(refuse(ageMillis) > 0);
    const auto read = readWhile([] {});
    QCOMPARE(read.size(), 1);
    QCOMPARE(cause(read.at(0)), QStringLiteral("unknown"));
}

QTEST_GUILESS_MAIN(TestSettledDeliveries)
#include "test_settleddeliveries.moc"
