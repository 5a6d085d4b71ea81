// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>

namespace kaunt::http {

/// Where this machine calls who listens there: loopback, of the same family, for all addresses (RFC 1122 3.2.1.3,
/// RFC 4291 2.5.2), else the address itself. Pure.
[[nodiscard]] QHostAddress callableAddress(const QHostAddress& listening);

} // namespace kaunt::http
