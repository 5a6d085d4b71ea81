// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace kaunt {

/// The header that carries the signature [documented by Kaunt].
inline constexpr char signatureHeaderName[] = "X-Signature-SHA256";

enum class Verdict {
    Verified,
    Mismatch,
    Missing,
    Malformed,
    NoSecret,
    Misdirected, ///< of a request to no endpoint, or by another method than POST: it is no delivery, and not checked
};
enum class SignatureEncoding { Hex, Base64, Base64Url };

/// "verified", "mismatch", "missing", "malformed", "no-secret", "misdirected": the words of the JSON lines and of the
/// log.
[[nodiscard]] QString verdictCode(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdictFromCode(QStringView code);
/// "hex", "base64", "base64url".
[[nodiscard]] QString encodingCode(SignatureEncoding encoding);
[[nodiscard]] std::optional<SignatureEncoding> encodingFromCode(QStringView code);

/// A key that an endpoint's deliveries may be signed with. A retired one no longer verifies; it is kept so that a
/// refusal can be explained. The value never appears in a log line, an export or an error.
struct SigningSecret {
    QString name;
    QByteArray value;
    bool retired = false;
    /// The name that its value is kept under, where that could not be read. Else what is empty was never entered.
    QString unread{};

    /// Whether deliveries can be verified, and samples signed, with it.
    [[nodiscard]] bool isUsable() const { return !retired && !value.isEmpty(); }
    [[nodiscard]] bool isUnread() const { return value.isEmpty() && !unread.isEmpty(); }
    bool operator==(const SigningSecret&) const = default;
};

/// A key of Kaunt's API (kaunt-api.md, Token), which signs no webhook: a sender may have taken it for the secret.
struct ApiSecret {
    QString tenant; ///< empty for the one of all tenants that have none of their own
    QString clientId;
    QByteArray clientSecret;

    bool operator==(const ApiSecret&) const = default;
};

/// What came of a signature, held against an endpoint's secrets. A plain value without any secret.
struct SignatureCheck {
    Verdict verdict = Verdict::NoSecret;
    std::optional<SignatureEncoding> encoding; ///< of the value that came, where it could be read
    QString secretName;                        ///< of the secret that matched; empty else
    QByteArray digest{};                       ///< of the value that came, 32 bytes; empty where it can not be read

    bool operator==(const SignatureCheck&) const = default;
};

/// A header value read as 32 bytes: 64 hex digits in either case, base64 or base64url with or without padding, each
/// with an optional "sha256=" in front (kaunt-api.md, Signature), in any letter case as some clients print it. Strict
/// otherwise: white space, wrong padding, mixed alphabets and stray bits at the end (RFC 4648 section 3.5) are no
/// signature. A base64 text without + / - _ counts as Base64.
struct DecodedSignature {
    QByteArray digest; ///< 32 bytes
    SignatureEncoding encoding = SignatureEncoding::Hex;
};
[[nodiscard]] std::optional<DecodedSignature> decodeSignature(QByteArrayView headerValue);

/// HMAC-SHA256 (RFC 2104, FIPS 180-4) by OpenSSL's EVP_MAC; 32 bytes. An empty key is allowed (RFC 2104 sets no
/// minimum). Empty only where OpenSSL itself fails. Safe from every thread.
[[nodiscard]] QByteArray hmacSha256(QByteArrayView key, QByteArrayView message);

} // namespace kaunt
