// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/openssl.h"
#include "core/tls/pemfile.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <vector>

namespace kaunt::tls {

/// Why a file has no certificates for us.
struct CertificateFileError {
    enum class Code {
        NotReadable,
        NoCertificate, ///< it has none, or one that is damaged
        NoAuthority,   ///< none of its certificates may sign others
    };

    Code code = Code::NotReadable;
    QString path;
    QString systemText; ///< the system's own words; never the whole message

    bool operator==(const CertificateFileError&) const = default;
};

/// The certificates of a PEM file of which at most 1 MiB is read, in its order; never an empty list, and none where one
/// of them is damaged.
[[nodiscard]] Result<std::vector<CertificatePointer>, CertificateFileError>
loadCertificates(const QString& path, const PemSource& source = readPemFile);
/// Those of them that may sign others (X509_check_ca(3)), each in DER. Never an empty list.
[[nodiscard]] Result<QList<QByteArray>, CertificateFileError> loadAuthorities(const QString& path);

} // namespace kaunt::tls

Q_DECLARE_METATYPE(kaunt::tls::CertificateFileError)
