// SPDX-License-Identifier: MIT
#include "tests/core/http/requestcases.h"

namespace kaunt::test {

namespace {

QByteArray request(const QByteArray& fields)
{
    return "POST /a HTTP/1.1\r\n" + fields + "\r\n";
}

} // namespace

QList<RequestCase> fieldCases()
{
    return {
        {"9112-3.2 no Host", request(""), 400},
        {"9112-3.2 two Hosts", request("Host: a\r\nHost: a\r\n"), 400},
        {"9112-3.2 two Hosts in other case", request("Host: a\r\nhOST: b\r\n"), 400},
        {"9110-7.2 empty Host", request("Host:\r\n"), 400},
        {"9110-7.2 blank Host", request("Host:  \r\n"), 400},
        {"9110-7.2 name", request("Host: example.com\r\n"), RequestCase::accepted},
        {"9110-7.2 port", request("Host: example.com:8787\r\n"), RequestCase::accepted},
        {"3986-3.2.3 empty port", request("Host: a:\r\n"), RequestCase::accepted},
        {"9110-7.2 port only", request("Host: :80\r\n"), 400},
        {"9110-7.2 port of letters", request("Host: a:b\r\n"), 400},
        {"9110-7.2 port too high", request("Host: a:65536\r\n"), 400},
        {"9110-7.2 two ports", request("Host: a:1:2\r\n"), 400},
        {"9110-7.2 signed port", request("Host: a:-1\r\n"), 400},
        {"9110-7.2 user info", request("Host: u@a\r\n"), 400},
        {"9110-7.2 path", request("Host: a/b\r\n"), 400},
        {"9110-7.2 blank inside", request("Host: a b\r\n"), 400},
        {"9110-7.2 list", request("Host: a, b\r\n"), 400},
        {"9110-7.2 scheme", request("Host: http://a\r\n"), 400},
        {"9110-7.2 IPv4", request("Host: 127.0.0.1:1\r\n"), RequestCase::accepted},
        {"9110-7.2 IPv6", request("Host: [::1]:80\r\n"), RequestCase::accepted},
        {"9110-7.2 IPv6 without brackets", request("Host: ::1\r\n"), 400},
        {"9110-7.2 open bracket", request("Host: [::1\r\n"), 400},
        {"9110-7.2 zone", request("Host: [fe80::1%eth0]\r\n"), 400},
        {"9110-7.2 IPvFuture", request("Host: [v1.a:b]\r\n"), RequestCase::accepted},
        {"9110-7.2 text after bracket", request("Host: [::1]a\r\n"), 400},
        {"9110-7.2 query", request("Host: a?b\r\n"), 400},
        {"9110-7.2 obs-text", request("Host: \346\r\n"), 400},
        {"9110-7.2 quote", request("Host: \"a\"\r\n"), 400},
        {"9112-5 no blank after colon", request("Host: a\r\nA:b\r\n"), RequestCase::accepted},
        {"9112-5 many blanks", request("Host: a\r\nA: \t b \t\r\n"), RequestCase::accepted},
        {"9112-5 empty value", request("Host: a\r\nA:\r\n"), RequestCase::accepted},
        {"9112-5 colon in value", request("Host: a\r\nA: b:c\r\n"), RequestCase::accepted},
        {"9110-5.5 obs-text in value", request("Host: a\r\nA: \346\377\r\n"), RequestCase::accepted},
        {"9110-5.1 any token", request("Host: a\r\n!#$%&'*+-.^_`|~9z: 1\r\n"), RequestCase::accepted},
        {"9110-5.2 repeated", request("Host: a\r\nA: 1\r\nA: 2\r\n"), RequestCase::accepted},
        {"9112-5.1 blank before colon", request("Host: a\r\nA : b\r\n"), 400},
        {"9112-5.1 tab before colon", request("Host: a\r\nA\t: b\r\n"), 400},
        {"9112-5.1 before the colon of Content-Length", request("Host: a\r\nContent-Length : 0\r\n"), 400},
        {"9112-5.1 before the colon of Transfer-Encoding", request("Host: a\r\nTransfer-Encoding : chunked\r\n"), 400},
        {"9112-5 no colon", request("Host: a\r\nA\r\n"), 400},
        {"9112-5 no name", request("Host: a\r\n: b\r\n"), 400},
        {"9112-5 blank in name", request("Host: a\r\nA B: c\r\n"), 400},
        {"9112-5 bracket in name", request("Host: a\r\nA(B): c\r\n"), 400},
        {"9112-5 obs-text in name", request("Host: a\r\n\346: c\r\n"), 400},
        {"9112-5 quote in name", request("Host: a\r\n\"A\": c\r\n"), 400},
        {"9112-5 slash in name", request("Host: a\r\nA/B: c\r\n"), 400},
        {"9112-5.2 obs-fold", request("Host: a\r\nA: b\r\n c\r\n"), 400},
        {"9112-5.2 obs-fold with tab", request("Host: a\r\nA: b\r\n\tc\r\n"), 400},
        {"9112-2.2 blank before first field", request(" Host: a\r\n"), 400},
        {"9112-2.2 blank line that is not empty", request("Host: a\r\n \r\n"), 400},
        {"9110-5.5 NUL", request(QByteArray("Host: a\r\nA: b\000c\r\n", 17)), 400},
        {"9110-5.5 BEL", request("Host: a\r\nA: \007\r\n"), 400},
        {"9110-5.5 ESC", request("Host: a\r\nA: \033[1m\r\n"), 400},
        {"9110-5.5 DEL", request("Host: a\r\nA: \177\r\n"), 400},
        {"9110-5.5 vertical tab", request("Host: a\r\nA: \013\r\n"), 400},
        {"9110-5.5 form feed", request("Host: a\r\nA:\014b\r\n"), 400},
        {"9112-5 NUL in name", request(QByteArray("Host: a\r\nA\000: b\r\n", 16)), 400},
        {"9112-2.2 bare CR in value", request("Host: a\r\nA: b\rc\r\n"), 400},
        {"9112-2.2 CR CR LF", request("Host: a\r\nA: b\r\r\n"), 400},
        {"9112-2.2 bare LF", request("Host: a\r\nA: b\n"), 400},
        {"9112-2.2 bare LF after Host", request("Host: a\n"), 400},
        {"9112-2.2 CR before a field", request("Host: a\r\n\rA: b\r\n"), 400},
        {"6585-5 100 fields", request("Host: a\r\n" + QByteArray("A: b\r\n").repeated(99)), RequestCase::accepted},
        {"6585-5 101 fields", request("Host: a\r\n" + QByteArray("A: b\r\n").repeated(100)), 431},
        {"6585-5 one long field", request("Host: a\r\nA: " + QByteArray(33000, 'b') + "\r\n"), 431},
        {"6585-5 long name", request("Host: a\r\n" + QByteArray(33000, 'b') + ": 1\r\n"), 431},
    };
}

} // namespace kaunt::test
