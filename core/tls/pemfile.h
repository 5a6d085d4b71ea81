// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/openssl.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace kaunt::tls {

/// Where the content of a file is from, or the system's words why there is none.
using PemSource = std::function<Result<QByteArray, QString>(const QString& path)>;

/// At most 1 MiB of a file, or the system's words why it can't be read.
[[nodiscard]] Result<QByteArray, QString> readPemFile(const QString& path);
/// To read `content` from, which must outlive it.
[[nodiscard]] BioPointer reading(const QByteArray& content);

/// OpenSSL's reason for its last failure, which is taken away with it.
[[nodiscard]] QString takeOpenSslText();

} // namespace kaunt::tls
