// SPDX-License-Identifier: MIT
#include "core/drift/driftwatch.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace kaunt;
using namespace kaunt::test;

namespace {

Delivery delivery(int id, const QByteArray& more = {})
{
    Delivery one = verifiedDelivery(QStringLiteral("6d1f-%1").arg(id));
    one.event->eventType = QStringLiteral("InvoiceCodingProposalProcessingCompleted");
    one.body = R"({"Id":")" + one.event->id.toUtf8() +
               R"(","EventType":"InvoiceCodingProposalProcessingCompleted","TenantId":"t","Url":"u")" + more + '}';
    return one;
}

QList<DriftFinding> newRegion()
{
    DriftFinding finding;
    finding.path = QStringLiteral("$.Region");
    return {finding};
}

} // namespace

/// The watch over a real log.
class TestDriftWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatADeliveryBringsThatIsNew();
    void readsBehindAByteOrderMark();
    void tellsWhatIsNewOnce();
    void getsToTheEndWithRests();
    void acceptedIsKept();
    void anAcceptanceIsTakenBack();
    void aRefusedDeliveryTeachesNothing();
    void looksAtEachDeliveryOnce();
    void beginsAnewInAnotherLog();
    void moreOfTheSameIsToldAsNoChange();
    void aResourceIsWatchedToo();
    void aLargeBodyIsLookedAt();
    void reportsDamage();
    void nothingIsAnsweredAfterClose();

private:
    void learn(DriftWatch& watch)
    {
        QSignalSpy learned(&watch, &DriftWatch::learned);
        watch.catchUp();
        QTRY_VERIFY(!learned.isEmpty());
    }
    QList<DriftFinding> examined(DriftWatch& watch, qint64 number)
    {
        auto future = watch.examine(number);
        future.waitForFinished();
        return future.result().value().findings;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestDriftWatch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

void TestDriftWatch::cleanup()
{
    m_log.reset();
}

void TestDriftWatch::saysWhatADeliveryBringsThatIsNew()
{
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2), delivery(3, R"(,"Region":"EU")")}).size(), 3);
    DriftWatch watch(m_folder->path(), m_clock);
    learn(watch);
    QVERIFY(examined(watch, 2).isEmpty());
    QCOMPARE(examined(watch, 3), newRegion());
    learn(watch);
    QCOMPARE(examined(watch, 3), newRegion());
}

void TestDriftWatch::readsBehindAByteOrderMark()
{
    Delivery marked = delivery(2, R"(,"Region":"EU")");
    marked.body.prepend("\xef\xbb\xbf");
    QCOMPARE(appendAll(*m_log, {delivery(1), marked}).size(), 2);
    DriftWatch watch(m_folder->path(), m_clock);
    learn(watch);
    QCOMPARE(examined(watch, 2), newRegion());
}

void TestDriftWatch::tellsWhatIsNewOnce()
{
    DriftWatch watch(m_folder->path(), m_clock);
    const QSignalSpy found(&watch, &DriftWatch::found);
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2)}).size(), 2);
    learn(watch);
    QVERIFY(found.isEmpty());
    QCOMPARE(appendAll(*m_log, {delivery(3, R"(,"Region":"EU")"), delivery(4, R"(,"Region":"EU")")}).size(), 2);
    learn(watch);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).at(0).toLongLong(), 3);
    QCOMPARE(found.at(0).at(1).value<QList<DriftFinding>>(), newRegion());
    QCOMPARE(appendAll(*m_log, {delivery(5, R"(,"Region":"EU")")}).size(), 1);
    learn(watch);
    QCOMPARE(found.size(), 1);
}

void TestDriftWatch::getsToTheEndWithRests()
{
    QList<Delivery> deliveries;
    for (int id = 0; id < 450; ++id)
        deliveries.append(delivery(id));
    deliveries.append(delivery(450, R"(,"Region":"EU")"));
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    DriftWatch watch(m_folder->path(), m_clock);
    watch.setRest(std::chrono::milliseconds(1));
    const QSignalSpy found(&watch, &DriftWatch::found);
    learn(watch);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).at(0).toLongLong(), 451);
}

