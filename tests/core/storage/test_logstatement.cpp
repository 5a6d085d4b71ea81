// SPDX-License-Identifier: MIT
#include "core/storage/logstatement.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <utility>

using namespace kaunt;

namespace {

QString firstText(const LogStatement& row)
{
    return row.value(0).toString();
}

} // namespace

/// That what is bound comes back as it was, and that an error is told where it happens.
class TestLogStatement final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesBackWhatWasBound_data();
    void givesBackWhatWasBound();
    void bindsWhatIsOptional();
    void keepsWhatIsBoundWhileThereAreRows();
    void runsAgainWithOtherValues();
    void takesEachRow();
    void takesRowsUntilItIsToldToStop();
    void makesAListOfRows();
    void makesTheFirstRow();
    void tellsTheFirstNumber();
    void tellsAllNumbers();
    void tellsWhatAStatementChanged();
    void tellsAnErrorOfTheText();
    void tellsAnErrorOfTheFirstRow();
    void tellsAnErrorThatEndsTheRows();
    void goesOnAfterAnError();
    void holdsTheSnapshotWhileThereAreRows_data();
    void holdsTheSnapshotWhileThereAreRows();

private:
    [[nodiscard]] std::unique_ptr<LogDatabase> connection() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LogDatabase> m_database;
};

std::unique_ptr<LogDatabase> TestLogStatement::connection() const
{
    auto opened = LogDatabase::open(m_folder->filePath(QStringLiteral("a.sqlite")), LogDatabase::Access::Write);
    return opened ? std::move(*opened) : nullptr;
}

void TestLogStatement::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = connection();
    QVERIFY(m_database);
    QVERIFY(m_database->makeDurable());
    QVERIFY(m_database->execute(QStringLiteral("CREATE TABLE t (number INTEGER PRIMARY KEY, word TEXT UNIQUE)")));
}

void TestLogStatement::givesBackWhatWasBound_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("storedAs");
    const QByteArray bytes("a\0\xff", 3);
    QTest::newRow("null") << QVariant() << "null";
    QTest::newRow("null text") << QVariant(QString()) << "null";
    QTest::newRow("null bytes") << QVariant(QByteArray()) << "null";
    QTest::newRow("empty text") << QVariant(QStringLiteral("")) << "text";
    QTest::newRow("empty bytes") << QVariant(QByteArray("")) << "blob";
    QTest::newRow("text") << QVariant(QStringLiteral("Ærø 😀")) << "text";
    QTest::newRow("text with a byte-order mark") << QVariant(QString(QChar(0xfeff)) + u'a') << "text";
    QTest::newRow("text with NUL") << QVariant(QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b"))) << "text";
    QTest::newRow("bytes") << QVariant(bytes) << "blob";
    QTest::newRow("true") << QVariant(true) << "integer";
    QTest::newRow("int") << QVariant(-1) << "integer";
    QTest::newRow("least") << QVariant(std::numeric_limits<qint64>::min()) << "integer";
    QTest::newRow("most") << QVariant(std::numeric_limits<qint64>::max()) << "integer";
    QTest::newRow("real") << QVariant(0.25) << "real";
}

void TestLogStatement::givesBackWhatWasBound()
{
    QFETCH(const QVariant, value);
    QFETCH(const QString, storedAs);
    LogStatement statement(*m_database, QStringLiteral("SELECT ?, typeof(?)"));
    const auto rows = statement.rows(
        {value, value}, [](const LogStatement& row) { return std::pair(row.value(0), row.value(1).toString()); });
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    const auto& [back, type] = rows->first();
    QCOMPARE(type, storedAs);
    QCOMPARE(back.isNull(), storedAs == u"null");
    if (!back.isNull())
        QCOMPARE(back.toByteArray(),
                 storedAs == u"integer" ? QByteArray::number(value.toLongLong()) : value.toByteArray());
}

