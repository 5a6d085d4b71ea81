// SPDX-License-Identifier: MIT
#include "core/storage/logstatement.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace kaunt;

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
    void tellsWhatAStatementChanged();
    void tellsAnErrorOfTheText();
    void tellsAnErrorOfTheFirstRow();
    void tellsAnErrorThatEndsTheRows();
    void goesOnAfterAnError();
    void letsGoOfTheSnapshot();

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
    QVERIFY(statement.run({value, value}));
    QVERIFY(statement.next());
    QCOMPARE(statement.value(1).toString(), storedAs);
    const QVariant back = statement.value(0);
    QCOMPARE(back.isNull(), storedAs == u"null");
    if (!back.isNull())
        QCOMPARE(back.toByteArray(),
                 storedAs == u"integer" ? QByteArray::number(value.toLongLong()) : value.toByteArray());
    QVERIFY(!statement.next());
    QVERIFY(statement.finish());
}

void TestLogStatement::bindsWhatIsOptional()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT typeof(?), typeof(?)"));
    QVERIFY(statement.run({std::optional<qint64>(), std::optional<qint64>(0)}));
    QVERIFY(statement.next());
    QCOMPARE(statement.value(0).toString(), QStringLiteral("null"));
    QCOMPARE(statement.value(1).toString(), QStringLiteral("integer"));
}

void TestLogStatement::keepsWhatIsBoundWhileThereAreRows()
{
    LogStatement statement(*m_database, QStringLiteral("WITH n(i) AS (VALUES (1), (2), (3)) SELECT i || ? FROM n"));
    QVERIFY(statement.run({QString(1'000, u'x')})); // gone when run() is back
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(statement.next());
        QCOMPARE(statement.value(0).toString(), QString::number(i) + QString(1'000, u'x'));
    }
    QVERIFY(!statement.next());
    QVERIFY(!statement.next());
}

void TestLogStatement::runsAgainWithOtherValues()
{
    LogStatement statement(*m_database, QStringLiteral("SELECT ? UNION ALL SELECT 2"));
    for (const qint64 each : {7, 8, 9}) {
        QVERIFY(statement.run({each})); // whether or not all rows of the last run were read
        QVERIFY(statement.next());
        QCOMPARE(statement.value(0).toLongLong(), each);
    }
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
    QVERIFY(statement.run({std::numeric_limits<qint64>::min()})); // which has no positive
    QVERIFY(statement.next());
    QVERIFY(!statement.next());
    const auto done = statement.finish();
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"overflow"), qPrintable(done.error().detail));
    QVERIFY(statement.finish()); // told once
}

void TestLogStatement::goesOnAfterAnError()
{
    LogStatement insert(*m_database, QStringLiteral("INSERT INTO t (word) VALUES (?)"));
    QVERIFY(insert.run({QStringLiteral("a")}));
    QVERIFY(!insert.run({QStringLiteral("a")}));
    QVERIFY(insert.run({QStringLiteral("b")}));
    QCOMPARE(*m_database->number(QStringLiteral("SELECT count(*) FROM t")), 2);
}

void TestLogStatement::letsGoOfTheSnapshot()
{
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO t (word) VALUES ('a'), ('b')")));
    const auto reader = connection();
    QVERIFY(reader);
    LogStatement statement(*reader, QStringLiteral("SELECT word FROM t"));
    QVERIFY(statement.run());
    QVERIFY(statement.next());
    QVERIFY(m_database->execute(QStringLiteral("DELETE FROM t")));
    const auto count = [&] { return *reader->number(QStringLiteral("SELECT count(*) FROM t")); };
    QCOMPARE(count(), 2); // as the statement sees it
    QVERIFY(statement.finish());
    QCOMPARE(count(), 0);
}

QTEST_GUILESS_MAIN(TestLogStatement)
#include "test_logstatement.moc"
