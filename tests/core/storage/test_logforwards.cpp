// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/support/queuedspy.h"

#include <QTest>

#include <optional>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QString target = QStringLiteral("http://127.0.0.1:3000/a");

ForwardRecord recordOf(qint64 delivery, int status)
{
    return {delivery, target, 1'769'864'531'500, status, 12, 2, "taken", {}};
}

} // namespace

/// What became of forwarded deliveries is kept with them.
class TestLogForwards final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void comesBackAsItWas();
    void takesThePlaceOfAnEarlierOne();
    void keepsHowFarItIs();
    void keepsWhatAReplayWasAnswered();
    void goesOnFromAnEarlierSchema();
    void findsWhatWasNotTaken();
    void knowsNothingOfOthers();
    void goesWithItsDelivery();
    void leavesThePositionAsItWas();
    void takesAnAnswerThatCameLater();
    void answersOnceClosed();

private:
    void add(const ForwardProgress& progress);

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

void TestLogForwards::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    m_queries = openQueries(m_folder->path(), m_clock);
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), refusedDelivery()}).size(), 2);
}

void TestLogForwards::cleanup()
{
    m_queries.reset();
    m_log.reset();
}

void TestLogForwards::add(const ForwardProgress& progress)
{
    QueuedSpy stored(m_log.get(), &EventLog::forwardsStored);
    m_log->addForwards(progress);
    QTRY_COMPARE(stored.size(), 1);
}

void TestLogForwards::comesBackAsItWas()
{
    ForwardRecord other = recordOf(1, 0);
    other.target = target + u'b';
    other.noAnswer.systemText = QStringLiteral("Connection refused");
    other.headers = {{"Content-Type", "text/plain"}, {"Retry-After", "7"}};
    add({target, 1, {recordOf(1, 200), recordOf(2, 500)}});
    add({other.target, 0, {other}});
    QCOMPARE(*m_queries->forwards(1), QList<ForwardRecord>({recordOf(1, 200), other}));
    QCOMPARE(*m_queries->forwards(2), QList<ForwardRecord>{recordOf(2, 500)});
    QCOMPARE(*m_queries->forwardPosition(target), std::optional<qint64>(1));
    QCOMPARE(*m_queries->forwardPosition(other.target), std::optional<qint64>(0));
    QVERIFY(m_queries->isForwarded(2, target));
    QVERIFY(!m_queries->isForwarded(2, other.target));
}

void TestLogForwards::takesThePlaceOfAnEarlierOne()
{
    add({target, 0, {recordOf(1, 500)}});
    add({target, 1, {recordOf(1, 200)}});
    QCOMPARE(*m_queries->forwards(1), QList<ForwardRecord>{recordOf(1, 200)});
}

void TestLogForwards::keepsHowFarItIs()
{
    using Open = std::optional<OpenForward>;
    ForwardRecord open = recordOf(1, 500);
    open.nextAt = 1'769'864'532'000;
    ForwardRecord second = recordOf(2, 500);
    second.nextAt = open.nextAt + 1;
    ForwardRecord elsewhere = open;
    elsewhere.target = target + u'b';
    add({target, 0, {open, second}});
    add({elsewhere.target, 0, {elsewhere}});
    QVERIFY(m_queries->forwards(1)->isEmpty()); // it is not over
    QCOMPARE(*m_queries->openForward(1, target), Open(OpenForward{open.attempts, open.nextAt}));
    QCOMPARE(*m_queries->openForward(99, target), Open());
    add({target, -1, {recordOf(2, 200)}});
    QCOMPARE(*m_queries->openForward(2, target), Open());
    QVERIFY(*m_queries->openForward(1, target));
    add({target, 1, {recordOf(2, 200)}}); // with what is behind it that one is over, too
    QCOMPARE(*m_queries->openForward(1, target), Open());
    QVERIFY(*m_queries->openForward(1, elsewhere.target));
    ForwardRecord givenUp = recordOf(1, 0);
    givenUp.target = elsewhere.target;
    givenUp.attempts = 0; // as it became too old meanwhile
    add({elsewhere.target, -1, {givenUp}});
    QCOMPARE(*m_queries->openForward(1, elsewhere.target), Open());
}

void TestLogForwards::keepsWhatAReplayWasAnswered()
{
    ForwardRecord replayed = recordOf(1, 500);
    replayed.isReplay = true;
    replayed.headers = {{"Content-Type", "text/plain"}};
    add({target, -1, {recordOf(1, 200), replayed}});
    QCOMPARE(*m_queries->forwards(1), QList<ForwardRecord>{recordOf(1, 200)});
    const auto kept = m_queries->replayAnswer(1, target);
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->status, 500);
    QCOMPARE((*kept)->answer, replayed.answer);
    QCOMPARE((*kept)->headers, replayed.headers);
    QCOMPARE((*kept)->finishedAt, replayed.finishedAt);
    QVERIFY(!*m_queries->replayAnswer(2, target));
    ForwardRecord open = recordOf(1, 500);
    open.target = target + u'b';
    open.nextAt = 1'769'864'532'000;
    add({open.target, -1, {open}});
    QVERIFY(*m_queries->openForward(1, open.target));
    QueuedSpy removed(m_log.get(), &EventLog::removed);
    m_log->setRetention({1, 0}); // the sample is older than a day
    QTRY_COMPARE(removed.size(), 1);
    QVERIFY(!*m_queries->replayAnswer(1, target));
    QVERIFY(!*m_queries->openForward(1, open.target));
}