void TestLogStatement::bindsWhatIsOptional()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT typeof(?) || ' ' || typeof(?)"));
    const auto types = statement.first({std::optional<qint64>(), std::optional<qint64>(0)}, firstText);
    QVERIFY(types);
    QCOMPARE(*types, QStringLiteral("null integer"));
}

void TestLogStatement::keepsWhatIsBoundWhileThereAreRows()
{
    LogStatement statement(*m_database, QStringLiteral("WITH n(i) AS (VALUES (1), (2), (3)) SELECT i || ? FROM n"));
    const QString bound(1'000, u'x');
    const auto rows = statement.rows({bound}, firstText); // as UTF-8 it is there for the statement alone
    QVERIFY(rows);
    QCOMPARE(*rows, QStringList({u'1' + bound, u'2' + bound, u'3' + bound}));
}

void TestLogStatement::runsAgainWithOtherValues()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT ? UNION ALL SELECT 2"));
    for (const qint64 each : {7, 8, 9}) { // whether or not all rows of the last run were read
        QCOMPARE(*statement.number({each}), each);
        QCOMPARE(*statement.numbers({each}), QList<qint64>({each, 2}));
    }
}

void TestLogStatement::takesEachRow()
{
    LogStatement statement(*m_database, QStringLiteral("WITH n(i) AS (VALUES (1), (2), (3)) SELECT i FROM n"
                                                       " WHERE i > ?"));
    QStringList taken;
    const auto take = [&taken](const LogStatement& row) { taken.append(row.value(0).toString()); };
    QVERIFY(statement.forEach({1}, take));
    QCOMPARE(taken, QStringList({QStringLiteral("2"), QStringLiteral("3")}));
    QVERIFY(statement.forEach(QVariantList{2}, take));
    QCOMPARE(taken.size(), 3);
    QVERIFY(statement.forEach({3}, take));
    QCOMPARE(taken.size(), 3);
}

void TestLogStatement::takesRowsUntilItIsToldToStop()
{
    LogStatement statement(*m_database, QStringLiteral("WITH n(i) AS (VALUES (1), (2), (?)) SELECT abs(i) FROM n"));
    QStringList taken;
    const auto take = [&taken](const LogStatement& row) {
        taken.append(row.value(0).toString());
        return taken.size() < 2;
    };
    QVERIFY(statement.forEach({std::numeric_limits<qint64>::min()}, take)); // whose error is never met
    QCOMPARE(taken, QStringList({QStringLiteral("1"), QStringLiteral("2")}));
}

void TestLogStatement::makesAListOfRows()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT word FROM t WHERE number > ? ORDER BY number"));
    QCOMPARE(*statement.rows({0}, firstText), QStringList());
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO t (word) VALUES ('a'), ('b'), ('c')")));
    QCOMPARE(*statement.rows({1}, firstText), QStringList({QStringLiteral("b"), QStringLiteral("c")}));
}

void TestLogStatement::makesTheFirstRow()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT word FROM t WHERE number > ? ORDER BY number"));
    const auto none = statement.first({0}, firstText);
    QVERIFY(none);
    QVERIFY(!*none);
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO t (word) VALUES ('a'), ('b'), ('c')")));
    const auto found = statement.first({1}, firstText);
    QVERIFY(found);
    QCOMPARE(*found, QStringLiteral("b"));
    LogStatement wrong(*m_database, QStringLiteral("SELECT word FROM nowhere"));
    QVERIFY(!wrong.first({}, firstText));
}

void TestLogStatement::tellsTheFirstNumber()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT number FROM t WHERE number > ? ORDER BY number"));
    QCOMPARE(*statement.number({0}), 0);
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO t (word) VALUES ('a'), ('b'), ('c')")));
    QCOMPARE(*statement.number({0}), 1);
    QCOMPARE(*statement.number(QVariantList{1}), 2);
    LogStatement null(*m_database, QStringLiteral("SELECT max(number) FROM t WHERE FALSE"));
    QCOMPARE(*null.number(), 0);
    LogStatement wrong(*m_database, QStringLiteral("SELECT number FROM nowhere"));
    QVERIFY(!wrong.number());
}

