// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/identityfiles.h"
#include "core/tls/openssl.h"
#include "core/tls/pemfile.h"

#include <QByteArray>

#include <vector>

namespace kaunt::tls {

/// What a server shows and proves itself with: a certificate, those above it, and the key of the first. They belong
/// together: loadIdentity() gives no others.
struct Identity {
    CertificatePointer certificate;
    std::vector<CertificatePointer> chain; ///< above the certificate, in the file's order
    KeyPointer key;
};

/// Reads and checks the files, at most 1 MiB of each. The pass phrase may be empty where the key is not encrypted.
[[nodiscard]] Result<Identity, IdentityError> loadIdentity(const IdentityFiles& files, const QByteArray& passphrase,
                                                           const PemSource& source = readPemFile);

} // namespace kaunt::tls