void TestDriftWatch::acceptedIsKept()
{
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2, R"(,"Region":"EU")")}).size(), 2);
    {
        DriftWatch watch(m_folder->path(), m_clock);
        learn(watch);
        QCOMPARE(examined(watch, 2).size(), 1);
        QSignalSpy changed(&watch, &DriftWatch::baselineChanged);
        watch.accept(2);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(examined(watch, 2).isEmpty());
    }
    DriftWatch again(m_folder->path(), m_clock);
    QVERIFY(examined(again, 2).isEmpty());
}

void TestDriftWatch::anAcceptanceIsTakenBack()
{
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2, R"(,"Region":"EU")"), delivery(3, R"(,"Zone":1)")}).size(), 3);
    {
        DriftWatch watch(m_folder->path(), m_clock);
        learn(watch);
        QSignalSpy changed(&watch, &DriftWatch::baselineChanged);
        watch.accept(2);
        watch.accept(3);
        watch.undoAcceptance();
        watch.undoAcceptance(); // there is nothing more to take back
        QTRY_COMPARE(changed.count(), 4);
        QVERIFY(examined(watch, 2).isEmpty());
        QCOMPARE(examined(watch, 3).size(), 1);
    }
    DriftWatch again(m_folder->path(), m_clock);
    QVERIFY(examined(again, 2).isEmpty());
    QCOMPARE(examined(again, 3).size(), 1);
}

void TestDriftWatch::aRefusedDeliveryTeachesNothing()
{
    Delivery refused = refusedDelivery(R"({"Foreign":1})");
    QCOMPARE(appendAll(*m_log, {delivery(1), refused}).size(), 2);
    DriftWatch watch(m_folder->path(), m_clock);
    learn(watch);
    QVERIFY(examined(watch, 2).isEmpty());
    QCOMPARE(appendAll(*m_log, {delivery(2, R"(,"Foreign":1)")}).size(), 1);
    QCOMPARE(examined(watch, 3).size(), 1);
}

void TestDriftWatch::looksAtEachDeliveryOnce()
{
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(1), delivery(2)}).size(), 3);
    {
        DriftWatch watch(m_folder->path(), m_clock);
        learn(watch);
    }
    DriftWatch watch(m_folder->path(), m_clock);
    learn(watch);
    watch.close();
    QFile file(m_folder->filePath(QStringLiteral("shapes.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QVERIFY2(kept.contains("\"samples\":2"), kept.constData());
    QVERIFY(kept.contains("\"lastDelivery\":3"));
}

/// What was learned stays; what was looked at was in a log that is gone.
void TestDriftWatch::beginsAnewInAnotherLog()
{
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2), delivery(3)}).size(), 3);
    {
        DriftWatch watch(m_folder->path(), m_clock);
        learn(watch);
    }
    m_log.reset();
    QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("events.sqlite"))));
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(appendAll(*m_log, {delivery(4), delivery(5, R"(,"Region":"EU")")}).size(), 2);
    DriftWatch watch(m_folder->path(), m_clock);
    const QSignalSpy found(&watch, &DriftWatch::found);
    learn(watch);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).at(0).toLongLong(), 2);
}

/// Or everything in sight would be looked at anew for each delivery.
void TestDriftWatch::moreOfTheSameIsToldAsNoChange()
{
    DriftWatch watch(m_folder->path(), m_clock);
    const QSignalSpy changed(&watch, &DriftWatch::baselineChanged);
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2), delivery(3), delivery(4), delivery(5)}).size(), 5);
    learn(watch);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(appendAll(*m_log, {delivery(6), delivery(7)}).size(), 2);
    learn(watch);
    QCOMPARE(changed.count(), 1);
}

