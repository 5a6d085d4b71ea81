// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>

#include <optional>

namespace kaunt {

/// A program that listens.
struct PortOwner {
    QString program; ///< as the system shortens it, 15 characters
    qint64 processId = 0;

    bool operator==(const PortOwner&) const = default;
};

/// Who listens at this TCP port, at `address` or at one that keeps others from it. By Linux' /proc (proc(5): net/tcp,
/// net/tcp6, <pid>/fd), so nothing on other systems, nor of another user's programs unless we are root. Reads the list
/// of all open files: for an error that is to be explained, never for each request.
[[nodiscard]] std::optional<PortOwner> findPortOwner(const QHostAddress& address, quint16 port);

} // namespace kaunt
