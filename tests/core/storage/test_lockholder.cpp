// SPDX-License-Identifier: MIT
#include "core/storage/lockholder.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/sysmacros.h>

using namespace kaunt;

/// Who holds a lock, by what the kernel tells of all of them.
class TestLockHolder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsTheProcess();
    void passesOverTheSameNumberOnAnotherDisk();
    void passesOverWhatIsNoLockOfAnother();

private:
    /// A line of /proc/locks.
    [[nodiscard]] QByteArray line(const char* kind, qint64 process, quint64 device) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    struct stat m_status = {};
};

void TestLockHolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("events.sqlite"));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &m_status), 0);
}

QByteArray TestLockHolder::line(const char* kind, qint64 process, quint64 device) const
{
    return QString::asprintf("1: POSIX  ADVISORY  %s %lld %02x:%02x:%llu 120 120\n", kind,
                             static_cast<long long>(process), major(device), minor(device),
                             static_cast<unsigned long long>(m_status.st_ino))
        .toLatin1();
}

void TestLockHolder::findsTheProcess()
{
    const QByteArray other = "1: POSIX  ADVISORY  WRITE 4710 fd:01:1 0 EOF\n";
    QCOMPARE(lockHolderIn(other + line("WRITE", 4711, m_status.st_dev), m_path), 4711);
    QCOMPARE(lockHolderIn(other, m_path), 0);
}

void TestLockHolder::passesOverTheSameNumberOnAnotherDisk()
{
    const auto another = makedev(major(m_status.st_dev) + 1, minor(m_status.st_dev));
    QCOMPARE(lockHolderIn(line("WRITE", 4711, another), m_path), 0);
    QCOMPARE(lockHolderIn(line("WRITE", 4711, another) + line("WRITE", 4712, m_status.st_dev), m_path), 4712);
}

void TestLockHolder::passesOverWhatIsNoLockOfAnother()
{
    QCOMPARE(lockHolderIn(line("READ ", 4711, m_status.st_dev), m_path), 0);
    QCOMPARE(lockHolderIn(line("WRITE", QCoreApplication::applicationPid(), m_status.st_dev), m_path), 0);
    QCOMPARE(lockHolderIn(line("WRITE", -1, m_status.st_dev), m_path), 0);
}

QTEST_GUILESS_MAIN(TestLockHolder)
#include "test_lockholder.moc"