void TestLogForwards::goesOnFromAnEarlierSchema()
{
    constexpr int withoutHeaders = 7;
    add({target, 1, {recordOf(1, 200)}});
    cleanup();
    QVERIFY(takeBackToSchema(withoutHeaders, m_folder->filePath(QStringLiteral("events.sqlite"))));
    m_log = openLog(m_folder->path(), {}, m_clock);
    m_queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(m_log && m_queries);
    QCOMPARE(*m_queries->forwards(1), QList<ForwardRecord>{recordOf(1, 200)});
    ForwardRecord open = recordOf(2, 500);
    open.nextAt = 1;
    add({target, 1, {open}});
    QVERIFY(*m_queries->openForward(2, target));
}

void TestLogForwards::findsWhatWasNotTaken()
{
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("b"))}).size(), 1); // waits still
    ForwardRecord other = recordOf(1, 0);
    other.target = target + u'b';
    add({target, 1, {recordOf(1, 204), recordOf(2, 500)}});
    add({other.target, 1, {other}});
    const auto found = [this](const char* filter, DeliveryQuery::Quick quick = DeliveryQuery::Quick::All) {
        return m_queries->numbers({*parseFilter(QString::fromUtf8(filter)), quick}).value_or(QList<qint64>{-1});
    };
    QCOMPARE(found("forward:failed"), (QList<qint64>{2, 1}));
    QCOMPARE(found("forward:accepted"), QList<qint64>{1});
    QCOMPARE(found("forward:failed|accepted"), (QList<qint64>{2, 1}));
    QCOMPARE(found("-forward:failed"), QList<qint64>{3});
    QCOMPARE(found("verdict:verified", DeliveryQuery::Quick::NeedsAttention), QList<qint64>{1});
}

void TestLogForwards::knowsNothingOfOthers()
{
    add({target, 99, {recordOf(99, 200)}}); // gone meanwhile
    QVERIFY(m_queries->forwards(99)->isEmpty());
    QVERIFY(m_queries->forwards(1)->isEmpty());
    QVERIFY(!*m_queries->forwardPosition(QStringLiteral("http://h/")));
    QCOMPARE(*m_queries->newest(), 2);
}

void TestLogForwards::goesWithItsDelivery()
{
    ForwardRecord open = recordOf(1, 500);
    open.nextAt = 1;
    open.target += u'b';
    add({target, 2, {recordOf(1, 200), recordOf(2, 200), open}});
    QueuedSpy removed(m_log.get(), &EventLog::removed);
    m_log->setRetention({1, 0}); // the sample is older than a day
    QTRY_COMPARE(removed.size(), 1);
    QVERIFY(m_queries->forwards(1)->isEmpty());
    QVERIFY(!*m_queries->openForward(1, open.target));
    QCOMPARE(*m_queries->forwardPosition(target), std::optional<qint64>(2));
}

void TestLogForwards::leavesThePositionAsItWas()
{
    add({target, -1, {recordOf(1, 200)}});
    QVERIFY(!*m_queries->forwardPosition(target));
    add({target, 1, {recordOf(1, 200)}});
    add({target, -1, {recordOf(2, 200)}});
    QCOMPARE(*m_queries->forwardPosition(target), std::optional<qint64>(1));
    QCOMPARE(m_queries->forwards(2)->size(), 1);
}

void TestLogForwards::takesAnAnswerThatCameLater()
{
    const QStringList notes{QStringLiteral("missing-field:Url"), QStringLiteral("pass-through:http://h/")};
    QueuedSpy recorded(m_log.get(), &EventLog::answerRecorded);
    m_log->setAnswer(1, 502, notes);
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(recorded.constFirst().constFirst().toLongLong(), 1);
    QCOMPARE(m_queries->delivery(1)->summary.status, 502);
    QCOMPARE(m_queries->delivery(1)->summary.notes, notes);
    QCOMPARE(m_queries->delivery(2)->summary.status, 401);
    m_log->setAnswer(1, 200, {});
    m_log->setAnswer(99, 200, {}); // which is gone
    QTRY_COMPARE(recorded.size(), 3);
    QVERIFY(m_queries->delivery(1)->summary.notes.isEmpty());
    m_log->close();
    m_log->setAnswer(1, 500, {});
    QTRY_COMPARE(recorded.size(), 4); // whoever waits is told
}

void TestLogForwards::answersOnceClosed()
{
    QueuedSpy failed(m_log.get(), &EventLog::forwardsFailed);
    m_log->close();
    m_log->addForwards({target, 1, {recordOf(1, 200)}});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().constFirst().value<LogError>().code, LogError::Code::Closing);
}

QTEST_GUILESS_MAIN(TestLogForwards)
#include "test_logforwards.moc"
