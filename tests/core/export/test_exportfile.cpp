// SPDX-License-Identifier: MIT
#include "core/export/exportfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace kaunt;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable";
}

} // namespace

class TestExportFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesAtOnceOrNotAtAll();
    void tellsWhyItCantBeWritten();
    void leavesADeviceInItsPlace();
};

void TestExportFile::replacesAtOnceOrNotAtAll()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.csv"));
    {
        const auto file = ExportFile::open(path);
        QVERIFY(file);
        QCOMPARE((*file)->device().write("first"), 5);
        QVERIFY((*file)->commit());
    }
    QCOMPARE(contentOf(path), "first");
    {
        const auto file = ExportFile::open(path);
        QVERIFY(file);
        QCOMPARE((*file)->device().write("half"), 4);
        QCOMPARE(contentOf(path), "first");
    }
    QCOMPARE(contentOf(path), "first");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("events.csv")});
}

void TestExportFile::tellsWhyItCantBeWritten()
{
    const QTemporaryDir folder;
    const auto inNoFolder = ExportFile::open(folder.filePath(QStringLiteral("none/events.csv")));
    QVERIFY(!inNoFolder);
    QVERIFY(!inNoFolder.error().isEmpty());
    QVERIFY(!ExportFile::open(folder.path()));
}

void TestExportFile::leavesADeviceInItsPlace()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    QFile reader(path); // opened for both, so that neither side waits for the other
    QVERIFY(reader.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    const auto file = ExportFile::open(path);
    QVERIFY(file);
    QCOMPARE((*file)->device().write("through"), 7);
    QVERIFY((*file)->commit());
    QCOMPARE(reader.read(7), "through");
    struct stat status {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
}

QTEST_GUILESS_MAIN(TestExportFile)
#include "test_exportfile.moc"
