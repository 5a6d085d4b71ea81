// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace kaunt::tls {

/// Why a client did not get through our handshake, as far as its bytes or its alert (RFC 8446 section 6) tell.
enum class HandshakeFailure {
    PlainHttp,          ///< an HTTP request where TLS was expected
    NotTls,             ///< neither HTTP nor TLS
    CertificateUnknown, ///< nobody whom the client trusts vouches for our certificate
    CertificateExpired,
    CertificateRefused, ///< for another reason, or none that it gave: an unknown name, say
    VersionTooOld,      ///< it speaks TLS 1.1 or older only
    NothingShared,      ///< no cipher suite or group in common
    ProtocolNotSpoken,  ///< it offered application protocols, but not HTTP/1.1
    Left,               ///< it went away in the middle, without a word
    TimedOut,           ///< it began and said no more
    Other,
};

/// By what OpenSSL's error queue has for it, an ERR_peek_error(). 0 stands for a client that left. Pure.
[[nodiscard]] HandshakeFailure handshakeFailureOf(unsigned long openSslError);

} // namespace kaunt::tls
