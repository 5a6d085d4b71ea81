// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QFile>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

ResourceRecord failedFetch()
{
    return {0,
            1,
            100,
            QStringLiteral("https://api.kaunt.com/v1/x/a"),
            404,
            20,
            1,
            "gone",
            QStringLiteral("c-1"),
            QStringLiteral("status"),
            QStringLiteral("not found")};
}

ResourceRecord madeFetch()
{
    return {0,
            2,
            200,
            QStringLiteral("https://api.kaunt.com/v1/x/a"),
            200,
            120,
            2,
            QByteArray("{\0}", 3),
            QStringLiteral("c-2"),
            {},
            {}};
}

} // namespace

/// Fetched resources stand beside their event, each of them.
class TestLogResources final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsEveryFetch();
    void refusesAFetchOfNothing();
    void addsResourcesToALogThatIsOwned();
    void tellsWhatOthersHaveWritten();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

void TestLogResources::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestLogResources::keepsEveryFetch()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const ResourceRecord failed = failedFetch();
    const ResourceRecord fetched = madeFetch();
    const ResourceRecord first = addAndWait(*log, failed);
    QVERIFY(first.id > 0);
    const DeliverySummary repeat = appendOne(*log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(repeat.resource == (ResourceSummary{404, 20, false}));
    const ResourceRecord second = addAndWait(*log, fetched);
    QVERIFY(second.id > first.id);

    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto resources = queries->resources(1);
    QVERIFY(resources);
    QCOMPARE(resources->size(), 2);
    QCOMPARE(resources->at(0).id, second.id);
    QCOMPARE(resources->at(0).body, fetched.body);
    QVERIFY(resources->at(0).isFetched());
    QCOMPARE(resources->at(1).body, failed.body);
    QCOMPARE(resources->at(1).correlationId, failed.correlationId);
    QCOMPARE(resources->at(1).errorStep, failed.errorStep);
    QCOMPARE(resources->at(1).errorMessage, failed.errorMessage);
    QCOMPARE(resources->at(1).fetchedAt, failed.fetchedAt);
    QCOMPARE(resources->at(1).url, failed.url);
    const auto isShown = [&queries] {
        const auto shows = [&queries](qint64 number) {
            return queries->delivery(number)->summary.resource == ResourceSummary{200, 120, true};
        };
        return shows(1) && shows(2);
    };
    QVERIFY(isShown());
    QVERIFY(addAndWait(*log, failed).id > second.id); // and hides nothing
    QVERIFY(isShown());
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).resource == (ResourceSummary{200, 120, true}));
    DeliveryQuery attention;
    attention.quick = DeliveryQuery::Quick::NeedsAttention;
    QVERIFY(queries->numbers(attention)->isEmpty());
}

void TestLogResources::refusesAFetchOfNothing()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy failed(log.get(), &EventLog::resourceFailed);
    ResourceRecord resource;
    resource.delivery = 17;
    QCOMPARE(addAndWait(*log, resource).id, 0);
    const auto error = failed.at(0).at(0).value<LogError>();
    QCOMPARE(error.code, LogError::Code::NotFound);
    QCOMPARE(error.path, log->path());
}

void TestLogResources::addsResourcesToALogThatIsOwned()
{
    const auto missing = EventLog::openForResources(m_folder->path(), m_clock);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, LogError::Code::NotFound);
    QVERIFY(!QFile::exists(missing.error().path));

    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto guest = EventLog::openForResources(m_folder->path(), m_clock);
    QVERIFY(guest);
    QCOMPARE((*guest)->append(verifiedDelivery(QStringLiteral("b"))).error().code, LogError::Code::LockedByOther);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 200;
    QVERIFY(addAndWait(**guest, resource).id > 0);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(queries->delivery(1)->summary.resource->fetched);
}

void TestLogResources::tellsWhatOthersHaveWritten()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy changed(log.get(), &EventLog::changedByOthers);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.errorStep = QStringLiteral("network");
    QVERIFY(addAndWait(*log, resource).id > 0);
    log->lookForOthers(); // nobody else has
    const auto guest = EventLog::openForResources(m_folder->path(), m_clock);
    QVERIFY(guest);
    resource.status = 200;
    resource.errorStep.clear();
    QVERIFY(addAndWait(**guest, resource).id > 0);
    log->lookForOthers();
    log->lookForOthers();
    // The writer has answered all of them by then, and knows of the resource.
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).resource->fetched);
    QTRY_COMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestLogResources)
#include "test_logresources.moc"
