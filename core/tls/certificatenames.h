// SPDX-License-Identifier: MIT
#pragma once

#include <QSslCertificate>
#include <QString>

namespace kaunt::tls {

/// Whether a certificate speaks for a host (RFC 6125 section 6.4): by its alternative names where it has any, a
/// wildcard standing for one whole leftmost label; by its common name only where it has none. An address must stand as
/// an address. Pure.
[[nodiscard]] bool certificateNamesHost(const QSslCertificate& certificate, const QString& host);

} // namespace kaunt::tls
