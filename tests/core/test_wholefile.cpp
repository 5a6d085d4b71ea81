// SPDX-License-Identifier: MIT
#include "core/wholefile.h"
#include "tests/support/filecontent.h"
#include "tests/support/foldersyncs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// No file of the process may grow beyond this, as long as it lives: what a full disk does.
class TightDisk {
public:
    explicit TightDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~TightDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(TightDisk)

private:
    using Handler = void (*)(int);

    Handler m_handler;
    rlimit m_before{};
};

} // namespace

class TestWholeFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folderSyncs() = {}; }
    void replacesAtOnceOrNotAtAll();
    void tellsWhyItCantBeWritten();
    void leavesADeviceInItsPlace();
    void keepsWhatWasThereWhereThereIsNoRoom();
    void isForItsOwnerOnly();
    void outlastsAPowerCut_data();
    void outlastsAPowerCut();
    void isWrittenWhereTheFolderCantBeSynced();
};

void TestWholeFile::replacesAtOnceOrNotAtAll()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.csv"));
    {
        const auto file = WholeFile::open(path, WholeFile::Access::Usual);
        QVERIFY(file);
        QCOMPARE((*file)->device().write("first"), 5);
        QVERIFY((*file)->commit());
    }
    QCOMPARE(contentOf(path), "first");
    {
        const auto file = WholeFile::open(path, WholeFile::Access::Usual);
        QVERIFY(file);
        QCOMPARE((*file)->device().write("half"), 4);
        QCOMPARE(contentOf(path), "first");
    }
    QCOMPARE(contentOf(path), "first");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("events.csv")});
}

void TestWholeFile::tellsWhyItCantBeWritten()
{
    const QTemporaryDir folder;
    const auto inNoFolder =
        WholeFile::open(folder.filePath(QStringLiteral("none/events.csv")), WholeFile::Access::Usual);
    QVERIFY(!inNoFolder);
    QVERIFY(!inNoFolder.error().isEmpty());
    QVERIFY(!WholeFile::open(folder.path(), WholeFile::Access::Usual));
}

void TestWholeFile::leavesADeviceInItsPlace()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    QFile reader(path); // opened for both, so that neither side waits for the other
    QVERIFY(reader.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    const auto file = WholeFile::open(path, WholeFile::Access::Usual);
    QVERIFY(file);
    QCOMPARE((*file)->device().write("through"), 7);
    QVERIFY((*file)->commit());
    QCOMPARE(reader.read(7), "through");
    struct stat status {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
}

void TestWholeFile::keepsWhatWasThereWhereThereIsNoRoom()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.csv"));
    QVERIFY(WholeFile::write(path, "first", WholeFile::Access::Usual));
    Result<void, QString> written;
    {
        const TightDisk disk(8);
        written = WholeFile::write(path, "more than there is room for", WholeFile::Access::Usual);
    }
    QVERIFY(!written);
    QVERIFY(!written.error().isEmpty());
    QCOMPARE(contentOf(path), "first");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("events.csv")});
}

void TestWholeFile::isForItsOwnerOnly()
{
    using Access = WholeFile::Access;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.csv"));
    const QFileDevice::Permissions everybody = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    const auto readers = [&path, everybody] { return QFile::permissions(path) & everybody; };
    QVERIFY(WholeFile::write(path, "x", Access::OwnerWhereNew));
    QCOMPARE(readers(), QFileDevice::Permissions());
    QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | everybody));
    QVERIFY(WholeFile::write(path, "x", Access::OwnerWhereNew));
    QCOMPARE(readers(), everybody);
    QVERIFY(WholeFile::write(path, "x", Access::Owner));
    QCOMPARE(readers(), QFileDevice::Permissions());
}

void TestWholeFile::outlastsAPowerCut_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a new one") << QStringLiteral("kept/new");
    QTest::newRow("in place of another") << QStringLiteral("kept/settings");
    QTest::newRow("where a link leads to") << QStringLiteral("link");
}

/// Its new name is on the disk, not its content alone.
void TestWholeFile::outlastsAPowerCut()
{
    QFETCH(const QString, name);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("kept")));
    const QString kept = folder.filePath(QStringLiteral("kept/settings"));
    QVERIFY(WholeFile::write(kept, "first", WholeFile::Access::Owner));
    QVERIFY(QFile::link(kept, folder.filePath(QStringLiteral("link"))));
    folderSyncs() = {};
    folderSyncs().file = folder.filePath(name);
    QVERIFY(WholeFile::write(folder.filePath(name), "second", WholeFile::Access::Owner));
    QCOMPARE(folderSyncs().folders, QStringList{QFileInfo(kept).canonicalPath()});
    QCOMPARE(folderSyncs().contents, QByteArrayList{"second"});
}

/// Some file systems do not do that, and nobody may look into some folders.
void TestWholeFile::isWrittenWhereTheFolderCantBeSynced()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings"));
    folderSyncs().error = EINVAL;
    QVERIFY(WholeFile::write(path, "first", WholeFile::Access::Owner));
    QCOMPARE(contentOf(path), "first");
    QCOMPARE(folderSyncs().folders.size(), 1);
    const QFileDevice::Permissions usual = QFile::permissions(folder.path());
    QVERIFY(QFile::setPermissions(folder.path(), QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    QVERIFY(WholeFile::write(path, "second", WholeFile::Access::Owner));
    QVERIFY(QFile::setPermissions(folder.path(), usual));
    QCOMPARE(contentOf(path), "second");
}

QTEST_GUILESS_MAIN(TestWholeFile)
#include "test_wholefile.moc"
