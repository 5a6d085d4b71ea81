// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/identityfiles.h"

#include <QString>
#include <QTemporaryDir>

namespace kaunt::test {

/// PEM files as people have them, made by the openssl program in a folder that goes with this.
class TlsFiles {
public:
    /// False where openssl is not there or refuses; what it says is in error().
    [[nodiscard]] bool run(const QStringList& arguments);
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] const QByteArray& error() const { return m_error; }

    /// A certificate that signs itself, for these names, with a key of this kind ("rsa:2048", "ec"), as NAME.crt and
    /// NAME.key.
    [[nodiscard]] bool makePair(const QString& name, const QString& kind, const QString& alternativeNames);
    [[nodiscard]] tls::IdentityFiles pair(const QString& name) const;
    [[nodiscard]] bool write(const QString& name, const QByteArray& content) const;
    [[nodiscard]] QByteArray content(const QString& name) const;
    /// By another name first, as who renews certificates does.
    [[nodiscard]] bool replace(const QString& name, const QByteArray& content) const;

private:
    QTemporaryDir m_folder;
    QByteArray m_error;
};

} // namespace kaunt::test
