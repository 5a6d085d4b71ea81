// SPDX-License-Identifier: MIT
#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace kaunt::test {

/// Makes certificates that sign themselves, with the openssl program. Nobody trusts them unless a test says so.
class OwnAuthority {
public:
    struct Identity {
        QSslCertificate certificate{QByteArray()};
        QSslKey key;
    };

    /// For a common name and alternative names in openssl's notation ("DNS:a.example,IP:127.0.0.1"), which may be
    /// empty. Null certificate where openssl fails.
    [[nodiscard]] Identity issue(const QString& commonName, const QString& alternativeNames);

private:
    QTemporaryDir m_folder;
};

} // namespace kaunt::test
