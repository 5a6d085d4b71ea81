// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"

#include <QTest>

#include <csignal>

using namespace kaunt::test;

/// Results that nobody takes: the disk behind standard output is full, or its reader is gone. Never a silent success.
class TestLostOutput final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatTheDiskIsFull_data();
    void saysThatTheDiskIsFull();
    void endsAListener();
};

void TestLostOutput::saysThatTheDiskIsFull_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("help") << QStringList{QStringLiteral("--help")};
    QTest::newRow("version") << QStringList{QStringLiteral("--version")};
    QTest::newRow("events") << QStringList{QStringLiteral("events")};
    QTest::newRow("show") << QStringList{QStringLiteral("show"), QStringLiteral("1")};
    QTest::newRow("simulate") << QStringList{QStringLiteral("simulate")};
}

void TestLostOutput::saysThatTheDiskIsFull()
{
    QFETCH(const QStringList, arguments);
    const Kauntctl kauntctl;
    QProcess listener;
    const QString url = kauntctl.listen(listener);
    QCOMPARE(
        kauntctl.run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + kauntctl.secretFile()).status,
        0);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
    QProcess program;
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    kauntctl.begin(program, arguments);
    QVERIFY(program.waitForFinished(Kauntctl::patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 3);
    QVERIFY(program.readAllStandardError().contains("could not be written"));
}

/// What it has answered is stored; what it can't tell any more, it no longer takes.
void TestLostOutput::endsAListener()
{
    const Kauntctl kauntctl;
    QProcess listener;
    QProcess reader;
    listener.setStandardOutputProcess(&reader);
    reader.start(QStringLiteral("head"), {QStringLiteral("-n"), QStringLiteral("1")});
    kauntctl.begin(listener, QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                         QStringLiteral("127.0.0.1:0")} +
                                 kauntctl.secretFile());
    const QString url = Kauntctl::nextLine(reader).value(QStringLiteral("url")).toString();
    QVERIFY(reader.state() == QProcess::NotRunning || reader.waitForFinished(Kauntctl::patience));
    const Ended sent =
        kauntctl.run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + kauntctl.secretFile());
    QCOMPARE(sent.status, 0);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(listener.exitStatus(), QProcess::NormalExit);
    QCOMPARE(listener.exitCode(), 3);
    QVERIFY(listener.readAllStandardError().contains("could not be written"));
    QCOMPARE(kauntctl.run({QStringLiteral("events"), QStringLiteral("--json")}).out.count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestLostOutput)
#include "test_lostoutput.moc"
