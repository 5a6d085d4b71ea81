// SPDX-License-Identifier: MIT
#include "core/wholecontent.h"

#include <QTemporaryFile>
#include <QTest>

using namespace kaunt;

/// A file is read to its end, or it is told why not.
class TestWholeContent final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsToTheEnd();
    void readsOneByteMoreThanTheBound();
    void tellsWhatCannotBeRead();
};

void TestWholeContent::readsToTheEnd()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray(100'000, 'x'));
    QVERIFY(file.seek(1));
    const auto content = readWhole(file, 1'000'000);
    QVERIFY(content.has_value());
    QCOMPARE(*content, QByteArray(99'999, 'x'));
}

void TestWholeContent::readsOneByteMoreThanTheBound()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("123456");
    QVERIFY(file.seek(0));
    QCOMPARE(readWhole(file, 3).value(), QByteArray("1234"));
    QCOMPARE(readWhole(file.fileName(), 3).value(), QByteArray("1234"));
}

/// A process has nothing at the address 0: the system opens the file, and then can't read it.
void TestWholeContent::tellsWhatCannotBeRead()
{
    QFile file(QStringLiteral("/proc/self/mem"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto content = readWhole(file, 3);
    QVERIFY(!content.has_value());
    QVERIFY(!content.error().isEmpty());
    QCOMPARE(readWhole(file.fileName(), 3).error(), content.error());
    QVERIFY(!readWhole(QStringLiteral("/none/there"), 3).has_value());
}

QTEST_GUILESS_MAIN(TestWholeContent)
#include "test_wholecontent.moc"
