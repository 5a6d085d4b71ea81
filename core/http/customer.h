// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>

namespace kaunt::http {

/// What one customer of a provider has: an IPv4 address, also where it is written as ::ffff:1.2.3.4; of IPv6 the /64
/// (RFC 4291 section 2.5.1: the rest is the interface), written as its first address. Bounds by peer count by this.
/// Pure.
[[nodiscard]] QHostAddress customerOf(const QHostAddress& peer);

} // namespace kaunt::http
