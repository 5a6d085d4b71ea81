// SPDX-License-Identifier: MIT
#include "core/webhook/zstandardcoding.h"

#include <array>
#include <memory>
#include <utility>
#include <zstd.h>

namespace kaunt {

namespace {

constexpr int largestWindowBits = 23;

/// Behind the end of one.
bool hasNextFrame(const QByteArray& body, const ZSTD_inBuffer& input)
{
    return QByteArrayView(body).sliced(static_cast<qsizetype>(input.pos)).startsWith(zstandardMark);
}

} // namespace

Inflated unpackedZstandard(const QByteArray& body, qsizetype longest)
{
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!context || ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, largestWindowBits)) != 0)
        return {};
    ZSTD_inBuffer input{body.constData(), static_cast<size_t>(body.size()), 0};
    QByteArray bytes;
    std::array<char, 16'384> chunk{};
    size_t wanted = 1; // 0 at the end of a frame, or an error
    bool isGoingOn = true;
    while (isGoingOn && bytes.size() <= longest) {
        ZSTD_outBuffer output{chunk.data(), chunk.size(), 0};
        wanted = ZSTD_decompressStream(context.get(), &output, &input);
        bytes.append(chunk.data(), static_cast<qsizetype>(output.pos));
        const bool mayHoldMore = input.pos < input.size || output.pos == output.size;
        isGoingOn = wanted == 0 ? hasNextFrame(body, input) : mayHoldMore && ZSTD_isError(wanted) == 0;
    }
    return inflatedTo(std::move(bytes), longest, wanted == 0, input.pos < input.size);
}

std::optional<QByteArray> packedZstandard(const QByteArray& body, int level)
{
    const auto size = static_cast<size_t>(body.size());
    QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    const size_t written = ZSTD_compress(out.data(), static_cast<size_t>(out.size()), body.constData(), size, level);
    if (ZSTD_isError(written) != 0)
        return {};
    out.truncate(static_cast<qsizetype>(written));
    return out;
}

} // namespace kaunt
