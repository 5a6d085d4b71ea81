// SPDX-License-Identifier: MIT
#include "tests/e2e/deliveryledger.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <cstdio>

using namespace kaunt::test;

namespace {

constexpr int senders = 3;

QProcessEnvironment onFaultyDisk(QProcessEnvironment environment, const QString& orders)
{
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(KAUNT_FAULTY_DISK));
    environment.insert(QStringLiteral("KAUNT_FAULTY_DISK"), orders);
    // The shim stands before a sanitizer's library, and may.
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
    return environment;
}

/// The control: rows of a database of SQLite's own, each number printed once its transaction is committed.
int insertForEver(const QString& folder, const QString& synchronous)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    database.setDatabaseName(folder + QStringLiteral("/events.sqlite"));
    QSqlQuery query(database);
    if (!database.open())
        return 1;
    query = QSqlQuery(database);
    const QStringList statements{QStringLiteral("PRAGMA journal_mode = WAL"),
                                 QStringLiteral("PRAGMA synchronous = ") + synchronous,
                                 QStringLiteral("CREATE TABLE rows (number INTEGER PRIMARY KEY)")};
    for (const QString& statement : statements) {
        if (!query.exec(statement))
            return 1;
    }
    for (int number = 1;; ++number) {
        if (!query.exec(QStringLiteral("INSERT INTO rows VALUES (%1)").arg(number)))
            return 1;
        if (std::printf("%d\n", number) < 0 || std::fflush(stdout) != 0)
            return 1;
    }
}

} // namespace

/// The power fails: what was written after the last fsync is gone, or some of it is. What was answered 200 is in the
/// log exactly once. KAUNT_CUT_ROUNDS sets how often, KAUNT_CUT_SEED when: that of an earlier run, which told it.
class TestPowerCut final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsWhatIsNotSynced_data();
    void cutsWhatIsNotSynced();
    void losesNothingThatWasAcknowledged_data();
    void losesNothingThatWasAcknowledged();

private:
    void cutUnderLoad(Kauntctl& kauntctl, DeliveryLedger& ledger, const char* order);

    QRandomGenerator m_moments;
};

void TestPowerCut::cutsWhatIsNotSynced_data()
{
    QTest::addColumn<QString>("synchronous");
    QTest::addColumn<bool>("loses");
    QTest::newRow("OFF") << "OFF" << true;
    QTest::newRow("NORMAL") << "NORMAL" << true;
    QTest::newRow("FULL") << "FULL" << false;
}

/// That the disk of these tests can lose what a careless program takes for stored.
void TestPowerCut::cutsWhatIsNotSynced()
{
    QFETCH(const QString, synchronous);
    QFETCH(const bool, loses);
    const Kauntctl folder;
    QProcess child;
    child.setProcessEnvironment(onFaultyDisk(folder.environment, folder.path(QStringLiteral("orders"))));
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--insert"), folder.path(QString()), synchronous});
    constexpr int rows = 100;
    QByteArray told;
    while (told.count('\n') < rows) {
        QVERIFY(child.waitForReadyRead(Kauntctl::patience));
        told += child.readAllStandardOutput();
    }
    folder.write(QStringLiteral("orders"), "cut 5\n");
    QVERIFY(child.waitForFinished(Kauntctl::patience));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    told += child.readAllStandardOutput();
    const qsizetype committed = told.count('\n');

    qint64 kept = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), synchronous);
        database.setDatabaseName(folder.path(QStringLiteral("events.sqlite")));
        QVERIFY(database.open());
        QSqlQuery query(database);
        // Without any fsync not even the table need be there.
        if (query.exec(QStringLiteral("SELECT count(*) FROM rows")) && query.next())
            kept = query.value(0).toLongLong();
    }
    QSqlDatabase::removeDatabase(synchronous);
    QCOMPARE(kept < committed, loses);
}

void TestPowerCut::cutUnderLoad(Kauntctl& kauntctl, DeliveryLedger& ledger, const char* order)
{
    const QString orders = kauntctl.path(QStringLiteral("orders"));
    QFile::remove(orders);
    const QProcessEnvironment usual = kauntctl.environment;
    kauntctl.environment = onFaultyDisk(usual, orders);
    QProcess listener;
    const QString url = kauntctl.listen(listener);
    kauntctl.environment = usual;
    QVERIFY(!url.isEmpty());
    // Counted by the disk itself, however late this test is: a delivery takes it some ten calls, and the cut falls
    // between a write and its sync as well as after it.
    constexpr int fewestCalls = 150;
    constexpr int mostCalls = 1'500;
    const int calls = m_moments.bounded(fewestCalls, mostCalls);
    kauntctl.write(QStringLiteral("orders"), order + QByteArray::number(calls) + '\n');
    constexpr int moreThanCome = 400;
    ledger.beginSending(url, senders, moreThanCome);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(listener.exitStatus(), QProcess::CrashExit);
    ledger.finishSending();
}

void TestPowerCut::losesNothingThatWasAcknowledged_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::newRow("nothing after the sync is kept") << QByteArray("cut ");
    QTest::newRow("some of it is kept") << QByteArray("tear ");
}

void TestPowerCut::losesNothingThatWasAcknowledged()
{
    QFETCH(const QByteArray, order);
    Kauntctl kauntctl;
    DeliveryLedger ledger(kauntctl);
    bool isSeeded = false;
    const int given = qEnvironmentVariableIntValue("KAUNT_CUT_SEED", &isSeeded);
    const quint32 seed = isSeeded ? static_cast<quint32>(given) : QRandomGenerator::global()->bounded(1'000'000U);
    m_moments.seed(seed);
    qInfo("KAUNT_CUT_SEED=%u", seed);
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("KAUNT_CUT_ROUNDS", &isSet);
    constexpr int usual = 4;
    for (int round = 0; round < (isSet ? asked : usual); ++round) {
        const qsizetype before = ledger.acknowledged();
        cutUnderLoad(kauntctl, ledger, order.constData());
        if (QTest::currentTestFailed())
            return;
        QVERIFY(ledger.acknowledged() > before);
        QCOMPARE(ledger.flaw(), QString());
    }
    qInfo("%lld acknowledged deliveries, none lost", static_cast<long long>(ledger.acknowledged()));
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--insert")
        return insertForEver(arguments.at(2), arguments.at(3));
    TestPowerCut test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_powercut.moc"
