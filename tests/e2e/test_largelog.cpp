// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "core/settings/settingsfile.h"
#include "core/storage/logfolder.h"
#include "tests/bench/benchlog.h"
#include "tests/e2e/deliveryledger.h"
#include "tests/e2e/jsonobjects.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <memory>

using namespace kaunt;
using namespace kaunt::test;

using Statuses = QHash<int, int>;

namespace {

constexpr qint64 gibi = qint64{1} << 30;

/// Ours are the newest; a year's deliveries need not be read to see whether they are there.
const QString recent = QStringLiteral("since:1h");

} // namespace

/// A log of a gibibyte under the real receiver: it delivers, is killed, starts again, is searched, and is cut down to a
/// new bound while it receives. The functions go on with one log, in their order.
class TestLargeLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void losesNothingWhenKilled();
    void isSearchedWhileItReceives_data();
    void isSearchedWhileItReceives();
    void isCutDownWhileItReceives();
    void isSalvagedWithoutHoldingAnythingUp();

private:
    [[nodiscard]] qint64 logBytes() const
    {
        return QFileInfo(m_kauntctl.path(QStringLiteral("data/events.sqlite"))).size();
    }
    void setBound(qint64 bytes) const;
    void listen();
    [[nodiscard]] QList<QJsonObject> events(const QString& filter, int limit) const;
    [[nodiscard]] bool hears(const QString& words);

    Kauntctl m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    QString m_url;
    QString m_stderr;
};

void TestLargeLog::initTestCase()
{
    constexpr qint64 most = 10'000'000;
    constexpr qint64 step = 200'000;
    const SystemClock clock;
    qint64 count = 0;
    while (logBytes() < gibi && count < most) {
        count += step;
        QVERIFY(bench::fillLog(m_kauntctl.path(QStringLiteral("data")), count, clock));
    }
    QVERIFY(logBytes() >= gibi);
    qInfo("%lld deliveries, %lld MiB", static_cast<long long>(count), static_cast<long long>(logBytes() >> 20));
}

void TestLargeLog::init()
{
    m_listener = std::make_unique<QProcess>();
}

void TestLargeLog::cleanup()
{
    m_listener->kill();
    m_listener->waitForFinished(Kauntctl::patience);
}

void TestLargeLog::setBound(qint64 bytes) const
{
    Settings settings;
    settings.retention = {0, bytes};
    QVERIFY(SettingsFile(m_kauntctl.path(QStringLiteral("settings.conf"))).write(settings));
}

void TestLargeLog::listen()
{
    m_listener = std::make_unique<QProcess>();
    m_stderr.clear();
    m_url = m_kauntctl.listen(*m_listener);
    QVERIFY(!m_url.isEmpty());
}

QList<QJsonObject> TestLargeLog::events(const QString& filter, int limit) const
{
    const Ended ended = m_kauntctl.run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"),
                                        QString::number(limit), QStringLiteral("--filter"), filter});
    return ended.status == 0 ? objectsIn(ended.out) : QList<QJsonObject>();
}

void TestLargeLog::losesNothingWhenKilled()
{
    setBound(8 * gibi);
    DeliveryLedger ledger(m_kauntctl);
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        listen();
        const qsizetype before = ledger.acknowledged();
        ledger.beginSending(m_url, 4, 1'000);
        QVERIFY(ledger.waitForAnswers(500));
        m_listener->kill();
        QVERIFY(m_listener->waitForFinished(Kauntctl::patience));
        ledger.finishSending();
        QVERIFY(ledger.acknowledged() > before);
        QCOMPARE(ledger.flaw(recent), QString());
    }
    listen();
    QCOMPARE(ledger.send(m_url, 100), (Statuses{{200, 100}}));
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(ledger.flaw(recent), QString());
    QVERIFY(logBytes() >= gibi);
}

void TestLargeLog::isSearchedWhileItReceives_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("limit");
    QTest::newRow("the newest") << recent << 20;
    QTest::newRow("a company") << QStringLiteral("company:company-123") << 20;
    QTest::newRow("a verdict") << QStringLiteral("verdict:mismatch") << 20;
    QTest::newRow("free text") << QStringLiteral("\"company-321\"") << 20;
    QTest::newRow("repeats of failures") << QStringLiteral("type:failed attempt:>1") << 5;
}

