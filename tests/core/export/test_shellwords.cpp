// SPDX-License-Identifier: MIT
#include "core/export/shellwords.h"

#include <QProcess>
#include <QTest>

using namespace kaunt;

/// What is quoted comes out of a real bash as it went in.
class TestShellWords final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void printsTheSameBytes_data();
    void printsTheSameBytes();
    void leavesWhatIsPlainReadable();
};

namespace {

QByteArray allBytes(int first)
{
    QByteArray bytes;
    for (int value = first; value < 256; ++value)
        bytes += static_cast<char>(value);
    return bytes;
}

QByteArray printedBy(const QByteArray& script)
{
    QProcess bash;
    bash.start(QStringLiteral("bash"), {QStringLiteral("-c"), QString::fromLatin1(script)});
    return bash.waitForFinished() && bash.exitCode() == 0 ? bash.readAllStandardOutput() : "failed";
}

} // namespace

void TestShellWords::printsTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("quotes") << QByteArray("'\"`$(touch x)${y}!\\n\\\\0");
    QTest::newRow("lines") << QByteArray("\n\r\n a \t\n\n");
    QTest::newRow("digits behind an escape") << QByteArray("\x01"
                                                           "234\n567\xff"
                                                           "8");
    QTest::newRow("percent") << QByteArray("%s%d%%\\c cut");
    QTest::newRow("all but NUL") << allBytes(1);
}

void TestShellWords::printsTheSameBytes()
{
    QFETCH(const QByteArray, bytes);
    QCOMPARE(printedBy("printf %s " + shellWord(bytes)), bytes);
    QCOMPARE(printedBy("printf %b " + printfWord(bytes)), bytes);
    const QByteArray withNul = QByteArray("\0", 1) + bytes + QByteArray("\0\0", 2) + "7";
    QCOMPARE(printedBy("printf %b " + printfWord(withNul)), withNul);
    for (const QByteArray& word : {shellWord(bytes), printfWord(bytes)})
        QVERIFY(std::all_of(word.cbegin(), word.cend(), [](char c) { return c >= ' ' && c <= '~'; }));
}

void TestShellWords::leavesWhatIsPlainReadable()
{
    QCOMPARE(shellWord("Content-Type: text/plain"), "'Content-Type: text/plain'");
    QCOMPARE(printfWord("{\"Id\":1}"), "'{\"Id\":1}'");
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "test_shellwords.moc"
