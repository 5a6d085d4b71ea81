// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QStringView>

#include <optional>

namespace kaunt {

/// Where a server listens: an address of this machine, or of all of them (isEveryAddress()), and a port.
struct ListenAddress {
    QHostAddress address;
    quint16 port = 0; ///< 0 picks a free one

    bool operator==(const ListenAddress&) const = default;
};

/// Whether it stands for every address of the machine: of both families, or of one.
[[nodiscard]] bool isEveryAddress(const QHostAddress& address);

/// Reads ADDR:PORT as both programs take it: "127.0.0.1:8787", "[::1]:0", "localhost:8787", "*:8787" for every address
/// of both families. Nothing where it is none; other names are not resolved. Pure.
[[nodiscard]] std::optional<ListenAddress> parseListenAddress(QStringView text);

} // namespace kaunt
