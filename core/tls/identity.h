// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/openssl.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <vector>

namespace kaunt::tls {

/// Where a server's certificate and key are.
struct IdentityFiles {
    QString certificate; ///< PEM, the server's own first, then those above it
    QString key;         ///< PEM, RSA or EC, may be encrypted

    bool operator==(const IdentityFiles&) const = default;
};

struct IdentityError {
    enum class Code {
        CertificateNotReadable,
        NoCertificate, ///< the file has none, or one that is damaged
        KeyNotReadable,
        NoKey,
        PassphraseMissing, ///< the key is encrypted
        PassphraseWrong,
        KeyNotMatching,
        NotUsable, ///< OpenSSL refuses the pair: too weak a key, for one
    };

    Code code = Code::NotUsable;
    QString path;
    QString systemText; ///< the system's own words; never the whole message

    bool operator==(const IdentityError&) const = default;
};

/// What a server shows and proves itself with: a certificate, those above it, and the key of the first. They belong
/// together: loadIdentity() gives no others.
struct Identity {
    CertificatePointer certificate;
    std::vector<CertificatePointer> chain; ///< above the certificate, in the file's order
    KeyPointer key;
};

/// Reads and checks the files, at most 1 MiB of each. The pass phrase may be empty where the key is not encrypted.
[[nodiscard]] Result<Identity, IdentityError> loadIdentity(const IdentityFiles& files, const QByteArray& passphrase);

/// OpenSSL's reason for its last failure, which is taken away with it.
[[nodiscard]] QString takeOpenSslText();

} // namespace kaunt::tls

Q_DECLARE_METATYPE(kaunt::tls::IdentityError)