void TestLargeLog::isSearchedWhileItReceives()
{
    QFETCH(const QString, filter);
    QFETCH(const int, limit);
    listen();
    DeliveryLedger ledger(m_kauntctl);
    ledger.beginSending(m_url, 2, 500);
    QVERIFY(ledger.waitForAnswers(10));
    const QList<QJsonObject> found = events(filter, limit);
    QCOMPARE(found.size(), limit);
    const qint64 last = found.constLast().value(QStringLiteral("delivery")).toInteger();
    QVERIFY(last < found.constFirst().value(QStringLiteral("delivery")).toInteger());
    const Ended shown = m_kauntctl.run({QStringLiteral("show"), QString::number(last), QStringLiteral("--json")});
    QCOMPARE(shown.status, 0);
    QCOMPARE(objectsOf(shown.out).value(0).value(QStringLiteral("delivery")).toInteger(), last);
    ledger.finishSending();
    QCOMPARE(ledger.statuses(), (Statuses{{200, 1'000}}));
    QCOMPARE(ledger.flaw(recent), QString());
}

void TestLargeLog::isCutDownWhileItReceives()
{
    constexpr qint64 bound = gibi / 2;
    setBound(bound);
    QVERIFY(logBytes() >= gibi);
    const QStringList showFirst{QStringLiteral("show"), QStringLiteral("1")};
    QCOMPARE(m_kauntctl.run(showFirst).status, 0);
    listen();
    DeliveryLedger ledger(m_kauntctl);
    int rounds = 0;
    constexpr int longest = 1'200'000;
    const QDeadlineTimer deadline(longest);
    while (logBytes() > bound && !deadline.hasExpired()) {
        ++rounds;
        QCOMPARE(ledger.send(m_url, 100), (Statuses{{200, 100}}));
    }
    QVERIFY(logBytes() <= bound);
    QVERIFY(rounds > 1);
    qInfo("%d rounds of 100 deliveries were taken meanwhile", rounds);
    QCOMPARE(ledger.flaw(recent), QString());
    QCOMPARE(m_kauntctl.run(showFirst).status, 1);
    QCOMPARE(events(QStringLiteral("company:company-123"), 20).size(), 20);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(ledger.flaw(recent), QString());
    QVERIFY(logBytes() > bound / 2);
    QCOMPARE(QFileInfo(m_kauntctl.path(QStringLiteral("data/events.sqlite-wal"))).size(), 0);
}

/// Whether the receiver has said so on stderr, or does in time.
bool TestLargeLog::hears(const QString& words)
{
    const auto hasSaid = [&] {
        m_stderr += QString::fromUtf8(m_listener->readAllStandardError());
        return m_stderr.contains(words);
    };
    return QTest::qWaitFor(hasSaid, Kauntctl::patience);
}

/// The copy takes its time. The receiver listens meanwhile, and can be ended; the next one begins the copy anew.
void TestLargeLog::isSalvagedWithoutHoldingAnythingUp()
{
    const QString folder = m_kauntctl.path(QStringLiteral("data"));
    LogFolder(folder).markDamaged();
    const QList<QJsonObject> newest = events(recent, 20);
    listen();
    DeliveryLedger ledger(m_kauntctl);
    QCOMPARE(ledger.send(m_url, 1), (Statuses{{503, 1}}));
    QVERIFY2(hears(QStringLiteral("is being copied into a new one")), qPrintable(m_stderr));
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(events(recent, 20), newest);

    listen();
    Statuses statuses;
    constexpr int longest = 1'200'000;
    const QDeadlineTimer deadline(longest);
    while (!statuses.contains(200) && !deadline.hasExpired()) {
        const Statuses now = ledger.send(m_url, 1);
        for (auto one = now.cbegin(); one != now.cend(); ++one)
            statuses[one.key()] += one.value();
    }
    QCOMPARE(statuses.take(200), 1);
    QVERIFY(statuses.take(503) > 0);
    QCOMPARE(statuses, Statuses());
    QVERIFY2(hears(QStringLiteral("a new one was begun")), qPrintable(m_stderr));
    QCOMPARE(QDir(folder).entryList({QStringLiteral("events.sqlite.damaged-*Z")}).size(), 1);
    QCOMPARE(events(recent, 21).mid(1), newest);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(ledger.flaw(recent), QString());
}

QTEST_GUILESS_MAIN(TestLargeLog)
#include "test_largelog.moc"
