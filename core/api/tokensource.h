// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/api/fetcherror.h"
#include "core/clock.h"
#include "core/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>

class QNetworkAccessManager;

namespace kaunt {

struct HttpAnswer;

/// Access tokens by client credentials (kaunt-api.md, Token; RFC 6749 section 4.4), cached per credentials until
/// shortly before they expire. Requests for the same credentials share one exchange. A redirect of the token endpoint
/// is an error: to follow it would post the client secret elsewhere. Lives in the network manager's thread.
class TokenSource final : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<QByteArray, FetchError>&)>;

    TokenSource(QNetworkAccessManager& network, const Clock& clock, QObject* parent = nullptr);

    /// `answer` is called once, from the event loop or at once where a token is at hand, unless `context` is gone by
    /// then.
    void request(const QUrl& apiBase, const ApiCredentials& credentials, QObject* context, Answer answer);
    /// Forgets a token that the API no longer takes.
    void forget(const ApiCredentials& credentials, const QByteArray& token);
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
    };
    using Key = std::pair<QString, QByteArray>;

    void ask(const QUrl& apiBase, const ApiCredentials& credentials);
    void take(const Key& key, const HttpAnswer& answer);

    QNetworkAccessManager& m_network;
    const Clock& m_clock;
    QHash<Key, Entry> m_entries;
    quint64 m_generation = 0; ///< of the cache: what was asked for before forgetAll() is not kept
};

} // namespace kaunt
