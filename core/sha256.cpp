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

struct ContextDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// To make one takes as long as to hash what tells an event from others.
EVP_MD_CTX* contextOfThread()
{
    thread_local const std::unique_ptr<EVP_MD_CTX, ContextDeleter> context(EVP_MD_CTX_new());
    return context.get();
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray digest(sha256Bytes, Qt::Uninitialized);
    EVP_MD_CTX* const context = contextOfThread();
    const bool done = algorithm() != nullptr && context != nullptr &&
                      EVP_DigestInit_ex2(context, algorithm(), nullptr) == 1 &&
                      EVP_DigestUpdate(context, bytes.data(), static_cast<size_t>(bytes.size())) == 1 &&
                      EVP_DigestFinal_ex(context, reinterpret_cast<uchar*>(digest.data()), nullptr) == 1;
    return done ? digest : QByteArray();
}

} // namespace kaunt
