// SPDX-License-Identifier: MIT
#include "tests/core/http/conversationcases.h"

namespace kaunt::test {

namespace {

constexpr auto stays = ConversationCase::End::Stays;
constexpr auto closes = ConversationCase::End::Closes;

QByteArray without(const QByteArray& method, const QByteArray& target)
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

QByteArray with(const QByteArray& method, const QByteArray& target, const QByteArray& body)
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace

QList<ConversationCase> refusalCases()
{
    const QByteArray post = postOf("1");
    return {
        {"9110-15.5.5 other path", without("POST", "/b") + post, {404, 200}, stays, {"1"}},
        {"9110-15.5.5 longer path", without("POST", "/a/") + post, {404, 200}, stays, {"1"}},
        {"9110-15.5.5 path in other case", without("POST", "/A") + post, {404, 200}, stays, {"1"}},
        {"3986-6.2.2 dot segments are not removed", without("POST", "/b/../a") + post, {404, 200}, stays, {"1"}},
        {"9110-15.5.6 GET", without("GET", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.3.2 HEAD", without("HEAD", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.3.2 HEAD elsewhere", without("HEAD", "/b") + post, {404, 200}, stays, {"1"}},
        {"9110-9.3.4 PUT", without("PUT", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.3.5 DELETE", without("DELETE", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.3.7 OPTIONS", without("OPTIONS", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.3.7 OPTIONS *", without("OPTIONS", "*") + post, {404, 200}, stays, {"1"}},
        {"9110-9.3.8 TRACE", without("TRACE", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.1 methods have a case", without("post", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.1 unknown method", without("BREW", "/a") + post, {405, 200}, stays, {"1"}},
        {"9110-9.3.6 CONNECT ends the HTTP", without("CONNECT", "a:443") + post, {404}, closes},
        {"9110-9.3.6 CONNECT with a body", with("CONNECT", "a:443", post) + post, {404}, closes},
        {"9112-3.2.2 absolute-form", without("POST", "http://a/a") + post, {200, 200}, stays, {"", "1"}},
        {"9112-3.2.2 absolute-form of another host",
         without("POST", "http://b/a") + post,
         {200, 200},
         stays,
         {"", "1"}},
        {"9112-3.2.2 absolute-form without path", without("POST", "http://a") + post, {404, 200}, stays, {"1"}},
        {"9112-3.2.1 a query", without("POST", "/a?b=c") + post, {200, 200}, stays, {"", "1"}},
        {"9110-9.3.1 GET with a body", with("GET", "/a", post) + post, {405}, closes},
        {"9110-9.3.2 HEAD with a body", with("HEAD", "/a", post) + post, {405}, closes},
        {"9110-9.3.7 OPTIONS with a body", with("OPTIONS", "/a", post) + post, {405}, closes},
        {"9110-9.3.8 TRACE with a body", with("TRACE", "/a", post) + post, {405}, closes},
        {"9112-9.3 other path with a body", with("POST", "/b", post) + post, {404}, closes},
        {"9112-9.3 other path, length 0", with("POST", "/b", "") + post, {404, 200}, stays, {"1"}},
        {"9112-9.3 other path, chunked",
         "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + post,
         {404},
         closes},
        {"9112-9.3 other path, wrong chunks",
         "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n" + post,
         {404},
         closes},
        {"9112-9.3 other path, then a wrong request", without("POST", "/b") + "x\r\n", {404, 400}, closes},
        {"9112-9.6 other path and close",
         "POST /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + post,
         {404},
         closes},
        {"9110-10.1.1 a refused request does not continue",
         "POST /b HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n",
         {404},
         closes},
        {"9110-10.1.1 nor one of a wrong method",
         "PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n",
         {405},
         closes},
        {"9110-10.1.1 nor one that is too large",
         postWith("Expect: 100-continue\r\nContent-Length: 1048577\r\n"),
         {413},
         closes},
        {"9110-10.1.1 nor a malformed one", postWith("Expect: 100-continue\r\nContent-Length: +1\r\n"), {400}, closes},
        {"9110-10.1.1 unknown expectation", postWith("Expect: tea\r\n") + post, {417}, closes},
        {"9110-10.1.1 known and unknown",
         postWith("Expect: 100-continue, tea\r\nContent-Length: 1\r\n", "1"),
         {417},
         closes},
        {"9110-10.1.1 unknown, then known",
         postWith("Expect: tea\r\nExpect: 100-continue\r\nContent-Length: 1\r\n", "1"),
         {417},
         closes},
        {"9110-10.1.1 expectation with a value",
         postWith("Expect: 100-continue=1\r\nContent-Length: 1\r\n", "1"),
         {417},
         closes},
        {"9110-15.5.14 too large", postWith("Content-Length: 1048577\r\n") + post, {413}, closes},
        {"9110-15.5.14 as large as may be",
         postWith("Content-Length: 1048576\r\n", QByteArray(1048576, 'x')),
         {200},
         stays,
         {QByteArray(1048576, 'x')}},
        {"9110-15.5.14 too large a chunk",
         postWith("Transfer-Encoding: chunked\r\n", "100001\r\n") + post,
         {413},
         closes},
        {"9110-15.5.15 too long a target", without("POST", '/' + QByteArray(8192, 'a')) + post, {414}, closes},
        {"6585-5 too many fields", postWith(QByteArray("A: b\r\n").repeated(100)) + post, {431}, closes},
        {"6585-5 too large a field", postWith("A: " + QByteArray(33000, 'b') + "\r\n") + post, {431}, closes},
        {"9112-3 an error ends it all", "x\r\n\r\n" + post, {400}, closes},
        {"9112-3.2 no Host", "POST /a HTTP/1.1\r\n\r\n" + post, {400}, closes},
        {"9112-2.3 HTTP/0.9", "GET /a\r\n" + post, {505}, closes},
        {"9112-2.3 HTTP/1.2", "POST /a HTTP/1.2\r\nHost: a\r\n\r\n" + post, {505}, closes},
        {"9113-3.4 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + post, {505}, closes},
        {"8446-5.1 TLS hello", QByteArray::fromHex("160301020001000001fc0303") + post, {400}, closes},
        {"1928-3 SOCKS", QByteArray::fromHex("050100") + post, {400}, closes},
        {"5321-4.1 EHLO", "EHLO a\r\n" + post, {400}, closes},
        {"haproxy PROXY protocol", "PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n" + post, {400}, closes},
        {"9112-8 after good ones", post + post + "x\r\n" + post, {200, 200, 400}, closes, {"1", "1"}},
    };
}

} // namespace kaunt::test
