// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/otheralgorithms.h"

#include "core/webhook/signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <array>

namespace kaunt {

namespace {

struct Algorithm {
    const char* name;
    QCryptographicHash::Algorithm hash;
};

constexpr std::array<Algorithm, 11> algorithms{{{"sha256", QCryptographicHash::Sha256},
                                                {"sha1", QCryptographicHash::Sha1},
                                                {"sha512", QCryptographicHash::Sha512},
                                                {"sha384", QCryptographicHash::Sha384},
                                                {"sha224", QCryptographicHash::Sha224},
                                                {"md5", QCryptographicHash::Md5},
                                                {"sha3-256", QCryptographicHash::Sha3_256},
                                                {"sha3-512", QCryptographicHash::Sha3_512},
                                                {"sha3-384", QCryptographicHash::Sha3_384},
                                                {"blake2s256", QCryptographicHash::Blake2s_256},
                                                {"blake2b512", QCryptographicHash::Blake2b_512}}};

QByteArray hash(const QByteArray& message, QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(message, algorithm);
}

bool offerHashes(const Algorithm& algorithm, const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    const QString name = QLatin1String(algorithm.name);
    const bool isOurs = algorithm.hash == QCryptographicHash::Sha256;
    if (!isOurs &&
        !sink(QStringLiteral("hmac-") + name, QMessageAuthenticationCode::hash(message, key, algorithm.hash)))
        return false;
    return sink(name, hash(message, algorithm.hash)) &&
           sink(name + QStringLiteral("-of-secret-and-body"), hash(key + message, algorithm.hash)) &&
           sink(name + QStringLiteral("-of-body-and-secret"), hash(message + key, algorithm.hash));
}

/// HMAC-SHA256 too, but not of this key and this message as they stand.
bool offerVariants(const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    using Hash = QCryptographicHash;
    const QByteArray digest = hash(message, Hash::Sha256);
    return sink(QStringLiteral("hmac-sha256-swapped"), hmacSha256(message, key)) &&
           sink(QStringLiteral("hmac-sha256-of-sha256"), hmacSha256(key, digest.toHex())) &&
           sink(QStringLiteral("hmac-sha256-of-sha256"), hmacSha256(key, digest)) &&
           sink(QStringLiteral("hmac-sha256-twice"), hmacSha256(key, hmacSha256(key, message))) &&
           sink(QStringLiteral("sha256-twice"), hash(digest, Hash::Sha256)) &&
           sink(QStringLiteral("hmac-sha512"), QMessageAuthenticationCode::hash(message, key, Hash::Sha512).left(32)) &&
           sink(QStringLiteral("hmac-sha384"), QMessageAuthenticationCode::hash(message, key, Hash::Sha384).left(32)) &&
           sink(QStringLiteral("sha512"), hash(message, Hash::Sha512).left(32));
}

} // namespace

bool offerOtherDigests(const QByteArray& key, const QByteArray& message, qsizetype bytes, const DigestSink& sink)
{
    for (const Algorithm& algorithm : algorithms) {
        if (QCryptographicHash::hashLength(algorithm.hash) == bytes && !offerHashes(algorithm, key, message, sink))
            return false;
    }
    constexpr qsizetype sha256Bytes = 32;
    return bytes != sha256Bytes || offerVariants(key, message, sink);
}

} // namespace kaunt
