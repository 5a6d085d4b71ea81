// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/certificatefile.h"

namespace kaunt {

/// Certificates that whatever we send to may show or be signed with, besides the system's authorities: all of a PEM
/// file, of a private CA or self-signed; none where `path` is empty or the file can't be used. They hold for
/// connections that are made from now on, in the whole process: senders live in many places and threads, and all trust
/// the same. Any thread.
[[nodiscard]] Result<void, tls::CertificateFileError> trustAuthorities(const QString& path);

} // namespace kaunt
