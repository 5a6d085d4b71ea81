// SPDX-License-Identifier: MIT
#include "tests/e2e/deliveryledger.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <memory>
#include <sys/mount.h>
#include <sys/resource.h>

using namespace kaunt::test;

using Statuses = QHash<int, int>;

/// The disk or its file system fails under a real receiver: nothing is acknowledged meanwhile, the receiver lives, says
/// why, and stores again by itself once it can. Afterwards the log holds what was acknowledged, once.
class TestFailingDisk final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void outlivesErrorsOfTheDisk_data();
    void outlivesErrorsOfTheDisk();
    void isKilledWhileTheDiskFails();
    void outlivesAFullDisk();
    void outlivesALogThatMayNotGrow();
    void outlivesAReadOnlyFileSystem();
    void salvagesWhereAFileHasOneNameOnly();
    void outlivesALockOfAnother();

private:
    void listen();
    /// What it has written to stderr since the last time, once that has `words`; empty where it never has.
    [[nodiscard]] QString heard(const QString& words);
    void checkRecovery();
    void mountDisk();
    void fillDisk();
    void makeReadOnly(bool isReadOnly);
    void begin();

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<DeliveryLedger> m_ledger;
    std::unique_ptr<QProcess> m_listener;
    bool m_isMounted = false; ///< whether the log is on a file system of its own
    QString m_url;
    QString m_stderr;
};

void TestFailingDisk::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_ledger = std::make_unique<DeliveryLedger>(*m_kauntctl);
    m_listener = std::make_unique<QProcess>();
    m_isMounted = false;
    m_stderr.clear();
}

void TestFailingDisk::cleanup()
{
    if (m_listener->state() != QProcess::NotRunning) {
        m_listener->kill();
        m_listener->waitForFinished(Kauntctl::patience);
    }
    ::umount2(QFile::encodeName(m_kauntctl->path(QStringLiteral("data"))).constData(), MNT_DETACH);
}

/// A receiver on a disk that obeys; without a URL where it does not listen.
void TestFailingDisk::begin()
{
    const QProcessEnvironment usual = m_kauntctl->environment;
    m_kauntctl->environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(KAUNT_FAULTY_DISK));
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_FAULTY_DISK"), m_kauntctl->path(QStringLiteral("orders")));
    m_kauntctl->environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
    m_url = m_kauntctl->listen(*m_listener);
    m_kauntctl->environment = usual;
}

void TestFailingDisk::listen()
{
    begin();
    QVERIFY(!m_url.isEmpty());
    QCOMPARE(m_ledger->send(m_url, 10), (Statuses{{200, 10}}));
}

QString TestFailingDisk::heard(const QString& words)
{
    const auto hears = [&] {
        m_stderr += QString::fromUtf8(m_listener->readAllStandardError());
        return m_stderr.contains(words);
    };
    return QTest::qWaitFor(hears, Kauntctl::patience) ? std::exchange(m_stderr, {}) : QString();
}

void TestFailingDisk::checkRecovery()
{
    QCOMPARE(m_ledger->send(m_url, 10), (Statuses{{200, 10}}));
    QVERIFY2(!heard(QStringLiteral("can be written again")).isEmpty(), qPrintable(m_stderr));
    QCOMPARE(m_ledger->flaw(), QString());
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(m_ledger->flaw(), QString());
    QCOMPARE(m_ledger->acknowledged(), 20);
}

void TestFailingDisk::outlivesErrorsOfTheDisk_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QString>("words");
    const QString ioError = QStringLiteral("the disk reports an error");
    QTest::newRow("a write fails") << "write " + QByteArray::number(EIO) << ioError;
    QTest::newRow("an fsync fails") << "sync " + QByteArray::number(EIO) << ioError;
    QTest::newRow("no room") << "write " + QByteArray::number(ENOSPC) << QStringLiteral("the disk is full");
    QTest::newRow("an fsync finds no room") << "sync " + QByteArray::number(ENOSPC) << ioError;
    QTest::newRow("quota exceeded") << "write " + QByteArray::number(EDQUOT) << ioError;
    QTest::newRow("became read-only") << "write " + QByteArray::number(EROFS) << ioError;
}

void TestFailingDisk::outlivesErrorsOfTheDisk()
{
    QFETCH(const QByteArray, order);
    QFETCH(const QString, words);
    listen();
    m_kauntctl->write(QStringLiteral("orders"), order);
    QCOMPARE(m_ledger->send(m_url, 5), (Statuses{{503, 5}}));
    const QString said = heard(words);
    QVERIFY2(said.contains(QStringLiteral("answered 503")), qPrintable(m_stderr + said));
    m_kauntctl->write(QStringLiteral("orders"), {});
    checkRecovery();
}

void TestFailingDisk::isKilledWhileTheDiskFails()
{
    listen();
    m_kauntctl->write(QStringLiteral("orders"), "sync " + QByteArray::number(EIO));
    QCOMPARE(m_ledger->send(m_url, 5), (Statuses{{503, 5}}));
    m_kauntctl->write(QStringLiteral("orders"), "cut 1");
    QCOMPARE(m_ledger->send(m_url, 1), (Statuses{{0, 1}}));
    QVERIFY(m_listener->waitForFinished(Kauntctl::patience));
    QCOMPARE(m_ledger->flaw(), QString());
    m_kauntctl->write(QStringLiteral("orders"), {});
    m_listener = std::make_unique<QProcess>();
    listen();
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(m_ledger->flaw(), QString());
    QCOMPARE(m_ledger->acknowledged(), 20);
}

