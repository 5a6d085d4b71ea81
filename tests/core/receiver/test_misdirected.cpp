// SPDX-License-Identifier: MIT
#include "core/receiver/misdirectedrate.h"
#include "core/storage/logdatabase.h"
#include "core/storage/logqueries.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"
#include "ui/sentences.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

/// Requests that no endpoint takes: answered at once, shown for what they are, and never taken for deliveries.
class TestMisdirected final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsWhatWasCalled_data();
    void keepsWhatWasCalled();
    void tellsOfOneWithKauntsHeader();
    void leavesDeliveriesOfItsCommitApart();
    void countsAsNoDelivery();
    void isBoundedInAMinute();
    void isBoundedInTheLog();
    void pushesNothingRefusedOut();

private:
    [[nodiscard]] int statusOf(const QByteArray& request);
    [[nodiscard]] QList<DeliverySummary> rows(bool withMisdirected, const QString& filter = {}) const;

    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestMisdirected::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    QVERIFY(!m_fixture->listen().isEmpty());
}

void TestMisdirected::cleanup()
{
    m_fixture.reset();
}

int TestMisdirected::statusOf(const QByteArray& request)
{
    RawPeer peer(m_fixture->port());
    peer.send(request);
    return QTest::qWaitFor([&] { return !peer.statuses().isEmpty(); }) ? peer.statuses().constFirst() : 0;
}

QList<DeliverySummary> TestMisdirected::rows(bool withMisdirected, const QString& filter) const
{
    const auto log = LogQueries::open(m_fixture->folder.path(), m_fixture->clock);
    DeliveryQuery query;
    query.withMisdirected = withMisdirected;
    if (!filter.isEmpty())
        query.filter = *parseFilter(filter);
    const auto page = log ? (*log)->page(query, 0, 1'000) : Result<QList<DeliverySummary>, LogError>();
    return page ? *page : QList<DeliverySummary>();
}

void TestMisdirected::keepsWhatWasCalled_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("called");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QByteArray& start, int status, const char* words) {
        QTest::newRow(name) << start << status << QString::fromLatin1(start) << QString::fromUtf8(words);
    };
    row("another path", "POST /hooks/other", 404, "no endpoint has: “POST /hooks/other”");
    row("a slash too many", "POST /webhooks/kaunt/", 404, "nearly the path “/webhooks/kaunt”");
    row("another letter case", "POST /Webhooks/Kaunt", 404, "nearly the path “/webhooks/kaunt”");
    row("a prefix of a proxy", "POST /api/webhooks/kaunt", 404, "nearly the path “/webhooks/kaunt”");
    row("half of it", "POST /kaunt", 404, "nearly the path “/webhooks/kaunt”");
    for (const char* path : {"/webhook/kaunt", "/webhooks/kuant", "/webhooks/kaunt.", "/webhooks/kaunt%20",
                             "/webhooks-kaunt", "/webhooks/kaunt/default", "/webhooks"})
        row(path, QByteArray("POST ") + path, 404, "nearly the path “/webhooks/kaunt”");
    row("another provider's", "POST /webhooks/stripe", 404, "a stranger's can be let be");
    row("with a query", "POST /?x=1", 404, "no endpoint has: “POST /?x=1”");
    row("another method", "GET /webhooks/kaunt", 405, "“default” was called with “GET” in place of POST");
    row("of the server itself", "OPTIONS *", 405, "asked for what no endpoint does: “OPTIONS *”");
    row("a tunnel", "CONNECT a:443", 405, "asked for what no endpoint does: “CONNECT a:443”");
}

