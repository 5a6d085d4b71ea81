// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/bodyframes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace kaunt {

namespace {

constexpr qsizetype longestFrame = qsizetype{64} * 1024;

Finding framed(const char* form, const char* change)
{
    return findingOf("body-reserialised", {{"form", form}, {"change", change}});
}

std::optional<QByteArray> withoutChunks(const QByteArray& body)
{
    constexpr qsizetype mostDigits = 8;
    QByteArray whole;
    qsizetype at = 0;
    while (at < body.size()) {
        const qsizetype end = body.indexOf("\r\n", at);
        if (end < 0 || end - at > mostDigits)
            return {};
        bool isNumber = false;
        const qsizetype length = body.mid(at, end - at).toLongLong(&isNumber, 16);
        at = end + 2;
        if (!isNumber || length < 0 || length > body.size() - at)
            return {};
        if (length == 0)
            return whole.isEmpty() ? std::nullopt : std::optional(whole);
        whole += body.mid(at, length);
        at += length + 2;
    }
    return whole.isEmpty() ? std::nullopt : std::optional(whole); // the last chunk may be lost
}

constexpr QByteArrayView bufferBegin = "{\"type\":\"Buffer\",\"data\":[";

std::optional<QByteArray> fromBuffer(const QByteArray& body)
{
    const QByteArray text = QByteArray(body).replace(' ', "").replace('\n', "");
    if (!text.startsWith(bufferBegin) || !text.endsWith("]}"))
        return {};
    QByteArray bytes;
    const QByteArrayList numbers = text.mid(bufferBegin.size()).chopped(2).split(',');
    for (const QByteArray& number : numbers) {
        bool isByte = false;
        const ushort byte = number.toUShort(&isByte);
        if (!isByte || byte > std::numeric_limits<uchar>::max())
            return {};
        bytes.append(static_cast<char>(byte));
    }
    return bytes;
}

QByteArray asBuffer(const QByteArray& body)
{
    QByteArray text = bufferBegin.toByteArray();
    for (const char byte : body)
        text += QByteArray::number(static_cast<uchar>(byte)) + ',';
    if (!body.isEmpty())
        text.chop(1);
    return text + "]}";
}

} // namespace

bool offerUnframed(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (!body.isEmpty() && body.front() != '{') {
        const auto whole = withoutChunks(body);
        if (whole && !sink(source.next(*whole, framed("chunked", "added"))))
            return false;
    }
    if (const auto bytes = fromBuffer(body); bytes && !sink(source.next(*bytes, framed("buffer-json", "added"))))
        return false;
    const qsizetype half = body.size() / 2;
    if (half > 0 && body.size() % 2 == 0 && body.startsWith(QByteArrayView(body).sliced(half)) &&
        !sink(source.next(body.first(half), framed("twice", "added"))))
        return false;
    const bool isTwiceInLines = body.size() % 2 == 1 && half > 0 && body[half] == '\n' &&
                                body.startsWith(QByteArrayView(body).sliced(half + 1));
    if (isTwiceInLines && !sink(source.next(body.first(half), framed("twice", "added"))))
        return false;
    const qsizetype begin = body.indexOf('{');
    const qsizetype end = body.lastIndexOf('}');
    const bool isSurrounded = begin >= 0 && end > begin && (begin > 0 || end + 1 < body.size());
    return !isSurrounded || sink(source.next(body.mid(begin, end + 1 - begin), framed("surrounded", "added")));
}

bool offerFramed(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (body.isEmpty() || body.size() > longestFrame)
        return true;
    constexpr std::array<qsizetype, 6> buffers{256, 512, 1024, 2048, 4096, 8192};
    const auto next = std::find_if(buffers.begin(), buffers.end(), [&](qsizetype size) { return size > body.size(); });
    constexpr std::ptrdiff_t tried = 3;
    for (auto size = next; size != buffers.end() && size - next < tried; ++size) {
        if (!sink(source.next(body + QByteArray(*size - body.size(), '\0'), framed("zero-padded", "removed"))))
            return false;
    }
    return sink(source.next(body + body, framed("twice", "removed"))) &&
           sink(source.next('[' + body + ']', framed("array", "removed"))) &&
           sink(source.next("{\"data\":" + body + '}', framed("data", "removed"))) &&
           sink(source.next("{\"payload\":" + body + '}', framed("payload", "removed"))) &&
           sink(source.next("{\"event\":" + body + '}', framed("event", "removed"))) &&
           sink(source.next("{\"body\":" + body + '}', framed("body", "removed"))) &&
           sink(source.next("{\"message\":" + body + '}', framed("message", "removed"))) &&
           sink(source.next("b'" + body + '\'', framed("bytes-literal", "removed"))) &&
           sink(source.next(QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n",
                            framed("chunked", "removed"))) &&
           sink(source.next(asBuffer(body), framed("buffer-json", "removed")));
}

} // namespace kaunt
