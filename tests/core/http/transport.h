// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace kaunt::test {

/// One client's connection to a server under test, over whatever carries the bytes.
class Transport {
public:
    Transport() = default;
    virtual ~Transport() = default;
    Q_DISABLE_COPY_MOVE(Transport)

    /// The server has seen the piece, alone, when this returns, unless it is busy or reads no more.
    virtual void send(const QByteArray& piece) = 0;
    virtual void finishSending() = 0;
    [[nodiscard]] virtual QByteArray received() = 0; ///< all so far
    [[nodiscard]] virtual bool isEnded() = 0;        ///< the server sends nothing more
};

} // namespace kaunt::test
