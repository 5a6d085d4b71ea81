// SPDX-License-Identifier: MIT
#include "tests/core/http/conversationcases.h"

namespace kaunt::test {

namespace {

constexpr auto stays = ConversationCase::End::Stays;
constexpr auto closes = ConversationCase::End::Closes;

const QByteArray hidden = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nhidden";

/// A body that ends early for who reads chunks, and holds a request for who reads the length.
QByteArray lengthAnd(const QByteArray& coding)
{
    const QByteArray body = "0\r\n\r\n" + hidden;
    return postWith("Content-Length: " + QByteArray::number(body.size()) + "\r\n" + coding, body);
}

/// The other way round: the length ends within the chunk that holds the request.
QByteArray chunksAnd(const QByteArray& coding)
{
    const QByteArray size = QByteArray::number(hidden.size(), 16) + "\r\n";
    return postWith(coding + "Content-Length: " + QByteArray::number(size.size()) + "\r\n",
                    size + hidden + "\r\n0\r\n\r\n");
}

ConversationCase codingCase(const char* name, const QByteArray& line)
{
    return {name, lengthAnd(line), {400}, closes};
}

QList<ConversationCase> codings()
{
    return {
        codingCase("9112-6.1 plain", "Transfer-Encoding: chunked\r\n"),
        codingCase("9112-6.1 blank before the colon", "Transfer-Encoding : chunked\r\n"),
        codingCase("9112-6.1 tab before the colon", "Transfer-Encoding\t: chunked\r\n"),
        codingCase("9112-6.1 vertical tab", "Transfer-Encoding:\013chunked\r\n"),
        codingCase("9112-6.1 form feed", "Transfer-Encoding: \014chunked\r\n"),
        codingCase("9112-6.1 NUL", QByteArray("Transfer-Encoding: \000chunked\r\n", 29)),
        codingCase("9112-6.1 no-break space", "Transfer-Encoding: \240chunked\r\n"),
        codingCase("9112-6.1 obs-text", "Transfer-Encoding:\377chunked\r\n"),
        codingCase("9112-6.1 obs-text for a letter", "Transfer-Encoding: ch\226nked\r\n"),
        codingCase("9112-6.1 quoted", "Transfer-Encoding: \"chunked\"\r\n"),
        codingCase("9112-6.1 apostrophes", "Transfer-Encoding: 'chunked'\r\n"),
        codingCase("9112-6.1 other word first", "Transfer-Encoding: x chunked\r\n"),
        codingCase("9112-6.1 in a list", "Transfer-Encoding: x, chunked\r\n"),
        codingCase("9112-6.1 first in a list", "Transfer-Encoding: chunked, x\r\n"),
        codingCase("9112-6.1 empty member", "Transfer-Encoding: ,chunked\r\n"),
        codingCase("9112-6.1 semicolon", "Transfer-Encoding: chunked;\r\n"),
        codingCase("9112-6.1 prefix", "Transfer-Encoding: chunk\r\n"),
        codingCase("9112-6.1 suffix", "Transfer-Encoding: xchunked\r\n"),
        codingCase("9112-6.1 empty", "Transfer-Encoding:\r\n"),
        codingCase("9112-6.1 identity", "Transfer-Encoding: identity\r\n"),
        codingCase("9112-6.1 two lines", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n"),
        codingCase("9112-6.1 two lines, other order", "Transfer-Encoding: x\r\nTransfer-encoding: chunked\r\n"),
        codingCase("9112-5.2 folded", "Transfer-Encoding:\r\n chunked\r\n"),
        codingCase("9112-5.2 folded with LF", "Transfer-Encoding:\n chunked\r\n"),
        codingCase("9112-5.2 folded onto another", "X: y\r\n Transfer-Encoding: chunked\r\n"),
        codingCase("9112-2.2 behind a bare LF", "X: y\nTransfer-Encoding: chunked\r\n"),
        codingCase("9112-2.2 behind a bare CR", "X: y\rTransfer-Encoding: chunked\r\n"),
        codingCase("9112-2.2 before a bare CR", "Transfer-Encoding: chunked\r\r\n"),
        codingCase("9112-2.2 CR in the name", "Transfer\r-Encoding: chunked\r\n"),
        codingCase("9112-5 blank in the name", "Transfer Encoding: chunked\r\n"),
        codingCase("9112-5 blank before the name", " Transfer-Encoding: chunked\r\n"),
        codingCase("9112-5 obs-text in the name", "Transf\202r-Encoding: chunked\r\n"),
        codingCase("9112-5 no colon", "Transfer-Encoding chunked\r\n"),
        codingCase("9112-5 colon first", ":Transfer-Encoding: chunked\r\n"),
        {"9110-5.1 underscore is another name",
         lengthAnd("Transfer_Encoding: chunked\r\n"),
         {200},
         stays,
         {"0\r\n\r\n" + hidden}},
        {"9110-8.4 Content-Encoding frames nothing",
         lengthAnd("Content-Encoding: chunked\r\n"),
         {200},
         stays,
         {"0\r\n\r\n" + hidden}},
        {"9110-10.1.4 TE frames nothing", lengthAnd("TE: chunked\r\n"), {200}, stays, {"0\r\n\r\n" + hidden}},
    };
}

QList<ConversationCase> lengths()
{
    return {
        {"9112-6.1 length behind chunked", chunksAnd("Transfer-Encoding: chunked\r\n"), {400}, closes},
        {"9112-6.1 chunked on 1.0",
         "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
         {400},
         closes},
        {"9112-6.1 unknown coding", postWith("Transfer-Encoding: x\r\n", hidden), {501}, closes},
        {"9112-6.3 two lengths", postWith("Content-Length: 0\r\nContent-Length: 4\r\n", hidden), {400}, closes},
        {"9112-6.3 two equal lengths", postWith("Content-Length: 0\r\nContent-Length: 0\r\n", hidden), {400}, closes},
        {"9112-6.3 list", postWith("Content-Length: 0, 4\r\n", hidden), {400}, closes},
        {"9112-6.3 equal list", postWith("Content-Length: 0,0\r\n", hidden), {400}, closes},
        {"9112-6.3 plus", postWith("Content-Length: +0\r\n", hidden), {400}, closes},
        {"9112-6.3 minus zero", postWith("Content-Length: -0\r\n", hidden), {400}, closes},
        {"9112-6.3 hex", postWith("Content-Length: 0x0\r\n", hidden), {400}, closes},
        {"9112-6.3 wraps to 0", postWith("Content-Length: 18446744073709551616\r\n", hidden), {400}, closes},
        {"9112-6.3 wraps 32 bits", postWith("Content-Length: 4294967296\r\n", hidden), {413}, closes},
        {"9112-6.3 behind a tab",
         postWith("Content-Length:\t1\t\r\n", "1") + hidden,
         {200, 200},
         stays,
         {"1", "hidden"}},
        {"9112-6.3 no octal",
         postWith("Content-Length: 010\r\n", "0123456789") + hidden,
         {200, 200},
         stays,
         {"0123456789", "hidden"}},
        {"9112-5 blank before the colon", postWith("Content-Length : 0\r\n", hidden), {400}, closes},
        {"9112-5 NUL before the colon", postWith(QByteArray("Content-Length\000: 0\r\n", 20), hidden), {400}, closes},
        {"9110-5.1 underscore is another name",
         postWith("Content_Length: 4\r\n") + hidden,
         {200, 200},
         stays,
         {"", "hidden"}},
        {"9112-6.3 in the body's place",
         "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 66\r\n\r\n" + hidden,
         {405},
         closes},
    };
}

ConversationCase chunkCase(const char* name, const QByteArray& coded)
{
    return {name, postWith("Transfer-Encoding: chunked\r\n", coded + hidden), {400}, closes};
}

QList<ConversationCase> chunks()
{
    return {
        chunkCase("9112-7.1 LF ends the size", "0\n\r\n"),
        chunkCase("9112-7.1 LF ends the body", "0\r\n\n"),
        chunkCase("9112-7.1 CR ends the size", "0\r\r\n"),
        chunkCase("9112-7.1 LF in an extension", "0;a\n\r\n"),
        chunkCase("9112-7.1 CR in an extension", "0;a\r0\r\n\r\n"),
        chunkCase("9112-7.1 LF after data", "1\r\nx\n0\r\n\r\n"),
        chunkCase("9112-7.1 other bytes after data", "1\r\nxYY0\r\n\r\n"),
        chunkCase("9112-7.1 data too long", "1\r\nxy\r\n0\r\n\r\n"),
        chunkCase("9112-7.1 prefix", "0x0\r\n\r\n"),
        chunkCase("9112-7.1 minus zero", "-0\r\n\r\n"),
        chunkCase("9112-7.1 plus", "+0\r\n\r\n"),
        chunkCase("9112-7.1 underscore", "0_1\r\n\r\n"),
        chunkCase("9112-7.1 no size", "\r\n\r\n"),
        chunkCase("9112-7.1 wraps to 0", "10000000000000000\r\n\r\n"),
        chunkCase("9112-7.1 blank after", "0 \r\n\r\n"),
        chunkCase("9112-7.1 NUL after", QByteArray("0\000\r\n\r\n", 6)),
        chunkCase("9112-7.1 no last chunk", "1\r\nx\r\n\r\n"),
        chunkCase("9112-7.1.2 length in a trailer", "0\r\nContent-Length: 9\r\n\r\n"),
        chunkCase("9112-7.1.2 coding in a trailer", "0\r\nTransfer-Encoding: chunked\r\n\r\n"),
        chunkCase("9112-7.1.2 no trailer's end", "0\r\n"),
        chunkCase("9112-7.1.2 folded trailer", "0\r\nA: b\r\n c\r\n\r\n"),
    };
}

} // namespace

QList<ConversationCase> smugglingCases()
{
    return codings() + lengths() + chunks();
}

} // namespace kaunt::test
