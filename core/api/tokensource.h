// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/api/fetchconnection.h"
#include "core/api/fetcherror.h"
#include "core/clock.h"
#include "core/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace kaunt {

struct HttpAnswer;

/// A token, and how long it lives from when it was given, where the endpoint has said so.
struct AccessToken {
    QByteArray text;
    std::optional<std::chrono::seconds> lifetime;
};

/// Why there is no token, and when to ask again.
struct TokenFailure {
    FetchError error;
    QByteArray retryAfter; ///< as sent
    bool isWorthRetry = false;
    QByteArray date; ///< of the answer, as sent
    QByteArray page; ///< where a web page came, which is no secret
};

/// One wish for a token.
struct TokenRequest {
    QUrl apiBase;
    ApiCredentials credentials;
    FetchConnection connection;                  ///< over which it is asked for, where that is not under way
    std::chrono::milliseconds timeLimit{15'000}; ///< of the whole exchange
};

/// Access tokens by client credentials (kaunt-api.md, Token; RFC 6749 section 4.4), cached per API base and credentials
/// until shortly before they expire: a token never reaches another base than the one that gave it. Requests for the
/// same share one exchange, with the limit and over the connection of the first, so that a peer that drips holds nobody
/// up for ever. A redirect of the token endpoint is an error: to follow it would post the client secret elsewhere.
/// Of one trust: who trusts others from now on makes another. Lives in the thread of the connections.
class TokenSource final : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<AccessToken, TokenFailure>&)>;

    explicit TokenSource(const Clock& clock, QObject* parent = nullptr);

    /// `answer` is called once, from the event loop or at once where a token is at hand, unless `context` is gone by
    /// then.
    void request(const TokenRequest& wish, QObject* context, Answer answer);
    /// Forgets a token that the API no longer takes.
    void forget(const QUrl& apiBase, const ApiCredentials& credentials, const QByteArray& token);

private:
    struct Waiting {
        QPointer<QObject> context;
        Answer answer;
    };
    struct Entry {
        AccessToken token;
        qint64 validUntilMicros = 0; ///< on the monotonic clock
        QList<Waiting> waiting;      ///< for what is under way; empty where nothing is
    };
    struct Key {
        QUrl apiBase;
        QString clientId;
        QByteArray clientSecret;

        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed) noexcept
        {
            return qHashMulti(seed, key.apiBase, key.clientId, key.clientSecret);
        }
    };

    void ask(TokenRequest wish);
    void take(const Key& key, const HttpAnswer& answer);

    const Clock& m_clock;
    QHash<Key, Entry> m_entries;
};

} // namespace kaunt
