// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace kaunt {

/// What undoing a compression brought. A plain value.
struct Inflated {
    enum class State {
        Whole,
        Followed, ///< it is whole, and something else stands behind it: it may never have been such a stream
        TooLong,  ///< there is more than was asked for
        Damaged,  ///< it is no such stream, or it ends too early
    };

    State state = State::Damaged;
    QByteArray bytes; ///< as far as it went, `longest` at the most
};

/// Of what was unpacked until it ended, or was longer than `longest`. Pure.
[[nodiscard]] Inflated inflatedTo(QByteArray bytes, qsizetype longest, bool isWhole, bool isFollowed);

enum class DeflateFormat {
    ZlibOrGzip, ///< RFC 1950 or RFC 1952 with all of its members, told apart by the first bytes
    Raw,        ///< RFC 1951, as some senders understand `deflate`
};

/// Undoes DEFLATE with zlib; memory grows with what is there, never with what a header claims. Pure.
[[nodiscard]] Inflated inflated(const QByteArray& body, DeflateFormat format, qsizetype longest);

} // namespace kaunt