void TestMisdirected::keepsWhatWasCalled()
{
    QFETCH(const QByteArray, start);
    QFETCH(const int, status);
    QFETCH(const QString, called);
    QFETCH(const QString, words);
    QSignalSpy told(m_fixture->receiver.get(), &WebhookReceiver::misdirectedRecorded);
    QSignalSpy delivered(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QCOMPARE(statusOf(start + " HTTP/1.1\r\nHost: a\r\nX-Of: it\r\nContent-Length: 0\r\n\r\n"), status);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(delivered.size(), 0);
    const QList<DeliverySummary> all = rows(true);
    QCOMPARE(all.size(), 1);
    const DeliverySummary& one = all.constFirst();
    QCOMPARE(one.verdict, Verdict::Misdirected);
    QCOMPARE(one.status, status);
    QVERIFY(!one.event);
    QCOMPARE(calledText(one), called);
    const QString sentence = misdirectedSentence(one).text();
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
    const auto log = LogQueries::open(m_fixture->folder.path(), m_fixture->clock);
    QVERIFY(log);
    const auto record = (*log)->delivery(one.number);
    QVERIFY(record);
    QCOMPARE(headerValues(record->headers, "X-Of"), QList<QByteArray>{"it"});
}

/// No stranger knows of it.
void TestMisdirected::tellsOfOneWithKauntsHeader()
{
    QSignalSpy told(m_fixture->receiver.get(), &WebhookReceiver::misdirectedRecorded);
    const QByteArray head = " HTTP/1.1\r\nHost: a\r\nX-Signature-SHA256: 00\r\nContent-Length: 0\r\n\r\n";
    QCOMPARE(statusOf("POST /hooks/other" + head), 404);
    QCOMPARE(statusOf("POST /webhook/kaunt" + head), 404);
    QTRY_COMPARE(rows(true).size(), 2);
    const QList<DeliverySummary> all = rows(true);
    for (const DeliverySummary& one : all) {
        const Sentence sentence = misdirectedSentence(one);
        QVERIFY2(sentence.reason.contains(QStringLiteral("signature header")), qPrintable(sentence.text()));
        QVERIFY(!sentence.next.contains(QStringLiteral("stranger")));
    }
}

/// The log is held up, so that those behind the first share a commit, another's delivery among them.
void TestMisdirected::leavesDeliveriesOfItsCommitApart()
{
    const auto other = LogDatabase::open(m_fixture->log->path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    QSignalSpy told(m_fixture->receiver.get(), &WebhookReceiver::misdirectedRecorded);
    QSignalSpy delivered(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer first(m_fixture->port());
    first.send(signedPost(R"({"Id":"a"})"));
    QCOMPARE(statusOf("POST /hooks/other HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"), 404);
    QVERIFY(m_fixture->log->append({}));
    RawPeer second(m_fixture->port());
    second.send(signedPost(R"({"Id":"b"})"));
    QCOMPARE(statusOf("GET /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
    QVERIFY((*other)->execute(QStringLiteral("ROLLBACK")));

    const auto idsOf = [](const QSignalSpy& spy) {
        QStringList ids;
        for (const QList<QVariant>& arguments : spy) {
            const auto summaries = arguments.at(0).value<QList<DeliverySummary>>();
            for (const DeliverySummary& summary : summaries)
                ids.append(summary.event ? summary.event->id : calledText(summary));
        }
        return ids;
    };
    QTRY_COMPARE(idsOf(delivered), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QTRY_COMPARE(idsOf(told),
                 (QStringList{QStringLiteral("POST /hooks/other"), QStringLiteral("GET /webhooks/kaunt")}));
    QTRY_COMPARE(first.statuses() + second.statuses(), (QList<int>{200, 200}));
}

void TestMisdirected::countsAsNoDelivery()
{
    QCOMPARE(statusOf(signedPost("{}")), 200);
    QTRY_COMPARE(m_fixture->log->statistics().deliveries, 1); // told right after the commit
    const LogStatistics before = m_fixture->log->statistics();
    QSignalSpy told(m_fixture->receiver.get(), &WebhookReceiver::misdirectedRecorded);
    m_fixture->clock.advance(1'000);
    QCOMPARE(statusOf("GET /favicon.ico HTTP/1.1\r\nHost: a\r\n\r\n"), 404);
    QTRY_COMPARE(told.size(), 1);
    LogStatistics after = m_fixture->log->statistics();
    after.bytes = before.bytes;
    QCOMPARE(after, before);
    QCOMPARE(rows(false).size(), 1);
    QCOMPARE(rows(true).size(), 2);
    QCOMPARE(rows(false, QStringLiteral("verdict:misdirected")).size(), 1); // who asks for them
    QCOMPARE(rows(false, QStringLiteral("-verdict:misdirected")).size(), 1);
}

void TestMisdirected::isBoundedInAMinute()
{
    MisdirectedRate rate(m_fixture->clock);
    QVERIFY(rate.add("GET", "/a"));
    QVERIFY(!rate.add("GET", "/a"));
    QVERIFY(rate.add("POST", "/a"));
    for (int i = 2; i < MisdirectedRate::mostPerMinute; ++i)
        QVERIFY(rate.add("GET", QByteArray::number(i)));
    QVERIFY(!rate.add("GET", "/b"));
    m_fixture->clock.advance(60'000);
    QVERIFY(rate.add("GET", "/b"));
    QVERIFY(rate.add("GET", "/a"));
}

void TestMisdirected::isBoundedInTheLog()
{
    const int most = LogOptions().maxMisdirected;
    for (int i = 0; i < most + 10; ++i) {
        if (i % MisdirectedRate::mostPerMinute == 0)
            m_fixture->clock.advance(60'000);
        QCOMPARE(statusOf("GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: a\r\n\r\n"), 404);
    }
    QTRY_COMPARE(calledText(rows(true).value(0)), QStringLiteral("GET /%1").arg(most + 9));
    QCOMPARE(rows(true).size(), most);
}

void TestMisdirected::pushesNothingRefusedOut()
{
    QCOMPARE(statusOf(postOf("{}", {})), 401);
    QSignalSpy told(m_fixture->receiver.get(), &WebhookReceiver::misdirectedRecorded);
    QCOMPARE(statusOf("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 404);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(m_fixture->log->statistics().refused, 1);
    DeliveryQuery refused;
    refused.quick = DeliveryQuery::Quick::Refused;
    refused.withMisdirected = true;
    const auto log = LogQueries::open(m_fixture->folder.path(), m_fixture->clock);
    QVERIFY(log);
    QCOMPARE((*log)->numbers(refused)->size(), 1);
}

QTEST_GUILESS_MAIN(TestMisdirected)
#include "test_misdirected.moc"
