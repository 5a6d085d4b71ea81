// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/limits.h"

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt::http {

/// What is to become of one piece of a chunked body.
struct ChunkVerdict {
    enum class Kind { NeedMore, Complete, Refused };

    Kind kind = Kind::NeedMore;
    int status = 0;         ///< of a refusal: 400, 413 or 431
    qsizetype consumed = 0; ///< bytes of this piece that belong to the body; the rest is the next request's
    /// Of these, the bytes up to the last one of data, or all when complete. A parser that gets no more than these
    /// never sees half a size line or half a trailer section.
    qsizetype settled = 0;
};

/// Follows the chunked coding (RFC 9112 section 7.1) and refuses what is not to the letter: sizes that are not plain
/// hex or longer than 16 digits, extensions that are malformed or endless, bare CR or LF, data that is longer or
/// shorter than its size, trailers that are malformed, too many, or change the framing. No I/O, no clock; keeps one
/// line at most. Every byte is judged once and in order, so that the verdict does not depend on the pieces in which
/// they come.
class ChunkCheck {
public:
    explicit ChunkCheck(const Limits& limits)
        : m_limits(limits)
    {
    }

    /// The next piece of the coded body.
    [[nodiscard]] ChunkVerdict check(QByteArrayView piece);

private:
    enum class Part { SizeLine, Data, DataEnd, Trailer, Complete };

    [[nodiscard]] int judgeByte(char c);
    [[nodiscard]] int judgeDataEnd(char c);
    [[nodiscard]] int judgeLineByte(char c);
    [[nodiscard]] int endLine();
    [[nodiscard]] int endSizeLine();
    [[nodiscard]] int endTrailerLine();

    Limits m_limits;
    Part m_part = Part::SizeLine;
    QByteArray m_line;
    qint64 m_remaining = 0; ///< of the data of this chunk
    qint64 m_bodyBytes = 0;
    qsizetype m_extensionBytes = 0; ///< of all chunks together
    qsizetype m_trailerBytes = 0;
    int m_trailers = 0;
    bool m_afterCarriageReturn = false;
};

} // namespace kaunt::http
