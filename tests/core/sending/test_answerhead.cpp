// SPDX-License-Identifier: MIT
#include "core/sending/answerhead.h"

#include <QTest>

using namespace kaunt;

/// What clients take is put right, and nothing else, however it is cut on its way.
class TestAnswerHead final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mends_data();
    void mends();
};

void TestAnswerHead::mends_data()
{
    QTest::addColumn<QByteArray>("came");
    QTest::addColumn<QByteArray>("mended");
    QTest::addColumn<bool>("isOver");
    const auto row = [](const char* name, const QByteArray& came, const QByteArray& mended, bool isOver = true) {
        QTest::newRow(name) << came << mended << isOver;
    };
    const QByteArray right = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";
    row("right", right, right);
    row("line feeds", "HTTP/1.1 200 OK\nA: b\n\n", right);
    row("both", "HTTP/1.1 200 OK\r\nA: b\n\r\n", right);
    row("no reason", "HTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 \r\n\r\n");
    row("no reason, line feeds", "HTTP/1.0 503\n\n", "HTTP/1.0 503 \r\n\r\n");
    row("no reason, and its blank", "HTTP/1.1 200 \r\n\r\n", "HTTP/1.1 200 \r\n\r\n");
    row("a field like it", "HTTP/1.1 200 OK\r\nHTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 OK\r\nHTTP/1.1 200\r\n\r\n");
    row("no code", "HTTP/1.1 2OO\r\n\r\n", "HTTP/1.1 2OO\r\n\r\n");
    row("a return within a line", "HTTP/1.1 200 O\rK\r\n\r\n", "HTTP/1.1 200 O\rK\r\n\r\n");
    row("two returns", "HTTP/1.1 200 OK\r\r\n\r\n", "HTTP/1.1 200 OK\r\r\n\r\n");
    row("a blank line in front", "\r\nHTTP/1.1 200 OK\r\n\r\n", "\r\nHTTP/1.1 200 OK\r\n\r\n");
    row("another protocol", "SSH-2.0-OpenSSH", "SSH-2.0-OpenSSH", false);
    row("not all of it", "HTTP/1.1 200\nA", "HTTP/1.1 200 \r\nA", false);
}

void TestAnswerHead::mends()
{
    QFETCH(const QByteArray, came);
    QFETCH(const bool, isOver);
    const QByteArray body = "\n\r\n ";
    QByteArray whole;
    AnswerHead head;
    QCOMPARE(head.mend(isOver ? came + body : came, whole), came.size());
    QTEST(whole, "mended");
    QCOMPARE(head.isOver(), isOver);
    QByteArray inPieces;
    AnswerHead again;
    for (qsizetype at = 0; at < came.size(); ++at)
        QCOMPARE(again.mend(QByteArrayView(came).sliced(at, 1), inPieces), 1);
    QCOMPARE(inPieces, whole);
    QCOMPARE(again.isOver(), isOver);
    if (isOver)
        QCOMPARE(again.mend(body, inPieces), 0);
}

QTEST_GUILESS_MAIN(TestAnswerHead)
#include "test_answerhead.moc"
