// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/bench/benchpeer.h"
#include "tests/bench/posting.h"
#include "tests/e2e/jsonobjects.h"

#include <QSet>
#include <QTest>

#include <chrono>
#include <csignal>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

/// As after an hour in which Kaunt could not reach us: 10,000 deliveries at once, over 200 new connections. None is
/// refused, none is lost, each is told.
class TestBurst final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesThemAll_data();
    void takesThemAll();
};

void TestBurst::takesThemAll_data()
{
    QTest::addColumn<int>("addresses");
    QTest::newRow("of one address, which nobody knows yet") << 1;
    QTest::newRow("of several addresses") << 8; // each has less than the 64 that a stranger may have
}

void TestBurst::takesThemAll()
{
    constexpr int deliveries = 10'000;
    constexpr int connections = 200;
    QFETCH(const int, addresses);
    const Kauntctl kauntctl;
    Settings settings;
    settings.receiver.limits.placeWait = 1min; // for the slowest machine, to store a first delivery
    QVERIFY(SettingsFile(kauntctl.path(QStringLiteral("settings.conf"))).write(settings).has_value());
    kauntctl.write(QStringLiteral("secret"), bench::benchSecret);
    QProcess listener;
    const QUrl url(kauntctl.listen(listener));
    QVERIFY(url.isValid());
    const bench::Posted posted = bench::post({url, deliveries, connections, addresses, 1});
    QCOMPARE(posted.accepted, deliveries);
    QCOMPARE(posted.otherwise, 0);
    QCOMPARE(posted.unanswered, 0);
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QCOMPARE(ended.status, 0);
    const Ended events = kauntctl.run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"),
                                       QString::number(2 * deliveries)});
    for (const QByteArray& lines : {ended.out, events.out}) {
        QSet<QString> ids;
        const QList<QJsonObject> objects = objectsIn(lines);
        for (const QJsonObject& object : objects)
            ids.insert(object.value(QStringLiteral("event")).toObject().value(QStringLiteral("id")).toString());
        QCOMPARE(objects.size(), deliveries);
        QCOMPARE(ids.size(), deliveries);
    }
}

QTEST_GUILESS_MAIN(TestBurst)
#include "test_burst.moc"
