// SPDX-License-Identifier: MIT
#include "tests/core/http/requestcases.h"

namespace kaunt::test {

namespace {

QByteArray request(const QByteArray& coded)
{
    return "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + coded;
}

} // namespace

QList<RequestCase> chunkCases()
{
    return {
        {"9112-7.1 one chunk", request("3\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1 two chunks", request("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1 no data", request("0\r\n\r\n"), RequestCase::accepted, ""},
        {"9112-7.1 hex in both cases", request("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"),
         RequestCase::accepted, "01234567890123456789"},
        {"9112-7.1 leading zeros", request("003\r\nabc\r\n000\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1 data that looks like a chunk", request("5\r\n0\r\n\r\n\r\n0\r\n\r\n"), RequestCase::accepted,
         "0\r\n\r\n"},
        {"9112-7.1 not ended", request("3\r\nabc\r\n"), RequestCase::incomplete},
        {"9112-7.1 no last empty line", request("3\r\nabc\r\n0\r\n"), RequestCase::incomplete},
        {"9112-7.1 size: prefix", request("0x3\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: plus", request("+3\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: minus", request("-3\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: blank first", request(" 3\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: blank last", request("3 \r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: tab last", request("3\t\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: letter", request("g\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: letter after", request("3g\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: underscore", request("1_0\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: empty", request("\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: dot", request("3.0\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: comma", request("3,\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: quote", request("\"3\"\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: obs-text", request("\263\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: NUL", request(QByteArray("3\000\r\nabc\r\n0\r\n\r\n", 14)), 400},
        {"9112-7.1 size: vertical tab", request("3\013\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: seventeen digits", request("00000000000000003\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: seventeen digits that wrap", request("10000000000000003\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: semicolon only", request("3;\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: blank for a name", request("3; \r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: two semicolons", request("3;;a\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: no name", request("3;=b\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: no value", request("3;a=\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: open quote", request("3;a=\"b\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: text after quote", request("3;a=\"b\"c\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: bare CR in extension", request("3;a\rb\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: control in extension", request("3;a=\001\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: bracket in extension", request("3;a(b\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 size: comma in extension", request("3;a,b\r\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 over the limit", request("100001\r\n"), 413},
        {"9112-7.1 sixteen digits", request("ffffffffffffffff\r\n"), 413},
        {"9112-7.1 sixteen digits, sign", request("8000000000000000\r\n"), 413},
        {"9112-7.1 second chunk over the limit", request("1\r\na\r\n100000\r\n"), 413},
        {"9112-7.1.1 name", request("3;a\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 value", request("3;a=b\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 quoted", request("3;a=\"b c\"\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 escaped quote", request("3;a=\"\\\"\\\\\"\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 two", request("3;a;b=c\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 blanks", request("3 ; a = b\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 semicolon in quotes", request("3;a=\";\"\r\nabc\r\n0\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.1 endless", request("3;" + QByteArray(300, 'a')), 400},
        {"9112-7.1.1 bare LF", request("3;a\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 LF after size", request("3\nabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 CR after size", request("3\rabc\r\n0\r\n\r\n"), 400},
        {"9112-7.1 LF after data", request("3\r\nabc\n0\r\n\r\n"), 400},
        {"9112-7.1 CR after data", request("3\r\nabc\r0\r\n\r\n"), 400},
        {"9112-7.1 nothing after data", request("3\r\nabc0\r\n\r\n"), 400},
        {"9112-7.1 data too long", request("3\r\nabcd\r\n0\r\n\r\n"), 400},
        {"9112-7.1 data too short", request("3\r\nab\r\n0\r\n\r\n"), 400},
        {"9112-7.1 LF at the end", request("0\r\n\n"), 400},
        {"9112-7.1 LF after last size", request("0\n\r\n"), 400},
        {"9112-7.1.2 trailer", request("3\r\nabc\r\n0\r\nA: b\r\n\r\n"), RequestCase::accepted, "abc"},
        {"9112-7.1.2 last chunk with extension", request("0;a=b\r\n\r\n"), RequestCase::accepted, ""},
        {"9112-7.1.2 trailer: Content-Length", request("0\r\nContent-Length: 3\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: Transfer-Encoding", request("0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: Host", request("0\r\nHost: b\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: no colon", request("0\r\nA\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: blank before colon", request("0\r\nA : b\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: obs-fold", request("0\r\nA: b\r\n c\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: NUL", request(QByteArray("0\r\nA: \000\r\n\r\n", 11)), 400},
        {"9112-7.1.2 trailer: bare CR", request("0\r\nA: b\rc\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: bare LF", request("0\r\nA: b\nB: c\r\n\r\n"), 400},
        {"9112-7.1.2 trailer: a request line", request("0\r\nGET / HTTP/1.1\r\n\r\n"), 400},
        {"6585-5 101 trailers", request("0\r\n" + QByteArray("A: b\r\n").repeated(101) + "\r\n"), 431},
        {"6585-5 long trailer", request("0\r\nA: " + QByteArray(33000, 'b') + "\r\n\r\n"), 431},
    };
}

} // namespace kaunt::test
