// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>
#include <memory>

struct evp_mac_ctx_st;

namespace kaunt {

/// HMAC-SHA256 under one key for many messages: the key is set up once, which is half of the cost for a short message.
/// Not for more than one thread at a time.
class KeyedHash {
public:
    explicit KeyedHash(QByteArrayView key);
    ~KeyedHash();
    KeyedHash(KeyedHash&&) noexcept = default;
    KeyedHash& operator=(KeyedHash&&) noexcept = default;
    Q_DISABLE_COPY(KeyedHash)

    /// 32 bytes, valid until the next call; empty only where OpenSSL itself fails.
    [[nodiscard]] QByteArrayView of(QByteArrayView message);

private:
    struct ContextDeleter {
        void operator()(evp_mac_ctx_st* context) const;
    };
    std::unique_ptr<evp_mac_ctx_st, ContextDeleter> m_context;
    std::array<char, 32> m_digest{};
};

} // namespace kaunt
