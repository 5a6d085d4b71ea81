// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/otheralgorithms.h"

#include "core/sha256.h"
#include "core/webhook/signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <array>

namespace kaunt {

namespace {

struct Algorithm {
    const char* name;
    QCryptographicHash::Algorithm hash;
    bool isRare = false; ///< and slow
};

constexpr std::array<Algorithm, 12> algorithms{{{"sha256", QCryptographicHash::Sha256},
                                                {"sha1", QCryptographicHash::Sha1},
                                                {"sha512", QCryptographicHash::Sha512},
                                                {"sha384", QCryptographicHash::Sha384},
                                                {"sha224", QCryptographicHash::Sha224},
                                                {"md5", QCryptographicHash::Md5},
                                                {"sha3-256", QCryptographicHash::Sha3_256, true},
                                                {"sha3-512", QCryptographicHash::Sha3_512, true},
                                                {"sha3-384", QCryptographicHash::Sha3_384, true},
                                                {"sha3-224", QCryptographicHash::Sha3_224, true},
                                                {"blake2s256", QCryptographicHash::Blake2s_256, true},
                                                {"blake2b512", QCryptographicHash::Blake2b_512, true}}};

QByteArray hash(const QByteArray& message, QCryptographicHash::Algorithm algorithm)
{
    return algorithm == QCryptographicHash::Sha256 ? sha256(message) : QCryptographicHash::hash(message, algorithm);
}

bool offerHashes(const Algorithm& algorithm, const QByteArray& key, const QByteArray& message, OtherDigests which,
                 const DigestSink& sink)
{
    const QString name = QLatin1String(algorithm.name);
    const bool isOurs = algorithm.hash == QCryptographicHash::Sha256;
    const QString hmac = QStringLiteral("hmac-") + name;
    if (!isOurs &&
        (!sink(hmac, QMessageAuthenticationCode::hash(message, key, algorithm.hash)) ||
         !sink(hmac + QStringLiteral("-swapped"), QMessageAuthenticationCode::hash(key, message, algorithm.hash))))
        return false;
    if (message.isEmpty())
        return true; // it would be a hash of the secret
    const QString secretFirst = name + QStringLiteral("-of-secret-and-body");
    const QString bodyFirst = name + QStringLiteral("-of-body-and-secret");
    for (const char* between : {"", ".", ":", "|", "&", ",", "\n", "_", "-", "/", ";", " ", "::"}) {
        if (!sink(secretFirst, hash(key + between + message, algorithm.hash)) ||
            !sink(bodyFirst, hash(message + between + key, algorithm.hash)))
            return false;
        if (!isOurs || which == OtherDigests::Usual)
            break;
    }
    return which == OtherDigests::Usual ||
           sink(name + QStringLiteral("-of-secret-body-secret"), hash(key + message + key, algorithm.hash));
}

/// HMAC-SHA256 too, but not of this key and this message as they stand; or the beginning of a longer digest.
bool offerVariants(const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    using Hash = QCryptographicHash;
    const QByteArray digest = hash(message, Hash::Sha256);
    const QString ofHash = QStringLiteral("hmac-sha256-of-sha256");
    return sink(QStringLiteral("hmac-sha256-swapped"), hmacSha256(message, key)) &&
           sink(ofHash, hmacSha256(key, digest.toHex())) && sink(ofHash, hmacSha256(key, digest)) &&
           sink(QStringLiteral("hmac-sha512"),
                QMessageAuthenticationCode::hash(message, key, Hash::Sha512).left(sha256Bytes)) &&
           sink(QStringLiteral("hmac-sha384"),
                QMessageAuthenticationCode::hash(message, key, Hash::Sha384).left(sha256Bytes));
}

bool offerRareVariants(const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    using Hash = QCryptographicHash;
    const QByteArray digest = hash(message, Hash::Sha256);
    const QByteArray right = hmacSha256(key, message);
    const QString ofHash = QStringLiteral("hmac-sha256-of-sha256");
    const QString twice = QStringLiteral("hmac-sha256-twice");
    const QString hashed = QStringLiteral("sha256-of-hmac-sha256");
    return sink(ofHash, hmacSha256(key, digest.toBase64())) &&
           sink(ofHash, hmacSha256(key, digest.toHex().toUpper())) && sink(twice, hmacSha256(key, right)) &&
           sink(twice, hmacSha256(key, right.toHex())) && sink(hashed, hash(right, Hash::Sha256)) &&
           sink(hashed, hash(right.toHex(), Hash::Sha256)) &&
           sink(QStringLiteral("hmac-sha256-of-body-and-secret"), hmacSha256(key, message + key)) &&
           sink(QStringLiteral("hmac-sha256-of-secret-and-body"), hmacSha256(key, key + message)) &&
           sink(QStringLiteral("hmac-sha256-of-md5"), hmacSha256(key, hash(message, Hash::Md5).toHex())) &&
           sink(QStringLiteral("hmac-sha256-of-sha1"), hmacSha256(key, hash(message, Hash::Sha1).toHex()));
}

bool isOffered(const Algorithm& algorithm, qsizetype bytes, OtherDigests which)
{
    const bool isAsLong = QCryptographicHash::hashLength(algorithm.hash) == bytes;
    return isAsLong && (which == OtherDigests::All || !algorithm.isRare);
}

} // namespace

bool offerKeyedDigests(const QByteArray& key, const QByteArray& message, qsizetype bytes, const DigestSink& sink,
                       OtherDigests which)
{
    for (const Algorithm& algorithm : algorithms) {
        if (isOffered(algorithm, bytes, which) && !offerHashes(algorithm, key, message, which, sink))
            return false;
    }
    if (bytes != sha256Bytes)
        return true;
    return offerVariants(key, message, sink) && (which == OtherDigests::Usual || offerRareVariants(key, message, sink));
}

bool offerSecretDigests(const QByteArray& key, qsizetype bytes, const DigestSink& sink)
{
    for (const Algorithm& algorithm : algorithms) {
        if (isOffered(algorithm, bytes, OtherDigests::All) &&
            !sink(QLatin1String(algorithm.name) + QStringLiteral("-of-secret"), hash(key, algorithm.hash)))
            return false;
    }
    return true;
}

bool offerUnkeyedDigests(const QByteArray& message, qsizetype bytes, const DigestSink& sink, OtherDigests which)
{
    using Hash = QCryptographicHash;
    for (const Algorithm& algorithm : algorithms) {
        if (isOffered(algorithm, bytes, which) && !sink(QLatin1String(algorithm.name), hash(message, algorithm.hash)))
            return false;
    }
    if (bytes != sha256Bytes)
        return true;
    const QByteArray digest = hash(message, Hash::Sha256);
    const QString twice = QStringLiteral("sha256-twice");
    return sink(QStringLiteral("sha512"), hash(message, Hash::Sha512).left(sha256Bytes)) &&
           sink(twice, hash(digest, Hash::Sha256)) && sink(twice, hash(digest.toHex(), Hash::Sha256));
}

} // namespace kaunt
