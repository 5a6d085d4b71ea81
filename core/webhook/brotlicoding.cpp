// SPDX-License-Identifier: MIT
#include "core/webhook/brotlicoding.h"

#include <array>
#include <brotli/decode.h>
#include <brotli/encode.h>
#include <memory>
#include <utility>

namespace kaunt {

Inflated unpackedBrotli(const QByteArray& body, qsizetype longest)
{
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    if (!decoder)
        return {};
    const auto* next = reinterpret_cast<const uint8_t*>(body.constData());
    auto left = static_cast<size_t>(body.size());
    QByteArray bytes;
    std::array<char, 16'384> chunk{};
    BrotliDecoderResult state = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (state == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && bytes.size() <= longest) {
        auto* out = reinterpret_cast<uint8_t*>(chunk.data());
        size_t room = chunk.size();
        state = BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, &out, nullptr);
        bytes.append(chunk.data(), static_cast<qsizetype>(chunk.size() - room));
    }
    return inflatedTo(std::move(bytes), longest, state == BROTLI_DECODER_RESULT_SUCCESS, left > 0);
}

std::optional<QByteArray> packedBrotli(const QByteArray& body, int quality)
{
    const auto size = static_cast<size_t>(body.size());
    size_t room = BrotliEncoderMaxCompressedSize(size);
    QByteArray out(static_cast<qsizetype>(room), Qt::Uninitialized);
    const bool isDone = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_DEFAULT_MODE, size,
                                              reinterpret_cast<const uint8_t*>(body.constData()), &room,
                                              reinterpret_cast<uint8_t*>(out.data())) == BROTLI_TRUE;
    out.truncate(static_cast<qsizetype>(room));
    return isDone ? std::optional(out) : std::nullopt;
}

} // namespace kaunt
