// SPDX-License-Identifier: MIT
#include "core/export/exportrun.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/filecontent.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// An export beside everything else: each ends with one word, and a file is there whole or as it was.
class TestExportRun final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesTheFile();
    void rehearsesWithoutOne();
    void leavesTheFileWhenStopped_data();
    void leavesTheFileWhenStopped();
    void knowsThatItWasCompleteWhenStopped();
    void tellsWhereTheFileCannotBe();
    void tellsWhereTheDiskIsFull();
    void tellsWhereThereIsNoLog();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] std::unique_ptr<ExportRun> run(const QString& file) const;
    [[nodiscard]] static ExportError errorOf(ExportRun& run);

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestExportRun::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), refusedDelivery()}).size(), 2);
}

void TestExportRun::cleanup()
{
    m_log.reset();
}

std::unique_ptr<ExportRun> TestExportRun::run(const QString& file) const
{
    return std::make_unique<ExportRun>(m_folder->path(), m_clock, ExportRequest(), file);
}

/// An empty one where it does not fail.
ExportError TestExportRun::errorOf(ExportRun& run)
{
    const QSignalSpy failed(&run, &ExportRun::failed);
    const QSignalSpy finished(&run, &ExportRun::finished);
    run.start();
    if (!QTest::qWaitFor([&] { return !failed.isEmpty() || !finished.isEmpty(); }, 30'000) || failed.isEmpty())
        return {};
    return failed.constFirst().constFirst().value<ExportError>();
}

void TestExportRun::writesTheFile()
{
    const auto exporting = run(path(QStringLiteral("events.jsonl")));
    const QSignalSpy finished(exporting.get(), &ExportRun::finished);
    const QSignalSpy failed(exporting.get(), &ExportRun::failed);
    exporting->start();
    QTRY_COMPARE(finished.size(), 1);
    const auto progress = finished.constFirst().constFirst().value<ExportProgress>();
    QVERIFY(progress.isFinished);
    QCOMPARE(progress.total, 2);
    QCOMPARE(progress.written, 2);
    QVERIFY(failed.isEmpty());
    QVERIFY(!exporting->isRehearsal());
    QCOMPARE(contentOf(exporting->path()).count('\n'), 2);
}

void TestExportRun::rehearsesWithoutOne()
{
    const auto rehearsal = run({});
    const QSignalSpy finished(rehearsal.get(), &ExportRun::finished);
    QVERIFY(rehearsal->isRehearsal());
    rehearsal->start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().value<ExportProgress>().done, 2);
}

void TestExportRun::leavesTheFileWhenStopped_data()
{
    QTest::addColumn<bool>("hasBegun");
    QTest::newRow("at once") << false;
    QTest::newRow("with a part of it on its way") << true;
}

void TestExportRun::leavesTheFileWhenStopped()
{
    const QString file = path(QStringLiteral("events.jsonl"));
    {
        QFile before(file);
        QVERIFY(before.open(QIODevice::WriteOnly));
        QCOMPARE(before.write("before"), 6);
    }
    QList<Delivery> moreThanAPart;
    for (int i = 0; i < 5'000; ++i)
        moreThanAPart.append(verifiedDelivery(QString::number(i)));
    QCOMPARE(appendAll(*m_log, moreThanAPart).size(), 5'000);
    const auto exporting = run(file);
    const QSignalSpy progressed(exporting.get(), &ExportRun::progressed);
    const QSignalSpy finished(exporting.get(), &ExportRun::finished);
    const QSignalSpy failed(exporting.get(), &ExportRun::failed);
    exporting->start();
    QFETCH(const bool, hasBegun);
    if (hasBegun)
        QTRY_VERIFY(!progressed.isEmpty() || !finished.isEmpty());
    const qsizetype told = progressed.size() + finished.size();
    const bool wasComplete = exporting->stop(); // which nobody can know, once it has begun
    QVERIFY(hasBegun || !wasComplete);
    QCOMPARE(contentOf(file) == "before", !wasComplete);
    QCoreApplication::processEvents();
    QCOMPARE(progressed.size() + finished.size(), told);
    QVERIFY(failed.isEmpty());
}

void TestExportRun::knowsThatItWasCompleteWhenStopped()
{
    const auto exporting = run(path(QStringLiteral("events.jsonl")));
    const QSignalSpy finished(exporting.get(), &ExportRun::finished);
    exporting->start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(exporting->stop());
}

void TestExportRun::tellsWhereTheFileCannotBe()
{
    const auto exporting = run(path(QStringLiteral("none/events.jsonl")));
    const ExportError error = errorOf(*exporting);
    QVERIFY(!error.log);
    QVERIFY(!error.systemText.isEmpty());
    QVERIFY(!exporting->stop());
}

void TestExportRun::tellsWhereTheDiskIsFull()
{
    const ExportError error = errorOf(*run(QStringLiteral("/dev/full")));
    QVERIFY(!error.log);
    QVERIFY(!error.systemText.isEmpty());
}

void TestExportRun::tellsWhereThereIsNoLog()
{
    ExportRun exporting(path(QStringLiteral("nowhere")), m_clock, {}, path(QStringLiteral("events.jsonl")));
    const ExportError error = errorOf(exporting);
    QVERIFY(error.log);
    QVERIFY(!QFile::exists(exporting.path()));
}

QTEST_GUILESS_MAIN(TestExportRun)
#include "test_exportrun.moc"
