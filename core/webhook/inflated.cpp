// SPDX-License-Identifier: MIT
#include "core/webhook/inflated.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <zlib.h>

namespace kaunt {

namespace {

constexpr QByteArrayView gzipMark("\x1f\x8b");

/// Behind the end of one.
bool hasNextMember(const z_stream& stream)
{
    return QByteArrayView(stream.next_in, stream.avail_in).startsWith(gzipMark);
}

} // namespace

Inflated inflatedTo(QByteArray bytes, qsizetype longest, bool isWhole, bool isFollowed)
{
    using State = Inflated::State;
    State state = State::Damaged;
    if (bytes.size() > longest)
        state = State::TooLong;
    else if (isWhole)
        state = isFollowed ? State::Followed : State::Whole;
    bytes.truncate(std::min(bytes.size(), longest));
    return {state, std::move(bytes)};
}

Inflated inflated(const QByteArray& body, DeflateFormat format, qsizetype longest)
{
    constexpr int rawDeflate = -MAX_WBITS;
    constexpr int zlibOrGzip = MAX_WBITS + 32;
    constexpr qsizetype longestInput = std::numeric_limits<int>::max();
    z_stream stream{};
    if (body.size() > longestInput ||
        inflateInit2(&stream, format == DeflateFormat::Raw ? rawDeflate : zlibOrGzip) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.constData()));
    stream.avail_in = static_cast<uInt>(body.size());
    const bool isGzip = format == DeflateFormat::ZlibOrGzip && body.startsWith(gzipMark);
    QByteArray bytes;
    std::array<char, 16'384> chunk{};
    int state = Z_OK;
    while (state == Z_OK && bytes.size() <= longest) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = inflate(&stream, Z_NO_FLUSH);
        bytes.append(chunk.data(), static_cast<qsizetype>(chunk.size() - stream.avail_out));
        if (state == Z_STREAM_END && isGzip && hasNextMember(stream))
            state = inflateReset(&stream);
    }
    const bool isFollowed = stream.avail_in > 0;
    inflateEnd(&stream);
    return inflatedTo(std::move(bytes), longest, state == Z_STREAM_END, isFollowed);
}

} // namespace kaunt
