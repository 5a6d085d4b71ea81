// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/api/fetcherror.h"
#include "core/clock.h"
#include "core/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <functional>

class QNetworkAccessManager;

namespace kaunt {

struct HttpAnswer;

/// Why there is no token, and when to ask again.
struct TokenFailure {
    FetchError error;
    QByteArray retryAfter; ///< as sent
    bool isWorthRetry = false;
    QByteArray date; ///< of the answer, as sent
    QByteArray page; ///< where a web page came, which is no secret
};

/// Access tokens by client credentials (kaunt-api.md, Token; RFC 6749 section 4.4), cached per API base and credentials
/// until shortly before they expire: a token never reaches another base than the one that gave it. Requests for the
/// same share one exchange, which has a time limit for the whole, so that a peer that drips holds nobody up for long. A
/// redirect of the token endpoint is an error: to follow it would post the client secret elsewhere. Lives in the
/// network manager's thread.
class TokenSource final : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<QByteArray, TokenFailure>&)>;

    TokenSource(QNetworkAccessManager& network, const Clock& clock, QObject* parent = nullptr);

    /// Of one exchange, from the next on.
    void setTimeLimit(std::chrono::milliseconds limit) { m_timeLimit = limit; }
    /// Whom the next exchanges trust.
    void setTls(const QSslConfiguration& tls) { m_tls = tls; }
    /// `answer` is called once, from the event loop or at once where a token is at hand, unless `context` is gone by
    /// then.
    void request(const QUrl& apiBase, const ApiCredentials& credentials, QObject* context, Answer answer);
    /// Forgets a token that the API no longer takes.
    void forget(const QUrl& apiBase, const ApiCredentials& credentials, const QByteArray& token);
    /// Forgets every token that is at hand or under way. Who waits for one still gets it.
    void forgetAll();

private:
    struct Waiting {
        QPointer<QObject> context;
        Answer answer;
    };
    struct Entry {
        QByteArray token;
        qint64 validUntilMicros = 0; ///< on the monotonic clock
        QList<Waiting> waiting;      ///< not empty while an exchange is under way
        bool isForgotten = false;    ///< what the exchange brings is for those who wait, and not kept
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

    void ask(const QUrl& apiBase, const ApiCredentials& credentials);
    void take(const Key& key, const HttpAnswer& answer);

    QNetworkAccessManager& m_network;
    const Clock& m_clock;
    QHash<Key, Entry> m_entries;
    std::chrono::milliseconds m_timeLimit{15'000};
    QSslConfiguration m_tls = QSslConfiguration::defaultConfiguration();
};

} // namespace kaunt
