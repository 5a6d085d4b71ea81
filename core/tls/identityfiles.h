// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace kaunt::tls {

/// Where a server's certificate and key are.
struct IdentityFiles {
    QString certificate; ///< PEM, the server's own first, then those above it
    QString key;         ///< PEM, RSA or EC, may be encrypted

    [[nodiscard]] bool isEmpty() const { return certificate.isEmpty() && key.isEmpty(); }
    bool operator==(const IdentityFiles&) const = default;
};

/// Why a certificate can't be served with its key; `path` is the file at fault.
struct IdentityError {
    enum class Code {
        CertificateNotReadable,
        NoCertificate, ///< the file has none, or one that is damaged
        KeyNotReadable,
        NoKey,
        PassphraseMissing, ///< the key is encrypted
        PassphraseWrong,
        KeyNotMatching,
        NoAnswer,  ///< the file, or what it is on, has not answered in time
        NotUsable, ///< OpenSSL refuses the pair: too weak a key, or one that suits no client
    };

    Code code = Code::NotUsable;
    QString path;
    QString systemText; ///< the system's own words; never the whole message

    bool operator==(const IdentityError&) const = default;
};

} // namespace kaunt::tls

Q_DECLARE_METATYPE(kaunt::tls::IdentityError)
