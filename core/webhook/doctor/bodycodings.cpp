// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/bodycodings.h"

#include "core/webhook/brotlicoding.h"
#include "core/webhook/deflated.h"
#include "core/webhook/inflated.h"
#include "core/webhook/zstandardcoding.h"

#include <algorithm>
#include <array>
#include <optional>
#include <zlib.h>

namespace kaunt {

namespace {

constexpr int rawDeflate = -MAX_WBITS;

/// What writes the time into a gzip's head, and how it packs.
struct StampingWriter {
    int level;
    char xfl;
    char system;
};

/// Python's gzip, and Ruby's Zlib::GzipWriter.
constexpr std::array<StampingWriter, 2> stampingWriters{
    {{Z_BEST_COMPRESSION, '\2', '\xff'}, {Z_DEFAULT_COMPRESSION, '\0', '\3'}}};

Finding compressed(const char* coding, const char* change)
{
    return findingOf("body-compressed", {{"coding", coding}, {"change", change}});
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes;
    for (int shift = 0; shift < 32; shift += 8)
        bytes.append(static_cast<char>(number >> shift & 0xff));
    return bytes;
}

QByteArray bigEndian(quint32 number)
{
    const QByteArray little = littleEndian(number);
    QByteArray bytes = little;
    std::reverse_copy(little.begin(), little.end(), bytes.begin());
    return bytes;
}

const Bytef* bytesOf(const QByteArray& body)
{
    return reinterpret_cast<const Bytef*>(body.constData());
}

/// RFC 1952 section 2.3.1.
QByteArray gzipTrailer(const QByteArray& body)
{
    const auto size = static_cast<uInt>(body.size());
    return littleEndian(static_cast<quint32>(crc32(0, bytesOf(body), size))) + littleEndian(size);
}

bool offerDeflated(const Form& source, const QByteArray& raw, int level, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const auto size = static_cast<uInt>(body.size());
    const QByteArray trailer = gzipTrailer(body);
    // RFC 1952 section 2.3.1: no name, no time; XFL and OS as zlib's users, Java, .NET and Go write them.
    const char extra = level == Z_BEST_COMPRESSION ? '\2' : level == Z_BEST_SPEED ? '\4' : '\0';
    for (const char xfl : {extra, '\0'}) {
        for (const char system : {'\3', '\xff', '\0', '\x0a', '\x13'}) {
            const QByteArray head = QByteArray("\x1f\x8b\x08\0\0\0\0\0", 8) + xfl + system;
            if (!sink(source.next(head + raw + trailer, compressed("gzip", "decompressed"))))
                return false;
        }
    }
    // RFC 1950: the second byte tells the level and makes the two a multiple of 31.
    const char flags = level == Z_BEST_SPEED ? '\x01' : level == Z_BEST_COMPRESSION ? '\xda' : '\x9c';
    const QByteArray sum = bigEndian(static_cast<quint32>(adler32(1, bytesOf(body), size)));
    return sink(source.next(QByteArray("\x78") + flags + raw + sum, compressed("deflate", "decompressed"))) &&
           sink(source.next(raw, compressed("deflate", "decompressed")));
}

/// As Node and Python write it, and as Express and .NET do, who are quick. Other versions of the libraries pack a long
/// body otherwise.
bool offerYoungerCodings(const Form& source, const FormSink& sink)
{
    constexpr int best = 11;
    constexpr int quick = 4;
    for (const int quality : {best, quick}) {
        // The best takes a second for a megabyte.
        const auto packed =
            quality == best && source.bytes.size() > largeBody ? std::nullopt : packedBrotli(source.bytes, quality);
        if (packed && !sink(source.next(*packed, compressed("br", "decompressed"))))
            return false;
    }
    const auto packed = packedZstandard(source.bytes, usualZstandard);
    return !packed || sink(source.next(*packed, compressed("zstd", "decompressed")));
}

bool hasEnd(const Inflated& plain)
{
    return plain.state == Inflated::State::Whole || plain.state == Inflated::State::Followed;
}

} // namespace

bool offerDecompressed(const Form& source, qsizetype longest, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    constexpr qsizetype shortest = 6;
    if (body.size() < shortest || body.startsWith('{') || body.startsWith('['))
        return true;
    const auto offer = [&source, &sink](const Inflated& plain, const char* coding) {
        return sink(source.next(plain.bytes, compressed(coding, "compressed")));
    };
    if (body.startsWith(zstandardMark)) {
        const Inflated plain = unpackedZstandard(body, longest);
        return !hasEnd(plain) || offer(plain, "zstd");
    }
    const bool isGzip = body.startsWith("\x1f\x8b");
    for (const DeflateFormat format : {DeflateFormat::ZlibOrGzip, DeflateFormat::Raw}) {
        const Inflated plain = inflated(body, format, longest);
        if (!hasEnd(plain))
            continue;
        if (!offer(plain, isGzip ? "gzip" : "deflate"))
            return false;
        break;
    }
    // Of neither of these two a mark tells, and what is one of them may begin like the other.
    const Inflated plain = isGzip ? Inflated() : unpackedBrotli(body, longest);
    return plain.state != Inflated::State::Whole || offer(plain, "br");
}

bool offerCompressed(const Form& source, qsizetype longest, const FormSink& sink)
{
    if (source.bytes.isEmpty() || source.bytes.size() > longest)
        return true;
    for (const int level : {Z_DEFAULT_COMPRESSION, Z_BEST_COMPRESSION, Z_BEST_SPEED}) {
        for (const int memoryLevel : {8, 9}) {
            const auto raw = deflated(source.bytes, rawDeflate, level, memoryLevel);
            if (raw && !offerDeflated(source, *raw, level, sink))
                return false;
        }
    }
    return offerYoungerCodings(source, sink);
}

bool offerGzipStamps(const QByteArray& body, qint64 receivedAt, const FormSink& sink)
{
    if (receivedAt <= 0 || body.isEmpty() || body.size() > longestStamped)
        return true;
    const Form source{body, {}};
    const Finding finding = compressed("gzip", "decompressed");
    const qint64 arrival = receivedAt / 1'000;
    const QByteArray trailer = gzipTrailer(body);
    for (const StampingWriter& writer : stampingWriters) {
        constexpr int memoryLevel = 8;
        const auto raw = deflated(body, rawDeflate, writer.level, memoryLevel);
        for (qint64 second = arrival + stampsAhead; raw && second >= arrival - stampsBack; --second) {
            const QByteArray head = QByteArray("\x1f\x8b\x08\0", 4) + littleEndian(static_cast<quint32>(second)) +
                                    writer.xfl + writer.system;
            if (!sink(source.next(head + *raw + trailer, finding)))
                return false;
        }
    }
    return true;
}

} // namespace kaunt
