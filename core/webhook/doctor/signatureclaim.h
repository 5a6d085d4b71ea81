// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace kaunt {

/// A digest that a header value may stand for.
struct SignatureClaim {
    QByteArray digest;
    qsizetype bits = 0;    ///< how many of the digest's first bits came; 8 × size unless it was cut off
    bool isCutOff = false; ///< a prefix: whatever begins like this may be what was sent
    /// How the value had to be read: empty where the verifier reads it so, else "quoted", "whitespace", "escaped",
    /// "prefix", "suffix", "separated", "surrounded", "base64-variant", "base64-of-hex", "base64-of-base64",
    /// "hex-of-base64", "hex-of-hex", "header-line".
    QString reading;
};

/// Every digest, of any length from MD5's to SHA-512's, that a header value can be read as, by readings strict and
/// lenient; the strict ones first. Pure, at most 48 claims, of at most the value's first 1,024 bytes.
[[nodiscard]] QList<SignatureClaim> readSignatureClaims(QByteArrayView headerValue);

/// The values that one header field holds when a proxy joined several by commas (RFC 9110 section 5.3), semicolons or
/// nothing at all; empty where it is one value.
[[nodiscard]] QList<QByteArray> joinedSignatures(QByteArrayView headerValue);

} // namespace kaunt
