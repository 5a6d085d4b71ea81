// SPDX-License-Identifier: MIT
#include "core/tls/handshakefailure.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>

namespace kaunt::tls {

HandshakeFailure handshakeFailureOf(unsigned long openSslError)
{
    if (openSslError == 0)
        return HandshakeFailure::Left;
    switch (ERR_GET_REASON(openSslError)) {
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
        return HandshakeFailure::PlainHttp;
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_UNEXPECTED_MESSAGE:
    case SSL_R_RECORD_LENGTH_MISMATCH:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
        return HandshakeFailure::NotTls;
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
        return HandshakeFailure::CertificateUnknown;
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
        return HandshakeFailure::CertificateExpired;
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
        return HandshakeFailure::CertificateRefused;
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        return HandshakeFailure::VersionTooOld;
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_NO_SHARED_GROUPS:
    case SSL_R_NO_SUITABLE_KEY_SHARE:
    case SSL_R_NO_SUITABLE_GROUPS:
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
        return HandshakeFailure::NothingShared;
    case SSL_R_NO_APPLICATION_PROTOCOL:
    case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
        return HandshakeFailure::ProtocolNotSpoken;
    case SSL_R_UNEXPECTED_EOF_WHILE_READING:
        return HandshakeFailure::Left;
    default:
        return HandshakeFailure::Other;
    }
}

} // namespace kaunt::tls
