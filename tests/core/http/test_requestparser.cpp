// SPDX-License-Identifier: MIT
#include "core/http/requestparser.h"
#include "tests/core/http/requestcases.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::http;
using namespace kaunt::test;

namespace {

struct Outcome {
    int status = RequestCase::incomplete;
    QByteArray body;
};

/// Until the first request is whole or refused; `pieceBytes` at a time.
Outcome parse(const QByteArray& bytes, qsizetype pieceBytes)
{
    RequestParser parser{Limits{}};
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes) {
        parser.append(QByteArrayView(bytes).sliced(at, std::min(pieceBytes, bytes.size() - at)));
        auto status = parser.advance();
        if (status == RequestParser::Status::Head)
            status = parser.advance();
        if (status == RequestParser::Status::Complete)
            return {RequestCase::accepted, parser.takeBody()};
        if (status == RequestParser::Status::Refused)
            return {parser.refusal(), {}};
    }
    return {};
}

} // namespace

/// The strict reading of RFC 9110 and 9112: the same verdict however the bytes arrive.
class TestRequestParser final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void keepsTheHeadAsItCame();
    void leavesTheNextRequest();
    void ignoresTrailers();
    void readsThePath_data();
    void readsThePath();
};

void TestRequestParser::judges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QByteArray>("body");
    const QList<RequestCase> cases = requestLineCases() + fieldCases() + framingCases() + chunkCases();
    for (const RequestCase& each : cases)
        QTest::newRow(each.name) << each.bytes << each.outcome << each.body;
}

void TestRequestParser::judges()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, outcome);
    QFETCH(const QByteArray, body);
    for (const qsizetype pieceBytes : {bytes.size() + 1, qsizetype{1}, qsizetype{2}, qsizetype{7}}) {
        const Outcome parsed = parse(bytes, pieceBytes);
        QCOMPARE(parsed.status, outcome);
        QCOMPARE(parsed.body, body);
    }
}

void TestRequestParser::keepsTheHeadAsItCame()
{
    RequestParser parser{Limits{}};
    parser.append("POST /a?b HTTP/1.0\r\nX-a:  1 \t\r\nx-A: 2\r\nB:\r\n\r\n");
    QCOMPARE(parser.advance(), RequestParser::Status::Head);
    QCOMPARE(parser.head().method, "POST");
    QCOMPARE(parser.head().target, "/a?b");
    QCOMPARE(parser.head().version, Version::Http10);
    QCOMPARE(parser.head().headers, (HeaderList{{"X-a", "1"}, {"x-A", "2"}, {"B", ""}}));
}

void TestRequestParser::leavesTheNextRequest()
{
    RequestParser parser{Limits{}};
    parser.append("POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
                  "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nyPOST /3");
    for (const auto& [target, body] : {std::pair("/1", "x"), std::pair("/2", "y")}) {
        QCOMPARE(parser.advance(), RequestParser::Status::Head);
        QCOMPARE(parser.head().target, target);
        QCOMPARE(parser.advance(), RequestParser::Status::Complete);
        QCOMPARE(parser.takeBody(), body);
        parser.startNext();
    }
    QCOMPARE(parser.advance(), RequestParser::Status::NeedMore);
    QVERIFY(!parser.isBetweenRequests());
}

void TestRequestParser::ignoresTrailers()
{
    RequestParser parser{Limits{}};
    parser.append("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Signature-SHA256: 1\r\n\r\n");
    QCOMPARE(parser.advance(), RequestParser::Status::Head);
    QCOMPARE(parser.advance(), RequestParser::Status::Complete);
    QVERIFY(headerValues(parser.takeHead().headers, "X-Signature-SHA256").isEmpty());
}

void TestRequestParser::readsThePath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("/a/b") << QByteArray("/a/b");
    QTest::newRow("/a?b=/c") << QByteArray("/a");
    QTest::newRow("http://h:1/a?b") << QByteArray("/a");
    QTest::newRow("http://h") << QByteArray("/");
    QTest::newRow("http://h?a/b") << QByteArray("/");
    QTest::newRow("*") << QByteArray();
    QTest::newRow("h:443") << QByteArray();
}

void TestRequestParser::readsThePath()
{
    QFETCH(const QByteArray, path);
    RequestHead head;
    head.target = QTest::currentDataTag();
    QCOMPARE(head.path(), path);
}

QTEST_GUILESS_MAIN(TestRequestParser)
#include "test_requestparser.moc"
