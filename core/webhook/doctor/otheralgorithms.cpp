// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/otheralgorithms.h"

#include "core/sha256.h"
#include "core/webhook/doctor/form.h"
#include "core/webhook/signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <optional>

namespace kaunt {

namespace {

using Hash = QCryptographicHash;

struct Algorithm {
    const char* name;
    qsizetype bytes;
    bool isRare = false;                      ///< and slow
    std::optional<Hash::Algorithm> hash = {}; ///< Qt's; without, it is OpenSSL's of this name
};

constexpr std::array<Algorithm, 16> algorithms{{{"sha256", 32, false, Hash::Sha256},
                                                {"sha1", 20, false, Hash::Sha1},
                                                {"sha512", 64, false, Hash::Sha512},
                                                {"sha384", 48, false, Hash::Sha384},
                                                {"sha224", 28, false, Hash::Sha224},
                                                {"md5", 16, false, Hash::Md5},
                                                {"sha3-256", 32, true, Hash::Sha3_256},
                                                {"sha3-512", 64, true, Hash::Sha3_512},
                                                {"sha3-384", 48, true, Hash::Sha3_384},
                                                {"sha3-224", 28, true, Hash::Sha3_224},
                                                {"blake2s256", 32, true, Hash::Blake2s_256},
                                                {"blake2b512", 64, true, Hash::Blake2b_512},
                                                {"sha512-256", 32, true},
                                                {"sha512-224", 28, true},
                                                {"ripemd160", 20, true},
                                                {"sm3", 32, true}}};

/// Empty where OpenSSL has no such algorithm.
QByteArray openSslHash(const QByteArray& message, const Algorithm& algorithm)
{
    QByteArray digest(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    size_t length = 0;
    const bool done =
        EVP_Q_digest(nullptr, algorithm.name, nullptr, message.constData(), static_cast<size_t>(message.size()),
                     reinterpret_cast<uchar*>(digest.data()), &length) == 1;
    return digest.left(done ? static_cast<qsizetype>(length) : 0);
}

QByteArray openSslHmac(const QByteArray& key, const QByteArray& message, const Algorithm& algorithm)
{
    QByteArray digest(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    size_t length = 0;
    const bool done =
        EVP_Q_mac(nullptr, "HMAC", nullptr, algorithm.name, nullptr, key.constData(), static_cast<size_t>(key.size()),
                  reinterpret_cast<const uchar*>(message.constData()), static_cast<size_t>(message.size()),
                  reinterpret_cast<uchar*>(digest.data()), static_cast<size_t>(digest.size()), &length) != nullptr;
    return digest.left(done ? static_cast<qsizetype>(length) : 0);
}

QByteArray hash(const QByteArray& message, Hash::Algorithm algorithm)
{
    return algorithm == Hash::Sha256 ? sha256(message) : Hash::hash(message, algorithm);
}

QByteArray hash(const QByteArray& message, const Algorithm& algorithm)
{
    return algorithm.hash ? hash(message, *algorithm.hash) : openSslHash(message, algorithm);
}

QByteArray hmac(const QByteArray& key, const QByteArray& message, const Algorithm& algorithm)
{
    return algorithm.hash ? QMessageAuthenticationCode::hash(message, key, *algorithm.hash)
                          : openSslHmac(key, message, algorithm);
}

bool offerHashes(const Algorithm& algorithm, const QByteArray& key, const QByteArray& message, OtherDigests which,
                 const DigestSink& sink)
{
    const QString name = QLatin1String(algorithm.name);
    const bool isOurs = algorithm.hash == Hash::Sha256;
    const QString keyed = QStringLiteral("hmac-") + name;
    if (!isOurs && (!sink(keyed, hmac(key, message, algorithm)) ||
                    !sink(keyed + QStringLiteral("-swapped"), hmac(message, key, algorithm))))
        return false;
    if (message.isEmpty())
        return true; // it would be a hash of the secret
    const QString secretFirst = name + QStringLiteral("-of-secret-and-body");
    const QString bodyFirst = name + QStringLiteral("-of-body-and-secret");
    for (const char* between : {"", ".", ":", "|", "\n", "&", ",", "_", "-", "/", ";", " ", "::"}) {
        if (!sink(secretFirst, hash(key + between + message, algorithm)) ||
            !sink(bodyFirst, hash(message + between + key, algorithm)))
            return false;
        const bool isLastOfRare = algorithm.isRare && *between == '\n';
        const bool isAlone = !isOurs && message.size() > largeBody; // each costs a hash of the whole
        if (isLastOfRare || isAlone || which == OtherDigests::Usual)
            break;
    }
    return which == OtherDigests::Usual ||
           sink(name + QStringLiteral("-of-secret-body-secret"), hash(key + message + key, algorithm));
}

/// HMAC-SHA256 too, but not of this key and this message as they stand; or the beginning of a longer digest.
bool offerVariants(const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    const QByteArray digest = hash(message, Hash::Sha256);
    const QString ofHash = QStringLiteral("hmac-sha256-of-sha256");
    return sink(QStringLiteral("hmac-sha256-swapped"), hmacSha256(message, key)) &&
           sink(ofHash, hmacSha256(key, digest.toHex())) && sink(ofHash, hmacSha256(key, digest)) &&
           sink(QStringLiteral("hmac-sha512"),
                QMessageAuthenticationCode::hash(message, key, Hash::Sha512).left(sha256Bytes)) &&
           sink(QStringLiteral("hmac-sha384"),
                QMessageAuthenticationCode::hash(message, key, Hash::Sha384).left(sha256Bytes));
}

/// The secret is the key and signed besides.
bool offerBoth(const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    const QString bodyFirst = QStringLiteral("hmac-sha256-of-body-and-secret");
    const QString secretFirst = QStringLiteral("hmac-sha256-of-secret-and-body");
    const std::array<const char*, 5> separators{"", ".", ":", "|", "\n"};
    const auto* const end = message.size() > largeBody ? separators.begin() + 1 : separators.end();
    return std::all_of(separators.begin(), end, [&](const char* between) {
        return sink(bodyFirst, hmacSha256(key, message + between + key)) &&
               sink(secretFirst, hmacSha256(key, key + between + message));
    });
}

bool offerRareVariants(const QByteArray& key, const QByteArray& message, const DigestSink& sink)
{
    const QByteArray digest = hash(message, Hash::Sha256);
    const QByteArray right = hmacSha256(key, message);
    const QString ofHash = QStringLiteral("hmac-sha256-of-sha256");
    const QString twice = QStringLiteral("hmac-sha256-twice");
    const QString hashed = QStringLiteral("sha256-of-hmac-sha256");
    return sink(ofHash, hmacSha256(key, digest.toBase64())) &&
           sink(ofHash, hmacSha256(key, digest.toHex().toUpper())) && sink(twice, hmacSha256(key, right)) &&
           sink(twice, hmacSha256(key, right.toHex())) && sink(hashed, hash(right, Hash::Sha256)) &&
           sink(hashed, hash(right.toHex(), Hash::Sha256)) && offerBoth(key, message, sink) &&
           sink(QStringLiteral("hmac-sha256-of-md5"), hmacSha256(key, hash(message, Hash::Md5).toHex())) &&
           sink(QStringLiteral("hmac-sha256-of-sha1"), hmacSha256(key, hash(message, Hash::Sha1).toHex()));
}

bool isOffered(const Algorithm& algorithm, qsizetype bytes, OtherDigests which)
{
    return algorithm.bytes == bytes && (which == OtherDigests::All || !algorithm.isRare);
}

} // namespace

bool offerKeyedDigests(const QByteArray& key, const QByteArray& message, qsizetype bytes, const DigestSink& sink,
                       OtherDigests which)
{
    for (const Algorithm& algorithm : algorithms) {
        const bool isTooDear = !algorithm.hash && message.size() > largeBody;
        if (!isTooDear && isOffered(algorithm, bytes, which) && !offerHashes(algorithm, key, message, which, sink))
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
            !sink(QLatin1String(algorithm.name) + QStringLiteral("-of-secret"), hash(key, algorithm)))
            return false;
    }
    return true;
}

bool offerUnkeyedDigests(const QByteArray& message, qsizetype bytes, const DigestSink& sink, OtherDigests which)
{
    for (const Algorithm& algorithm : algorithms) {
        if (isOffered(algorithm, bytes, which) && !sink(QLatin1String(algorithm.name), hash(message, algorithm)))
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
