// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace kaunt::bench {

/// A webhook body of 420 bytes, as Kaunt documents it, about an event of its own for each number.
[[nodiscard]] QByteArray sampleBody(quint64 number);

/// Writes signature and body, a line each, `count` times: of different events, or all of the first one. False where it
/// can't be written.
[[nodiscard]] bool writeSignedBodies(const QString& path, const QByteArray& secret, quint64 first, int count);

} // namespace kaunt::bench