/// A small file system of its own in the place of the data folder. Where that is not permitted, the disk that obeys
/// does to the receiver what such a file system would.
void TestFailingDisk::mountDisk()
{
    const QString folder = m_kauntctl->path(QStringLiteral("data"));
    QVERIFY(QDir().mkpath(folder));
    m_isMounted = ::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", 0, "size=4m") == 0;
}

void TestFailingDisk::fillDisk()
{
    if (!m_isMounted) {
        m_kauntctl->write(QStringLiteral("orders"), "room 65536");
        return;
    }
    QFile filler(m_kauntctl->path(QStringLiteral("data/filler")));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) > 0) {
    }
}

void TestFailingDisk::makeReadOnly(bool isReadOnly)
{
    if (!m_isMounted) {
        m_kauntctl->write(QStringLiteral("orders"), isReadOnly ? "open " + QByteArray::number(EROFS) : QByteArray());
        return;
    }
    const QByteArray folder = QFile::encodeName(m_kauntctl->path(QStringLiteral("data")));
    const unsigned long flags = MS_REMOUNT | (isReadOnly ? MS_RDONLY : 0);
    QCOMPARE(::mount("tmpfs", folder.constData(), "tmpfs", flags, nullptr), 0);
}

void TestFailingDisk::outlivesAFullDisk()
{
    mountDisk();
    listen();
    fillDisk();
    if (QTest::currentTestFailed())
        return;
    QHash<int, int> statuses;
    // What room the log still has in its own files is used up first.
    for (int tries = 0; tries < 100 && !statuses.contains(503); ++tries)
        statuses = m_ledger->send(m_url, 20);
    QVERIFY(statuses.contains(503));
    QVERIFY2(heard(QStringLiteral("the disk is full")).contains(QStringLiteral(" free)")), qPrintable(m_stderr));
    const qsizetype before = m_ledger->acknowledged();
    m_kauntctl->write(QStringLiteral("orders"), {});
    QCOMPARE(QFile::remove(m_kauntctl->path(QStringLiteral("data/filler"))), m_isMounted);
    if (m_isMounted) // found without a delivery, though this disk never has much room
        QVERIFY(!heard(QStringLiteral("can be written again")).isEmpty());
    QCOMPARE(m_ledger->send(m_url, 10), (Statuses{{200, 10}}));
    QVERIFY(m_isMounted || !heard(QStringLiteral("can be written again")).isEmpty());
    QCOMPARE(m_ledger->acknowledged(), before + 10);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(m_ledger->flaw(), QString());
}

void TestFailingDisk::outlivesALogThatMayNotGrow()
{
    listen();
    const auto process = static_cast<pid_t>(m_listener->processId());
    rlimit before{};
    const rlimit tight{1024, RLIM_INFINITY};
    QCOMPARE(::prlimit(process, RLIMIT_FSIZE, &tight, &before), 0);
    QCOMPARE(m_ledger->send(m_url, 5), (Statuses{{503, 5}}));
    QVERIFY2(!heard(QStringLiteral("the disk reports an error")).isEmpty(), qPrintable(m_stderr));
    QCOMPARE(::prlimit(process, RLIMIT_FSIZE, &before, nullptr), 0);
    checkRecovery();
}

void TestFailingDisk::outlivesAReadOnlyFileSystem()
{
    mountDisk();
    listen();
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    makeReadOnly(true);
    m_listener = std::make_unique<QProcess>();
    begin();
    QCOMPARE(m_url, QString());
    QVERIFY(m_listener->waitForFinished(Kauntctl::patience) || m_listener->state() == QProcess::NotRunning);
    QCOMPARE(m_listener->exitCode(), 3);
    QVERIFY(m_listener->readAllStandardError().contains("Can't write the log"));
    QCOMPARE(m_ledger->flaw(), QString());
    makeReadOnly(false);
    if (QTest::currentTestFailed())
        return;
    m_listener = std::make_unique<QProcess>();
    listen();
    QCOMPARE(m_ledger->flaw(), QString());
}

/// As on many a memory card. It was found damaged by an earlier run.
void TestFailingDisk::salvagesWhereAFileHasOneNameOnly()
{
    m_kauntctl->write(QStringLiteral("orders"), "link " + QByteArray::number(EPERM));
    listen();
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    m_kauntctl->write(QStringLiteral("data/events.damaged"), {});
    m_listener = std::make_unique<QProcess>();
    begin();
    QVERIFY(!m_url.isEmpty());
    QVERIFY2(!heard(QStringLiteral("a new one was begun")).isEmpty(), qPrintable(m_stderr));
    QCOMPARE(m_ledger->send(m_url, 10), (Statuses{{200, 10}}));
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(m_ledger->flaw(), QString());
    QCOMPARE(m_ledger->acknowledged(), 20);
}

void TestFailingDisk::outlivesALockOfAnother()
{
    listen();
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        other.setDatabaseName(m_kauntctl->path(QStringLiteral("data/events.sqlite")));
        QVERIFY(other.open());
        QSqlQuery query(other);
        QVERIFY(query.exec(QStringLiteral("BEGIN EXCLUSIVE")));
        QCOMPARE(m_ledger->send(m_url, 1), (Statuses{{503, 1}}));
        const QString owner =
            QStringLiteral("test_failingdis (process %1)").arg(QCoreApplication::applicationPid()); // proc(5): 15 bytes
        QVERIFY2(!heard(owner).isEmpty(), qPrintable(m_stderr));
        QVERIFY(query.exec(QStringLiteral("ROLLBACK")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    checkRecovery();
}

QTEST_GUILESS_MAIN(TestFailingDisk)
#include "test_failingdisk.moc"
