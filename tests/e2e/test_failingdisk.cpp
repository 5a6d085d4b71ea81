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
    void outlivesALockOfAnother();

private:
    void listen();
    /// What it has written to stderr since the last time, once that has `words`; empty where it never has.
    [[nodiscard]] QString heard(const QString& words);
    void checkRecovery();
    [[nodiscard]] bool mountDisk(unsigned long flags) const;

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<DeliveryLedger> m_ledger;
    std::unique_ptr<QProcess> m_listener;
    QString m_url;
    QString m_stderr;
};

void TestFailingDisk::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_ledger = std::make_unique<DeliveryLedger>(*m_kauntctl);
    m_listener = std::make_unique<QProcess>();
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

void TestFailingDisk::listen()
{
    const QProcessEnvironment usual = m_kauntctl->environment;
    m_kauntctl->environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(KAUNT_FAULTY_DISK));
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_FAULTY_DISK"), m_kauntctl->path(QStringLiteral("orders")));
    m_kauntctl->environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
    m_url = m_kauntctl->listen(*m_listener);
    m_kauntctl->environment = usual;
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

/// A small file system of its own in the place of the data folder; false for who may not mount.
bool TestFailingDisk::mountDisk(unsigned long flags) const
{
    const QString folder = m_kauntctl->path(QStringLiteral("data"));
    return QDir().mkpath(folder) &&
           ::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", flags, "size=4m") == 0;
}

void TestFailingDisk::outlivesAFullDisk()
{
    // Who may not mount has the same from the shim: "no room".
    if (!mountDisk(0))
        return;
    listen();
    QFile filler(m_kauntctl->path(QStringLiteral("data/filler")));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) > 0) {
    }
    QHash<int, int> statuses;
    // What room the log still has in its own files is used up first.
    for (int tries = 0; tries < 100 && !statuses.contains(503); ++tries)
        statuses = m_ledger->send(m_url, 20);
    QVERIFY(statuses.contains(503));
    QVERIFY2(heard(QStringLiteral("the disk is full")).contains(QStringLiteral("is free")), qPrintable(m_stderr));
    const qsizetype before = m_ledger->acknowledged();
    QVERIFY(filler.remove());
    QCOMPARE(m_ledger->send(m_url, 10), (Statuses{{200, 10}}));
    QVERIFY(!heard(QStringLiteral("can be written again")).isEmpty());
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
    // Who may not mount has nearly the same from the shim: "became read-only".
    if (!mountDisk(0))
        return;
    listen();
    const QByteArray folder = QFile::encodeName(m_kauntctl->path(QStringLiteral("data")));
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QCOMPARE(::mount("tmpfs", folder.constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);
    QProcess refused;
    QCOMPARE(m_kauntctl->listen(refused), QString());
    QVERIFY(refused.waitForFinished(Kauntctl::patience) || refused.state() == QProcess::NotRunning);
    QCOMPARE(refused.exitCode(), 3);
    QVERIFY(refused.readAllStandardError().contains("Can't write the log"));
    QCOMPARE(m_ledger->flaw(), QString());
    QCOMPARE(::mount("tmpfs", folder.constData(), "tmpfs", MS_REMOUNT, nullptr), 0);
    m_listener = std::make_unique<QProcess>();
    listen();
    QCOMPARE(m_ledger->flaw(), QString());
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
