// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/fetchconnection.h"
#include "core/api/originpolicy.h"
#include "core/api/resourcefetcher.h"
#include "core/api/sentsecrets.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QRandomGenerator>
#include <QSslConfiguration>
#include <QTimer>

#include <memory>

namespace kaunt {

class BoundedReply;
struct JsonError;
class TokenSource;
struct HttpAnswer;

/// One fetch, from the check of the URL to the outcome: token, GET, redirects, retries, all under one deadline. Made by
/// ResourceFetcher, which owns it until it deletes itself.
class ResourceFetch final : public FetchJob {
    Q_OBJECT

public:
    ResourceFetch(std::shared_ptr<TokenSource> tokens, const Clock& clock, const ApiSettings& settings,
                  QObject* parent);

    /// Whom to trust, or why that can't be known; before start().
    void setTls(const Result<QSslConfiguration, FetchError>& tls);
    /// Begins in the event loop's next round.
    void start(const QString& url, const QString& tenantId);
    void cancel() override;

private:
    void begin(const QString& url, const QString& tenantId);
    void askToken();
    void get();
    void take(HttpAnswer answer);
    void takeAnswer(const HttpAnswer& answer);
    void follow(const HttpAnswer& answer);
    /// Where a redirect leads, or why it is not followed.
    [[nodiscard]] Result<QUrl, FetchError::Reason> redirectTarget(const QUrl& location) const;
    /// Whether there is another try.
    [[nodiscard]] bool retryAfter(FetchError why);
    void takeBody(const HttpAnswer& answer);
    void leaveReply();
    /// A good status with a body that is no JSON.
    void takeOther(const HttpAnswer& answer, const JsonError& flaw);
    void endInTime();
    void fail(FetchError::Step step, int status = 0, const QString& message = {});
    void takeTimes(const QByteArray& date, const QByteArray& retryAfter);
    void refuse(FetchError::Step step, FetchError::Reason reason, const QUrl& url, int status = 0);
    void end(const FetchError& error);
    void finish();

    const std::shared_ptr<TokenSource> m_tokens;
    const Clock& m_clock;
    ApiSettings m_settings;
    OriginPolicy m_policy;
    ApiCredentials m_credentials;
    FetchConnection m_connection;
    std::optional<FetchError> m_tlsFlaw; ///< why it is not known whom to trust
    QUrl m_url;
    QByteArray m_token;
    SentSecrets m_secrets; ///< of this fetch, which nothing that leaves it repeats
    QPointer<BoundedReply> m_reply;
    QElapsedTimer m_elapsed;
    QTimer m_deadline; ///< a child, by that name
    QTimer m_wait;
    QRandomGenerator m_random;
    FetchOutcome m_outcome;
    std::optional<std::chrono::milliseconds> m_askedWait; ///< by the last answer
    std::optional<FetchError> m_lastFailure;              ///< of the try before, until something is answered
    int m_redirects = 0;
    int m_failures = 0; ///< worth another try, of the token or the resource
    int m_gets = 0;
    int m_tokenRequests = 0; ///< since there was a token
    bool m_isTokenRenewed = false;
    bool m_isDone = false;
};

} // namespace kaunt
