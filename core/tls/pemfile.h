// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/openssl.h"

#include <QByteArray>
#include <QString>

namespace kaunt::tls {

/// At most 1 MiB of a file, or the system's words why it can't be read.
[[nodiscard]] Result<QByteArray, QString> readPemFile(const QString& path);
/// To read `content` from, which must outlive it.
[[nodiscard]] BioPointer reading(const QByteArray& content);

/// OpenSSL's reason for its last failure, which is taken away with it.
[[nodiscard]] QString takeOpenSslText();

} // namespace kaunt::tls
