// SPDX-License-Identifier: MIT
#include "tests/core/http/conversationcases.h"

namespace kaunt::test {

namespace {

constexpr auto stays = ConversationCase::End::Stays;
constexpr auto closes = ConversationCase::End::Closes;

QByteArray chunked(const QByteArray& coded)
{
    return postWith("Transfer-Encoding: chunked\r\n", coded);
}

QByteArray on10(const QByteArray& fields)
{
    return "POST /a HTTP/1.0\r\n" + fields + "\r\n";
}

} // namespace

QByteArray postWith(const QByteArray& fields, const QByteArray& rest)
{
    return "POST /a HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + rest;
}

QByteArray postOf(const QByteArray& body)
{
    return postWith("Content-Length: " + QByteArray::number(body.size()) + "\r\n", body);
}

QList<ConversationCase> persistenceCases()
{
    const QByteArray one = postOf("1");
    const QByteArray two = postOf("2");
    return {
        {"9112-9.3 one", one, {200}, stays, {"1"}},
        {"9112-9.3.2 two", one + two, {200, 200}, stays, {"1", "2"}},
        {"9112-9.3.2 ten", one.repeated(10), QList<int>(10, 200), stays, QList<QByteArray>(10, "1")},
        {"9112-9.3.2 chunked and not", chunked("1\r\n1\r\n0\r\n\r\n") + two, {200, 200}, stays, {"1", "2"}},
        {"9112-9.3.2 behind trailers", chunked("0\r\nA: b\r\n\r\n") + two, {200, 200}, stays, {"", "2"}},
        {"9112-9.3.2 no body and one", postWith("") + two, {200, 200}, stays, {"", "2"}},
        {"9112-9.3.2 the second is cut off", one + "POST /a", {200}, stays, {"1"}},
        {"9112-9.3.2 a body that looks like a request", postOf(two), {200}, stays, {two}},
        {"9112-2.2 empty line between", one + "\r\n" + two, {200, 200}, stays, {"1", "2"}},
        {"9112-2.2 four between", one + "\r\n\r\n\r\n\r\n" + two, {200, 200}, stays, {"1", "2"}},
        {"9112-2.2 five between", one + "\r\n\r\n\r\n\r\n\r\n" + two, {200, 400}, closes, {"1"}},
        {"9112-2.2 empty lines only", QByteArray("\r\n").repeated(5), {400}, closes},
        {"9112-2.2 one empty line", "\r\n", {}, stays},
        {"9112-2.2 bare LF between", one + "\n" + two, {200, 400}, closes, {"1"}},
        {"9112-2.2 bare CR between", one + "\r" + two, {200, 400}, closes, {"1"}},
        {"9112-2.2 blank between", one + " " + two, {200, 400}, closes, {"1"}},
        {"9112-2.2 NUL between", one + QByteArray(1, '\0') + two, {200, 400}, closes, {"1"}},
        {"9112-6.3 more than the length", one + "x", {200}, stays, {"1"}},
        {"9112-6.3 more than the length, no token", one + "{}", {200, 400}, closes, {"1"}},
        {"9112-9.6 close", postWith("Connection: close\r\n") + two, {200}, closes, {""}},
        {"9112-9.6 close in other case", postWith("connection: CLOSE\r\n") + two, {200}, closes, {""}},
        {"9112-9.6 close among others", postWith("Connection: x, close ,y\r\n") + two, {200}, closes, {""}},
        {"9112-9.6 close and keep-alive", postWith("Connection: keep-alive, close\r\n") + two, {200}, closes, {""}},
        {"9112-9.6 close on a second line",
         postWith("Connection: keep-alive\r\nConnection: close\r\n") + two,
         {200},
         closes,
         {""}},
        {"9112-C.2.2 Proxy-Connection is no field",
         postWith("Proxy-Connection: close\r\n") + two,
         {200, 200},
         stays,
         {"", "2"}},
        {"9112-C.2.2 Proxy-Connection on 1.0", on10("Proxy-Connection: keep-alive\r\n") + two, {200}, closes, {""}},
        {"9112-9.6 a longer word", postWith("Connection: closed\r\n") + two, {200, 200}, stays, {"", "2"}},
        {"9112-9.6 close with a body",
         postWith("Connection: close\r\nContent-Length: 1\r\n", "1") + two,
         {200},
         closes,
         {"1"}},
        {"9112-9.3 keep-alive on 1.1", postWith("Connection: keep-alive\r\n") + two, {200, 200}, stays, {"", "2"}},
        {"9112-9.3 1.0 closes", on10("") + two, {200}, closes, {""}},
        {"9112-9.3 1.0 with Host", on10("Host: a\r\n") + two, {200}, closes, {""}},
        {"9112-9.3 1.0 keep-alive", on10("Connection: keep-alive\r\n") + two, {200, 200}, stays, {"", "2"}},
        {"9112-9.3 1.0 keep-alive among others",
         on10("Connection: x, Keep-Alive\r\n") + two,
         {200, 200},
         stays,
         {"", "2"}},
        {"9112-9.3 1.0 keep-alive and close", on10("Connection: keep-alive, close\r\n") + two, {200}, closes, {""}},
        {"9112-9.3 1.0 after 1.1", one + on10(""), {200, 200}, closes, {"1", ""}},
        {"9110-7.8 Upgrade is not followed",
         postWith("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n") + two,
         {200, 200},
         stays,
         {"", "2"}},
        {"9113-3.2 h2c is not followed",
         postWith("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n") + two,
         {200, 200},
         stays,
         {"", "2"}},
        {"9110-10.1.1 continue", postWith("Expect: 100-continue\r\nContent-Length: 1\r\n"), {100}, stays},
        {"9110-10.1.1 continue, the body is there",
         postWith("Expect: 100-continue\r\nContent-Length: 1\r\n", "1") + two,
         {100, 200, 200},
         stays,
         {"1", "2"}},
        {"9110-10.1.1 continue in other case",
         postWith("expect: 100-Continue\r\nContent-Length: 1\r\n", "1"),
         {100, 200},
         stays,
         {"1"}},
        {"9110-10.1.1 continue, chunked",
         postWith("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         {100, 200},
         stays,
         {""}},
        {"9110-10.1.1 nothing to continue with",
         postWith("Expect: 100-continue\r\n") + two,
         {200, 200},
         stays,
         {"", "2"}},
        {"9110-10.1.1 continue with length 0",
         postWith("Expect: 100-continue\r\nContent-Length: 0\r\n"),
         {200},
         stays,
         {""}},
        {"9110-10.1.1 on 1.0 it is not heard",
         on10("Expect: 100-continue\r\nContent-Length: 1\r\n") + "1",
         {200},
         closes,
         {"1"}},
        {"9110-5.6.1 empty members of Expect",
         postWith("Expect: , 100-continue,\r\nContent-Length: 1\r\n", "1"),
         {100, 200},
         stays,
         {"1"}},
        {"9110-10.1.1 no expectation at all", postWith("Expect:\r\nContent-Length: 1\r\n", "1"), {200}, stays, {"1"}},
        {"9110-10.1.1 twice",
         postWith("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 1\r\n", "1"),
         {100, 200},
         stays,
         {"1"}},
    };
}

} // namespace kaunt::test
