// SPDX-License-Identifier: MIT
#include "core/webhook/keyedhash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace kaunt {

namespace {

struct MacDeleter {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};

/// Fetching it searches the providers, which costs more than the HMAC of a webhook. Read-only once made.
EVP_MAC* hmacAlgorithm()
{
    static const std::unique_ptr<EVP_MAC, MacDeleter> algorithm(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    return algorithm.get();
}

const uchar* bytes(QByteArrayView view)
{
    // A null key means to OpenSSL that the key is set already.
    return reinterpret_cast<const uchar*>(view.isEmpty() ? "" : view.data());
}

} // namespace

void KeyedHash::ContextDeleter::operator()(evp_mac_ctx_st* context) const
{
    EVP_MAC_CTX_free(context);
}

KeyedHash::KeyedHash(QByteArrayView key)
    : m_context(EVP_MAC_CTX_new(hmacAlgorithm()))
{
    char digest[] = "SHA256";
    const std::array<OSSL_PARAM, 2> parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                               OSSL_PARAM_construct_end()};
    if (m_context && EVP_MAC_init(m_context.get(), bytes(key), static_cast<size_t>(key.size()), parameters.data()) != 1)
        m_context.reset();
}

KeyedHash::~KeyedHash() = default;

QByteArrayView KeyedHash::of(QByteArrayView message)
{
    size_t length = 0;
    const bool done =
        m_context && EVP_MAC_init(m_context.get(), nullptr, 0, nullptr) == 1 &&
        EVP_MAC_update(m_context.get(), bytes(message), static_cast<size_t>(message.size())) == 1 &&
        EVP_MAC_final(m_context.get(), reinterpret_cast<uchar*>(m_digest.data()), &length, m_digest.size()) == 1;
    return QByteArrayView(m_digest.data(), done ? static_cast<qsizetype>(length) : 0);
}

} // namespace kaunt
