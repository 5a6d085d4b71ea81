// SPDX-License-Identifier: MIT
#include "core/owneronly.h"
#include "tests/support/foldersyncs.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Folders that nobody but their owner may see.
class TestOwnerOnly final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folderSyncs() = {}; }
    void isForItsOwnerOnly();
    void outlastsAPowerCutWithThoseAboveIt();
    void leavesOneThatIsThere();
    void tellsWhatCannotBeMade();
};

void TestOwnerOnly::isForItsOwnerOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data/log"));
    QVERIFY(makeOwnersFolder(path));
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
}

/// Else what is written and synced in it has no name any more.
void TestOwnerOnly::outlastsAPowerCutWithThoseAboveIt()
{
    const QTemporaryDir folder;
    const QString base = QFileInfo(folder.path()).canonicalFilePath();
    QVERIFY(makeOwnersFolder(base + QStringLiteral("/share/data/log")));
    QStringList told = folderSyncs().folders;
    told.sort();
    QCOMPARE(told, (QStringList{base, base + QStringLiteral("/share"), base + QStringLiteral("/share/data")}));
    for (qsizetype i = 0; i < told.size(); ++i)
        QCOMPARE(folderSyncs().names[i], namesIn(folderSyncs().folders[i]));
}

void TestOwnerOnly::leavesOneThatIsThere()
{
    const QTemporaryDir folder;
    QVERIFY(makeOwnersFolder(folder.path()));
    QVERIFY(folderSyncs().folders.isEmpty());
}

void TestOwnerOnly::tellsWhatCannotBeMade()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    QVERIFY(!makeOwnersFolder(file + QStringLiteral("/data/log")));
}

QTEST_GUILESS_MAIN(TestOwnerOnly)
#include "test_owneronly.moc"
