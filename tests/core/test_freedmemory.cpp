// SPDX-License-Identifier: MIT
#include "core/freedmemory.h"

#include <QByteArray>
#include <QFile>
#include <QTest>

#include <thread>
#include <unistd.h>
#include <vector>

using namespace kaunt;

namespace {

constexpr qint64 taken = qint64{64} << 20;

/// Of this process, in bytes; see proc(5), statm.
qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    const QList<QByteArray> fields = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QList<QByteArray>();
    return fields.value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

/// As many pieces as large deliveries leave behind.
void takeAndFree()
{
    constexpr qsizetype piece = 2'000;
    std::vector<QByteArray> pieces;
    for (qint64 i = 0; i < taken / piece; ++i)
        pieces.emplace_back(piece, 'x');
}

} // namespace

/// What was freed does not stay with the process.
class TestFreedMemory final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesBackToTheSystem_data();
    void goesBackToTheSystem();
};

void TestFreedMemory::goesBackToTheSystem_data()
{
    QTest::addColumn<bool>("isByAnother");
    QTest::newRow("freed by the thread that gives it back") << false;
    QTest::newRow("freed by another one") << true;
}

void TestFreedMemory::goesBackToTheSystem()
{
    QFETCH(const bool, isByAnother);
    const qint64 before = residentBytes();
    QVERIFY(before > 0);
    if (isByAnother)
        std::thread(&takeAndFree).join();
    else
        takeAndFree();
    giveBackFreedMemory();
    QVERIFY2(residentBytes() - before < taken / 8, qPrintable(QString::number(residentBytes() - before)));
}

QTEST_APPLESS_MAIN(TestFreedMemory)
#include "test_freedmemory.moc"