void TestLogStatement::tellsAllNumbers()
{
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO t (word) VALUES ('a'), ('b'), ('c')")));
    LogStatement statement(*m_database, QStringLiteral("SELECT number, word FROM t WHERE number > ? ORDER BY number"));
    QCOMPARE(*statement.numbers({1}), QList<qint64>({2, 3}));
    QCOMPARE(*statement.numbers({3}), QList<qint64>());
}

void TestLogStatement::tellsWhatAStatementChanged()
{
    LogStatement insert(*m_database, QStringLiteral("INSERT INTO t (word) VALUES (?) ON CONFLICT (word) DO NOTHING"));
    QVERIFY(insert.run({QStringLiteral("a")}));
    QCOMPARE(insert.changedRows(), 1);
    QCOMPARE(insert.insertedId(), 1);
    QVERIFY(insert.run({QStringLiteral("a")}));
    QCOMPARE(insert.changedRows(), 0);
}

void TestLogStatement::tellsAnErrorOfTheText()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT word FROM nowhere"));
    const auto done = statement.run();
    QVERIFY(!done);
    QCOMPARE(done.error().code, LogError::Code::Failed);
    QVERIFY2(done.error().detail.contains(u"nowhere"), qPrintable(done.error().detail));
    QCOMPARE(done.error().path, m_database->path());
}

void TestLogStatement::tellsAnErrorOfTheFirstRow()
{
    LogStatement insert(*m_database, QStringLiteral("INSERT INTO t (word) VALUES (?)"));
    QVERIFY(insert.run({QStringLiteral("a")}));
    const auto done = insert.run({QStringLiteral("a")});
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"t.word"), qPrintable(done.error().detail));
}

void TestLogStatement::tellsAnErrorThatEndsTheRows()
{
    LogStatement statement(*m_database, QStringLiteral("WITH n(i) AS (VALUES (1), (?)) SELECT abs(i) FROM n"));
    const qint64 unpaired = std::numeric_limits<qint64>::min(); // which has no positive
    int rows = 0;
    const auto done = statement.forEach({unpaired}, [&rows](const LogStatement&) { ++rows; });
    QCOMPARE(rows, 1);
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"overflow"), qPrintable(done.error().detail));
    QVERIFY(!statement.numbers({unpaired}));
    QCOMPARE(*statement.number({unpaired}), 1); // which stands before it
    QCOMPARE(*statement.numbers({-2}), QList<qint64>({1, 2}));
}

void TestLogStatement::goesOnAfterAnError()
{
    LogStatement insert(*m_database, QStringLiteral("INSERT INTO t (word) VALUES (?)"));
    QVERIFY(insert.run({QStringLiteral("a")}));
    QVERIFY(!insert.run({QStringLiteral("a")}));
    QVERIFY(insert.run({QStringLiteral("b")}));
    QCOMPARE(*m_database->number(QStringLiteral("SELECT count(*) FROM t")), 2);
}

void TestLogStatement::holdsTheSnapshotWhileThereAreRows_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("to the last row") << false;
    QTest::newRow("stopped at the first") << true;
}

void TestLogStatement::holdsTheSnapshotWhileThereAreRows()
{
    QFETCH(const bool, isStopped);
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO t (word) VALUES ('a'), ('b')")));
    const auto reader = connection();
    QVERIFY(reader);
    LogStatement statement(*reader, QStringLiteral("SELECT word FROM t"));
    const auto count = [&] { return *reader->number(QStringLiteral("SELECT count(*) FROM t")); };
    QList<qint64> seen;
    QVERIFY(statement.forEach({}, [&](const LogStatement&) {
        if (seen.isEmpty() && !m_database->execute(QStringLiteral("DELETE FROM t")))
            return false;
        seen.append(count());
        return !isStopped;
    }));
    QCOMPARE(seen, isStopped ? QList<qint64>({2}) : QList<qint64>({2, 2}));
    QCOMPARE(count(), 0);
}

QTEST_GUILESS_MAIN(TestLogStatement)
#include "test_logstatement.moc"