void TestDriftWatch::aResourceIsWatchedToo()
{
    QCOMPARE(appendAll(*m_log, {delivery(1)}).size(), 1);
    DriftWatch watch(m_folder->path(), m_clock);
    ResourceRecord fetch;
    fetch.delivery = 1;
    fetch.status = 200;
    fetch.body = R"({"result":{"invoiceLineCodingDimensionProposals":[]}})";
    QSignalSpy learned(&watch, &DriftWatch::learned);
    for (int i = 0; i < 5; ++i)
        watch.learnResource(fetch);
    QTRY_COMPARE(learned.count(), 5);
    fetch.body = R"({"result":{"invoiceLineCodingDimensionProposals":[],"riskScore":0.5}})";
    auto future = watch.examineResource(fetch);
    future.waitForFinished();
    const QList<DriftFinding> expected{{DriftFinding::Kind::NewField, QStringLiteral("$.result.riskScore"), {}}};
    QCOMPARE(future.result().value().findings, expected);
    QSignalSpy changed(&watch, &DriftWatch::baselineChanged);
    watch.acceptResource(fetch);
    QTRY_COMPARE(changed.count(), 1);
    future = watch.examineResource(fetch);
    future.waitForFinished();
    QVERIFY(future.result().value().findings.isEmpty());
}

/// As large as a fetched resource may be; what is larger is told.
void TestDriftWatch::aLargeBodyIsLookedAt()
{
    constexpr qsizetype mebibyte = qsizetype{1} << 20;
    const auto rows = [](qsizetype size) -> QByteArray { return R"(,"Rows":")" + QByteArray(size, 'r') + '"'; };
    QCOMPARE(appendAll(*m_log, {delivery(1), delivery(2, rows(3 * mebibyte)), delivery(3, rows(17 * mebibyte))}).size(),
             3);
    DriftWatch watch(m_folder->path(), m_clock);
    learn(watch);
    DriftFinding rowsAreNew;
    rowsAreNew.path = QStringLiteral("$.Rows");
    QCOMPARE(examined(watch, 2), QList<DriftFinding>{rowsAreNew});
    for (const qint64 number : {2, 3}) {
        auto future = watch.examine(number);
        future.waitForFinished();
        QCOMPARE(future.result()->isTooLarge, number == 3);
    }
    ResourceRecord fetch;
    fetch.delivery = 1;
    fetch.status = 200;
    fetch.body = '"' + QByteArray(17 * mebibyte, 'r') + '"';
    auto future = watch.examineResource(fetch);
    future.waitForFinished();
    QVERIFY(future.result()->isTooLarge);
}

/// For the writer to look into: who only watches may be the first to read there.
void TestDriftWatch::reportsDamage()
{
    constexpr qsizetype pageSize = 4096;
    const QByteArray filling(5 * pageSize, 'x');
    const QByteArray more = ",\"More\":\"" + filling + '"';
    QCOMPARE(appendAll(*m_log, {delivery(1, more)}).size(), 1);
    m_log.reset();
    QFile file(m_folder->filePath(QStringLiteral("events.sqlite")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qsizetype inside = file.readAll().indexOf(filling.first(pageSize - 4)); // behind the number of the next page
    QVERIFY(inside > 0);
    QVERIFY(file.seek(inside / pageSize * pageSize));
    QCOMPARE(file.write(QByteArray(pageSize, '\0')), pageSize);
    file.close();
    std::atomic_int reports = 0;
    DriftWatch watch(m_folder->path(), m_clock,
                     [&reports](const LogError& error) { reports += error.code == LogError::Code::Damaged ? 1 : 0; });
    learn(watch);
    QVERIFY(reports > 0);
}

void TestDriftWatch::nothingIsAnsweredAfterClose()
{
    DriftWatch watch(m_folder->path(), m_clock);
    watch.close();
    auto future = watch.examine(1);
    future.waitForFinished();
    QCOMPARE(future.result().error().code, LogError::Code::Closing);
    watch.catchUp();
}

QTEST_GUILESS_MAIN(TestDriftWatch)
#include "test_driftwatch.moc"
