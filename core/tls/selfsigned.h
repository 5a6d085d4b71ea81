// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tls/certificate.h"
#include "core/tls/identityfiles.h"

namespace kaunt::tls {

/// Why no pair was made; `path` is the file at fault, empty where it is none (NotMade), `systemText` what the system or
/// OpenSSL says of it.
struct SelfSignedError {
    enum class Code { AlreadyThere, NotWritable, NotMade };

    Code code = Code::NotMade;
    QString path;
    QString systemText;
};

/// Makes a key (EC P-256) and a certificate that signs itself, for this machine under its three names (localhost,
/// 127.0.0.1, ::1), to be trusted by its fingerprint; valid for 397 days from just before now. Both files are new and
/// the key's is for the owner only from its first byte; where one of them exists, or can't be written, neither is left.
/// Once made, they outlast a power cut, as far as the file system can promise that.
[[nodiscard]] Result<Certificate, SelfSignedError> makeSelfSigned(const IdentityFiles& files, qint64 nowUtcMillis);

} // namespace kaunt::tls
