// SPDX-License-Identifier: MIT
#include "core/storage/folderlock.h"

#include <QFile>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaunt;

namespace {

bool isWithoutLocks = false;

} // namespace

/// In place of the C library's: a file system that has none.
extern "C" int flock(int file, int operation) noexcept
{
    if (!isWithoutLocks)
        return static_cast<int>(::syscall(SYS_flock, file, operation));
    errno = ENOLCK;
    return -1;
}

/// One at a time, whatever stands in the file.
class TestFolderLock final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { isWithoutLocks = false; }
    void isHeldByOne();
    void isFreeWhateverTheFileSays();
    void endsWithItsProcess();
    void keepsOutEarlierVersions();
    void isKeptOutByEarlierVersions();
    void doesWithoutTheKernel();
    void leavesNothingBehind();
    void cannotBeMade();
    void isTakenAnewWhereItsFileWasRemoved();

private:
    using Outcome = FolderLock::Outcome;
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("events.lock")); }
    [[nodiscard]] static QByteArray ownText()
    {
        return QByteArray::number(QCoreApplication::applicationPid()) + '\n' +
               QCoreApplication::applicationName().toUtf8() + '\n' + QSysInfo::machineHostName().toUtf8() + '\n';
    }
    void write(const QByteArray& text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFolderLock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFolderLock::isHeldByOne()
{
    FolderLock first(path());
    QCOMPARE(first.lock(), Outcome::Locked);
    QCOMPARE(first.lock(), Outcome::Locked);
    FolderLock second(path());
    QCOMPARE(second.lock(), Outcome::LockedByOther);
    QCOMPARE(second.owner(), QStringLiteral("test_folderlock (process %1)").arg(QCoreApplication::applicationPid()));
    first.unlock();
    QCOMPARE(second.lock(), Outcome::Locked);
    QCOMPARE(first.lock(), Outcome::LockedByOther);
}

/// As process 1 of a container finds what process 1 of the one before has left.
void TestFolderLock::isFreeWhateverTheFileSays()
{
    write(ownText());
    FolderLock lock(path());
    QCOMPARE(lock.lock(), Outcome::Locked);
    lock.unlock();
    write("no process at all");
    QCOMPARE(lock.lock(), Outcome::Locked);
}

void TestFolderLock::endsWithItsProcess()
{
    const pid_t child = ::fork();
    if (child == 0) {
        FolderLock lock(path());
        ::_exit(lock.lock() == Outcome::Locked ? 0 : 1); // without a destructor
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QVERIFY(QFile::exists(path()));
    FolderLock lock(path());
    QCOMPARE(lock.lock(), Outcome::Locked);
}

void TestFolderLock::keepsOutEarlierVersions()
{
    FolderLock lock(path());
    QCOMPARE(lock.lock(), Outcome::Locked);
    QLockFile earlier(path());
    earlier.setStaleLockTime(0);
    QVERIFY(!earlier.tryLock(0));
    qint64 process = 0;
    QString host;
    QString program;
    QVERIFY(earlier.getLockInfo(&process, &host, &program));
    QCOMPARE(process, QCoreApplication::applicationPid());
    QCOMPARE(program, QStringLiteral("test_folderlock"));
    // It would take over from a process that is gone, if the kernel let it.
    write("999999999\ntest_folderlock\n" + QSysInfo::machineHostName().toUtf8() + '\n');
    QVERIFY(!earlier.tryLock(0));
    lock.unlock();
    QVERIFY(earlier.tryLock(0));
}

void TestFolderLock::isKeptOutByEarlierVersions()
{
    QLockFile earlier(path());
    QVERIFY(earlier.tryLock(0));
    FolderLock lock(path());
    QCOMPARE(lock.lock(), Outcome::LockedByOther);
    QVERIFY(lock.owner().startsWith(QStringLiteral("test_folderlock")));
    earlier.unlock();
    QCOMPARE(lock.lock(), Outcome::Locked);
}

void TestFolderLock::doesWithoutTheKernel()
{
    isWithoutLocks = true;
    FolderLock first(path());
    QCOMPARE(first.lock(), Outcome::Locked);
    FolderLock second(path());
    QCOMPARE(second.lock(), Outcome::LockedByOther);
    QVERIFY(!second.owner().isEmpty());
    first.unlock();
    QCOMPARE(second.lock(), Outcome::Locked);
}

void TestFolderLock::leavesNothingBehind()
{
    {
        FolderLock lock(path());
        QCOMPARE(lock.lock(), Outcome::Locked);
        const auto others = QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther);
        QVERIFY(!others);
    }
    QVERIFY(!QFile::exists(path()));
}

void TestFolderLock::cannotBeMade()
{
    FolderLock lock(m_folder->filePath(QStringLiteral("missing/events.lock")));
    QCOMPARE(lock.lock(), Outcome::Failed);
    QVERIFY(lock.owner().isEmpty());
}

/// What was removed keeps nobody out.
void TestFolderLock::isTakenAnewWhereItsFileWasRemoved()
{
    FolderLock first(path());
    QCOMPARE(first.lock(), Outcome::Locked);
    QVERIFY(QFile::remove(path()));
    FolderLock second(path());
    QCOMPARE(second.lock(), Outcome::Locked);
    QCOMPARE(first.lock(), Outcome::LockedByOther);
    second.unlock();
    QCOMPARE(first.lock(), Outcome::Locked);
    QCOMPARE(second.lock(), Outcome::LockedByOther);
}

QTEST_GUILESS_MAIN(TestFolderLock)
#include "test_folderlock.moc"
