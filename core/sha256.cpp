// SPDX-License-Identifier: MIT
#include "core/sha256.h"

#include <openssl/evp.h>

#include <memory>

namespace kaunt {

namespace {

struct DigestDeleter {
    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

/// Fetching it searches the providers, which costs more than to hash a webhook. Read-only once made.
const EVP_MD* algorithm()
{
    static const std::unique_ptr<EVP_MD, DigestDeleter> digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    return digest.get();
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray digest(sha256Bytes, Qt::Uninitialized);
    const bool done = algorithm() != nullptr &&
                      EVP_Digest(bytes.data(), static_cast<size_t>(bytes.size()),
                                 reinterpret_cast<uchar*>(digest.data()), nullptr, algorithm(), nullptr) == 1;
    return done ? digest : QByteArray();
}

} // namespace kaunt
