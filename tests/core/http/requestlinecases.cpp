// SPDX-License-Identifier: MIT
#include "tests/core/http/requestcases.h"

namespace kaunt::test {

namespace {

QByteArray request(const QByteArray& line)
{
    return line + "\r\nHost: a\r\n\r\n";
}

} // namespace

QList<RequestCase> requestLineCases()
{
    return {
        {"9112-3 POST", request("POST /a HTTP/1.1"), RequestCase::accepted},
        {"9112-3 GET", request("GET / HTTP/1.1"), RequestCase::accepted},
        {"9112-2.3 1.0", request("POST /a HTTP/1.0"), RequestCase::accepted},
        {"9112-3 unknown method", request("BREW /a HTTP/1.1"), RequestCase::accepted},
        {"9110-9.1 lower-case method", request("post /a HTTP/1.1"), RequestCase::accepted},
        {"9110-5.6.2 all token characters", request("!#$%&'*+-.^_`|~ / HTTP/1.1"), RequestCase::accepted},
        {"9112-3 method of 64", request(QByteArray(64, 'M') + " / HTTP/1.1"), RequestCase::accepted},
        {"9112-3 method of 65", request(QByteArray(65, 'M') + " / HTTP/1.1"), 501},
        {"9112-3 method with bracket", request("PO(ST / HTTP/1.1"), 400},
        {"9112-3 method with colon", request("GET: / HTTP/1.1"), 400},
        {"9112-3 method with obs-text", request("G\351T / HTTP/1.1"), 400},
        {"9112-3 method with slash", request("GET/ / HTTP/1.1"), 400},
        {"9112-3 method alone", request("GET"), 400},
        {"9112-3 no method", request(" / HTTP/1.1"), 400},
        {"9112-3 leading blank", request(" GET / HTTP/1.1"), 400},
        {"9112-3 leading tab", request("\tGET / HTTP/1.1"), 400},
        {"9112-3 two blanks after method", request("GET  / HTTP/1.1"), 400},
        {"9112-3 two blanks before version", request("GET /  HTTP/1.1"), 400},
        {"9112-3 trailing blank", request("GET / HTTP/1.1 "), 400},
        {"9112-3 trailing tab", request("GET / HTTP/1.1\t"), 400},
        {"9112-3 tab for blank", request("GET\t/\tHTTP/1.1"), 400},
        {"9112-3 blank in target", request("GET /a b HTTP/1.1"), 400},
        {"9112-3 tab in target", request("GET /a\tb HTTP/1.1"), 400},
        {"9112-3 vertical tab for blank", request("GET\013/ HTTP/1.1"), 400},
        {"9112-3 NUL in target", request(QByteArray("GET /\000 HTTP/1.1", 15)), 400},
        {"9112-3 DEL in target", request("GET /\177 HTTP/1.1"), 400},
        {"9112-3 obs-text in target", request("GET /\303\246 HTTP/1.1"), 400},
        {"3986-2.1 percent-encoded", request("GET /%C3%A6 HTTP/1.1"), RequestCase::accepted},
        {"3986-2.1 half an escape", request("GET /%C HTTP/1.1"), 400},
        {"3986-2.1 wrong escape", request("GET /%zz HTTP/1.1"), 400},
        {"3986-2.1 wrong escape in query", request("GET /?%g0 HTTP/1.1"), 400},
        {"9112-3.2.1 query", request("GET /a?b=c&d=/? HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.1 empty query", request("GET /a? HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.1 empty segments", request("GET //a// HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2 fragment", request("GET /a#b HTTP/1.1"), 400},
        {"3986-3.3 quote in path", request("GET /\" HTTP/1.1"), 400},
        {"3986-3.3 angle bracket", request("GET /<a> HTTP/1.1"), 400},
        {"3986-3.3 backslash", request("GET /\\a HTTP/1.1"), 400},
        {"3986-3.3 brace", request("GET /{a} HTTP/1.1"), 400},
        {"3986-3.3 caret", request("GET /^ HTTP/1.1"), 400},
        {"3986-3.3 bracket", request("GET /[a] HTTP/1.1"), 400},
        {"9112-3.2.1 no slash", request("GET a HTTP/1.1"), 400},
        {"9112-3.2.1 query only", request("GET ?a HTTP/1.1"), 400},
        {"9112-3.2.2 absolute-form", request("POST http://h/a HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.2 with port and query", request("POST http://h:80/a?b HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.2 https", request("POST HTTPS://h/a HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.2 no path", request("POST http://h HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.2 query without path", request("POST http://h?a HTTP/1.1"), RequestCase::accepted},
        {"9110-4.2.1 empty host", request("POST http:///a HTTP/1.1"), 400},
        {"9110-4.2.4 user info", request("POST http://u:p@h/a HTTP/1.1"), 400},
        {"9112-3.2.2 other scheme", request("POST ftp://h/a HTTP/1.1"), 400},
        {"3986-3.2.2 IPv6", request("POST http://[::1]:80/a HTTP/1.1"), RequestCase::accepted},
        {"3986-3.2.2 wrong IPv6", request("POST http://[::g]/a HTTP/1.1"), 400},
        {"9112-3.2.3 CONNECT", request("CONNECT h:443 HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.3 CONNECT without port", request("CONNECT h HTTP/1.1"), 400},
        {"9112-3.2.3 CONNECT with empty port", request("CONNECT h: HTTP/1.1"), 400},
        {"9112-3.2.3 CONNECT a path", request("CONNECT /a HTTP/1.1"), 400},
        {"9112-3.2.3 authority-form with GET", request("GET h:443 HTTP/1.1"), 400},
        {"9112-3.2.4 asterisk-form", request("OPTIONS * HTTP/1.1"), RequestCase::accepted},
        {"9112-3.2.4 asterisk with GET", request("GET * HTTP/1.1"), 400},
        {"9112-3.2.4 asterisk and more", request("OPTIONS *a HTTP/1.1"), 400},
        {"9112-3 a blank in front, at once", " ", 400},
        {"9112-3 two blanks behind the method, at once", "POST  ", 400},
        {"9112-3 two blanks behind the target, at once", "POST /a  ", 400},
        {"9112-3 a third blank, at once", "POST /a HTTP ", 400},
        {"9112-2.3 HTTP/0.9", request("GET /"), 505},
        {"9112-2.3 HTTP/0.9 with blank", request("GET / "), 400},
        {"9112-2.3 0.9 by name", request("GET / HTTP/0.9"), 505},
        {"9112-2.3 1.2", request("GET / HTTP/1.2"), 505},
        {"9112-2.3 1.9", request("GET / HTTP/1.9"), 505},
        {"9112-2.3 2.0", request("GET / HTTP/2.0"), 505},
        {"9112-2.3 3.0", request("GET / HTTP/3.0"), 505},
        {"9113-3.4 preface", request("PRI * HTTP/2.0"), 505},
        {"9112-2.3 2", request("GET / HTTP/2"), 400},
        {"9112-2.3 lower case", request("GET / http/1.1"), 400},
        {"9112-2.3 mixed case", request("GET / Http/1.1"), 400},
        {"9112-2.3 two digits", request("GET / HTTP/1.10"), 400},
        {"9112-2.3 leading zero", request("GET / HTTP/01.1"), 400},
        {"9112-2.3 comma", request("GET / HTTP/1,1"), 400},
        {"9112-2.3 no minor", request("GET / HTTP/1."), 400},
        {"9112-2.3 other protocol", request("GET / ICAP/1.1"), 400},
        {"9112-2.3 blank in version", request("GET / HTTP/ 1.1"), 400},
        {"9112-2.3 signed", request("GET / HTTP/+1.1"), 400},
        {"9112-2.3 letter", request("GET / HTTP/1.a"), 400},
        {"9110-4.1 target at its limit", request("GET /" + QByteArray(8191, 'a') + " HTTP/1.1"), RequestCase::accepted},
        {"9110-4.1 target over its limit", request("GET /" + QByteArray(8192, 'a') + " HTTP/1.1"), 414},
        {"9110-4.1 target far over", request("GET /" + QByteArray(60000, 'a') + " HTTP/1.1"), 414},
    };
}

} // namespace kaunt::test
