// SPDX-License-Identifier: MIT
#include "core/storage/logfolder.h"
#include "core/storage/logsalvage.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/filecontent.h"
#include "tests/support/foldersyncs.h"
#include "tests/support/manualclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <unistd.h>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;

/// What moves in a log's folder is there after a power cut, and never half of it.
class TestLogFolder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsAForeignWriteAheadLogAside();
    void removesAnEmptyWriteAheadLog();
    void takesAMovedLogBackBehindItsWriteAheadLog();
    void remembersDamage();
    void putsASalvagedLogBesideNoWriteAheadLog();
    void takesAKeptLogBackBeforeItsNameGoes();

private:
    [[nodiscard]] QString in(const QString& name) const { return m_folder->filePath(name); }
    void write(const QString& name, const QByteArray& content) const;
    [[nodiscard]] bool isLastKnownToTheDisk() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

void TestLogFolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    folderSyncs() = {};
}

void TestLogFolder::write(const QString& name, const QByteArray& content) const
{
    QFile file(in(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

bool TestLogFolder::isLastKnownToTheDisk() const
{
    return !folderSyncs().names.isEmpty() && folderSyncs().names.constLast() == namesIn(m_folder->path());
}

void TestLogFolder::keepsAForeignWriteAheadLogAside()
{
    write(QStringLiteral("events.sqlite"), {});
    write(QStringLiteral("events.sqlite-wal"), "another's");
    const LogFolder folder(m_folder->path());
    QVERIFY(folder.putWriteAheadLogAside(0));
    QVERIFY(isLastKnownToTheDisk());
    QVERIFY(!QFile::exists(in(QStringLiteral("events.sqlite-wal"))));
    QCOMPARE(contentOf(in(QStringLiteral("events.sqlite.replaced-19700101T000000000Z-wal"))), "another's");
}

void TestLogFolder::removesAnEmptyWriteAheadLog()
{
    write(QStringLiteral("events.sqlite-wal"), {});
    QVERIFY(LogFolder(m_folder->path()).putWriteAheadLogAside(0));
    QVERIFY(isLastKnownToTheDisk());
    QCOMPARE(namesIn(m_folder->path()), QStringList());
}

void TestLogFolder::takesAMovedLogBackBehindItsWriteAheadLog()
{
    const QString moved = QStringLiteral("events.sqlite.damaged-20260131T130211123Z");
    write(moved, "log");
    write(moved + QStringLiteral("-wal"), "answered");
    write(QStringLiteral("events.sqlite.salvaging"), {});
    QVERIFY(LogFolder(m_folder->path()).makeDatabaseFile());
    QCOMPARE(contentOf(in(QStringLiteral("events.sqlite"))), "log");
    QCOMPARE(contentOf(in(QStringLiteral("events.sqlite-wal"))), "answered");
    QVERIFY(isLastKnownToTheDisk());
    const QStringList before = folderSyncs().names.constFirst();
    QVERIFY(before.contains(QStringLiteral("events.sqlite-wal")) && !before.contains(QStringLiteral("events.sqlite")));
}

void TestLogFolder::remembersDamage()
{
    const LogFolder folder(m_folder->path());
    folder.markDamaged();
    QVERIFY(folder.isMarkedDamaged() && isLastKnownToTheDisk());
    folder.unmarkDamaged();
    QVERIFY(!folder.isMarkedDamaged() && isLastKnownToTheDisk());
}

/// SQLite would take whatever stands beside a log for that one's.
void TestLogFolder::putsASalvagedLogBesideNoWriteAheadLog()
{
    write(QStringLiteral("events.sqlite"), QByteArray(8192, '\x7f'));
    write(QStringLiteral("events.sqlite-wal"), "the damaged one's");
    const LogFolder folder(m_folder->path());
    QVERIFY(LogSalvage(folder, m_clock).run());
    QVERIFY(isLastKnownToTheDisk());
    bool isMovedBefore = false;
    for (const QStringList& names : std::as_const(folderSyncs().names))
        isMovedBefore |= names.contains(QStringLiteral("events.sqlite.salvaging")) &&
                         !names.filter(QStringLiteral(".damaged-")).isEmpty() &&
                         !names.contains(QStringLiteral("events.sqlite-wal"));
    QVERIFY(isMovedBefore);
}

/// Of a salvage that was ended between the two.
void TestLogFolder::takesAKeptLogBackBeforeItsNameGoes()
{
    const QString kept = QStringLiteral("events.sqlite.damaged-20260131T130211123Z");
    write(QStringLiteral("events.sqlite"), QByteArray(8192, '\x7f'));
    write(kept + QStringLiteral("-wal"), "answered");
    QCOMPARE(::link(QFile::encodeName(in(QStringLiteral("events.sqlite"))).constData(),
                    QFile::encodeName(in(kept)).constData()),
             0);
    QVERIFY(LogSalvage(LogFolder(m_folder->path()), m_clock).run());
    const QStringList first = folderSyncs().names.constFirst();
    QVERIFY(first.contains(kept) && first.contains(QStringLiteral("events.sqlite-wal")));
}

QTEST_GUILESS_MAIN(TestLogFolder)
#include "test_logfolder.moc"
