// SPDX-License-Identifier: MIT
#include "core/api/resourcefetch.h"

#include "core/answerstatus.h"
#include "core/api/answertext.h"
#include "core/api/boundedreply.h"
#include "core/api/fetchtrust.h"
#include "core/api/retrydelay.h"
#include "core/api/tokensource.h"
#include "core/utf8text.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>

#include <algorithm>

namespace kaunt {

namespace {

constexpr int maxRedirects = 5;

QList<QUrl> allowedOrigins(const ApiSettings& settings)
{
    return QList<QUrl>{settings.apiBase} + settings.furtherOrigins;
}

/// As it is called, punycode included: a look-alike letter must not pass for the host that is meant.
QString hostOf(const QUrl& url)
{
    return url.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded);
}

/// How an answer says that it is packed; empty where it is not.
QString packingOf(const HttpAnswer& answer)
{
    const QString packing = QString::fromLatin1(answer.contentEncoding).trimmed();
    return packing.compare(QLatin1String("identity"), Qt::CaseInsensitive) == 0 ? QString() : packing;
}

/// The packing or the character set that an answer names, where it is not what was asked for.
QString otherEncodingOf(const HttpAnswer& answer)
{
    constexpr qsizetype longest = 60;
    static const QRegularExpression charset(QStringLiteral(R"(charset\s*=\s*"?([^\s";]+))"),
                                            QRegularExpression::CaseInsensitiveOption);
    const QString name = charset.match(QString::fromLatin1(answer.contentType)).captured(1);
    const bool isUsual = name.compare(QLatin1String("utf-8"), Qt::CaseInsensitive) == 0;
    const QString packing = packingOf(answer);
    return (packing.isEmpty() && !isUsual ? name : packing).left(longest);
}

/// Why a body is no JSON that is read.
FetchError::Reason reasonOf(const JsonError& flaw, const HttpAnswer& answer)
{
    using Code = JsonError::Code;
    using Reason = FetchError::Reason;
    if (flaw.code == Code::Empty)
        return Reason::AnswerEmpty;
    if (flaw.code == Code::TooDeep || flaw.code == Code::TooLarge)
        return Reason::AnswerTooComplex;
    // No JSON in UTF-8 has a zero byte, nearly all of it in UTF-16 and UTF-32 does.
    if (flaw.code == Code::Encoding || !packingOf(answer).isEmpty() || answer.body.contains('\0'))
        return Reason::AnswerOtherEncoding;
    const bool isAtEnd = flaw.offset == withoutByteOrderMark(answer.body).size();
    return flaw.code == Code::Syntax && isAtEnd ? Reason::AnswerEndsEarly : Reason::AnswerNoJson;
}

/// To another URL: 304 leads to none (RFC 9110 section 15.4.5).
bool leadsElsewhere(int status)
{
    return isRedirection(status) && status != 304;
}

} // namespace

ResourceFetch::ResourceFetch(std::shared_ptr<TokenSource> tokens, const Clock& clock, const ApiSettings& settings,
                             QObject* parent)
    : FetchJob(parent)
    , m_tokens(std::move(tokens))
    , m_clock(clock)
    , m_settings(settings)
    , m_policy(allowedOrigins(settings))
    , m_deadline(this)
    , m_random(QRandomGenerator::global()->generate())
{
    m_deadline.setObjectName(QStringLiteral("deadline"));
    for (QTimer* timer : {&m_deadline, &m_wait}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer); // a coarse one may be early by a twentieth
    }
    connect(&m_deadline, &QTimer::timeout, this, &ResourceFetch::endInTime);
    connect(&m_wait, &QTimer::timeout, this, &ResourceFetch::askToken);
}

void ResourceFetch::setTls(const Result<QSslConfiguration, FetchError>& tls)
{
    if (tls)
        m_connection = FetchConnection(*tls);
    else
        m_tlsFlaw = tls.error();
}

void ResourceFetch::start(const QString& url, const QString& tenantId)
{
    m_elapsed.start();
    m_deadline.start(m_settings.deadline);
    QMetaObject::invokeMethod(
        this, [this, url, tenantId] { begin(url, tenantId); }, Qt::QueuedConnection);
}

void ResourceFetch::cancel()
{
    // Queued: who calls cancel() is not called back before control is in the event loop again.
    QMetaObject::invokeMethod(
        this, [this] { fail(FetchError::Step::Cancelled); }, Qt::QueuedConnection);
}

void ResourceFetch::begin(const QString& url, const QString& tenantId)
{
    const Result<QUrl, UrlRefusal> checked = m_policy.check(url);
    if (!checked) {
        refuse(FetchError::Step::Url, reasonOf(checked.error()), QUrl(url, QUrl::StrictMode));
        return;
    }
    // The base is the user's own setting, and still: credentials go by https or to this machine only.
    const Result<QUrl, UrlRefusal> base = m_policy.check(m_settings.apiBase.toString(QUrl::FullyEncoded));
    if (!base) {
        refuse(FetchError::Step::Token, reasonOf(base.error()), m_settings.apiBase);
        return;
    }
    const bool isEncrypted = checked->scheme() == QLatin1String("https") || base->scheme() == QLatin1String("https");
    if (isEncrypted && m_tlsFlaw) {
        end(*m_tlsFlaw);
        return;
    }
    const std::optional<ApiCredentials> credentials = m_settings.credentials.forTenant(tenantId);
    if (!credentials) {
        fail(FetchError::Step::Credentials, 0, tenantId);
        return;
    }
    if (credentials->clientSecret.isEmpty()) { // without it the token endpoint could only refuse
        end({.step = FetchError::Step::Credentials, .reason = FetchError::Reason::NoClientSecret});
        return;
    }
    m_url = *checked;
    m_credentials = *credentials;
    m_secrets = SentSecrets(m_credentials);
    askToken();
}

void ResourceFetch::askToken()
{
    if (m_isDone)
        return;
    ++m_tokenRequests;
    const TokenRequest request{m_settings.apiBase, m_credentials, m_connection,
                               growingLimit(m_settings.tokenTimeLimit, m_failures + 1, m_settings.deadline)};
    m_tokens->request(request, this, [this](const Result<AccessToken, TokenFailure>& token) {
        if (m_isDone)
            return;
        if (token) {
            if (token->text != m_token) // or it was kept, and nobody was asked
                m_lastFailure.reset();
            m_tokenRequests = 0;
            m_token = token->text;
            m_secrets.add(m_token);
            get();
            return;
        }
        const TokenFailure& none = token.error();
        takeTimes(none.date, none.retryAfter);
        FetchError error = none.error;
        if (error.step == FetchError::Step::Deadline) // of the exchange: there may be time left for the whole
            error.step = FetchError::Step::Connect;
        if (none.isWorthRetry && retryAfter(error))
            return;
        m_outcome.body = none.page;
        end(error);
    });
}

void ResourceFetch::get()
{
    QNetworkRequest request = m_connection.request(m_url);
    request.setRawHeader("Authorization", "Bearer " + m_token);
    // What is capped is what arrives: a compressed answer could grow without bound in memory.
    request.setRawHeader("Accept-Encoding", "identity");
    ++m_gets;
    m_reply = new BoundedReply(m_connection, m_connection.get(request), m_settings.maxBodyBytes, this);
    connect(m_reply, &BoundedReply::progress, this, &ResourceFetch::progress);
    connect(m_reply, &BoundedReply::finished, this, &ResourceFetch::take);
}

void ResourceFetch::take(HttpAnswer answer)
{
    leaveReply();
    answer.body = m_secrets.withheld(answer.body);
    answer.systemText = m_secrets.withheld(answer.systemText);
    takeTimes(answer.date, answer.retryAfter);
    if (!answer.failedAt) {
        m_lastFailure.reset();
        takeAnswer(answer);
        return;
    }
    const FetchError error = exchangeError(answer, FetchError::Asked::Resource, m_url);
    if (answer.isWorthRetry && retryAfter(error))
        return;
    m_outcome.body = answer.body;
    end(error);
}

/// It is of no use any more; how often it was asked is known by now.
void ResourceFetch::leaveReply()
{
    if (!m_reply)
        return;
    m_gets += std::max(0, m_reply->sent() - 1);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}

void ResourceFetch::takeAnswer(const HttpAnswer& answer)
{
    if (answer.status == 401 && !m_isTokenRenewed) {
        m_isTokenRenewed = true;
        m_tokens->forget(m_settings.apiBase, m_credentials, m_token);
        askToken();
        return;
    }
    if (leadsElsewhere(answer.status)) {
        follow(answer);
        return;
    }
    const FetchError busy{.step = FetchError::Step::Status, .status = answer.status};
    if (isStatusWorthRetry(answer.status) && retryAfter(busy))
        return;
    takeBody(answer);
}

void ResourceFetch::follow(const HttpAnswer& answer)
{
    const QUrl given(QString::fromUtf8(answer.location), QUrl::StrictMode);
    const QUrl location = given.isValid() && !given.isEmpty() ? m_url.resolved(given) : QUrl();
    const Result<QUrl, FetchError::Reason> target = redirectTarget(location);
    if (target) {
        ++m_redirects;
        m_url = *target;
        get();
        return;
    }
    m_outcome.body = answer.body;
    const bool isNowhere = answer.location.isEmpty();
    refuse(FetchError::Step::Redirect, isNowhere ? FetchError::Reason::NoLocation : target.error(), location,
           answer.status);
}

Result<QUrl, FetchError::Reason> ResourceFetch::redirectTarget(const QUrl& location) const
{
    const Result<QUrl, UrlRefusal> target = m_policy.check(location.toString(QUrl::FullyEncoded));
    if (!target)
        return failure(reasonOf(target.error()));
    // A token was given out for one origin; another one on the list is still another host.
    if (!sameOrigin(*target, m_url))
        return failure(FetchError::Reason::OriginNotAllowed);
    if (m_redirects >= maxRedirects)
        return failure(FetchError::Reason::TooManyRedirects);
    return *target;
}

bool ResourceFetch::retryAfter(FetchError why)
{
    if (++m_failures >= m_settings.maxAttempts)
        return false;
    const auto backoff = backoffDelay(m_settings.retryBase, m_failures, m_random);
    const auto wait = std::max(backoff, m_askedWait.value_or(std::chrono::milliseconds(0)));
    if (wait >= m_deadline.remainingTimeAsDuration())
        return false;
    m_connection.renew(); // what may still come on the old one is no answer to what is asked next
    why.askedWait = m_askedWait;
    m_lastFailure = why;
    Q_EMIT retrying(m_failures + 1, wait, why);
    m_wait.start(wait);
    return true;
}

void ResourceFetch::takeBody(const HttpAnswer& answer)
{
    m_outcome.status = answer.status;
    m_outcome.body = answer.body;
    const Result<JsonValue, JsonError> body = parseJson(withoutByteOrderMark(answer.body));
    if (body)
        m_outcome.correlationId = correlationIdOf(*body);
    if (!body && isSuccess(answer.status)) {
        takeOther(answer, body.error());
        return;
    }
    if (!isSuccess(answer.status) || saysNo(*body))
        fail(FetchError::Step::Status, answer.status, body ? messageOf(*body) : plainMessageOf(answer.body));
    else if (!holdsResource(*body))
        end({.step = FetchError::Step::Body,
             .status = answer.status,
             .correlationId = m_outcome.correlationId,
             .reason = FetchError::Reason::AnswerNoResource});
    else
        finish();
}

void ResourceFetch::takeOther(const HttpAnswer& answer, const JsonError& flaw)
{
    FetchError error{.step = FetchError::Step::Body, .status = answer.status, .reason = reasonOf(flaw, answer)};
    if (error.reason == FetchError::Reason::AnswerOtherEncoding)
        error.host = otherEncodingOf(answer);
    // Without a length, the end of a connection that broke looks like that of the answer.
    if (error.reason == FetchError::Reason::AnswerEndsEarly && retryAfter(error))
        m_outcome.body.clear();
    else
        end(error);
}

void ResourceFetch::endInTime()
{
    // Why the tries before ended says more than that there is no time for another.
    const int status = m_reply ? m_reply->status() : 0;
    if (m_lastFailure && status == 0) {
        end(*m_lastFailure);
        return;
    }
    m_askedWait.reset(); // of an earlier answer
    HttpAnswer late;
    late.status = status;
    late.failedAt = FetchError::Step::Deadline;
    late.reason = m_reply && m_reply->sent() == 0 ? FetchError::Reason::ConnectTimedOut : FetchError::Reason::NotInTime;
    end(m_reply ? exchangeError(late, FetchError::Asked::Resource, m_url)
                : exchangeError(late, FetchError::Asked::Token, m_settings.apiBase));
}

void ResourceFetch::fail(FetchError::Step step, int status, const QString& message)
{
    end({.step = step, .status = status, .correlationId = m_outcome.correlationId, .message = message});
}

void ResourceFetch::refuse(FetchError::Step step, FetchError::Reason reason, const QUrl& url, int status)
{
    end({.step = step, .status = status, .reason = reason, .host = hostOf(url)});
}

void ResourceFetch::takeTimes(const QByteArray& date, const QByteArray& retryAfter)
{
    const qint64 now = m_clock.utcMillis();
    m_askedWait = retryAfterDelay(retryAfter, date, now);
    if (const auto theirs = httpDate(date, now))
        m_outcome.clockAhead = std::chrono::milliseconds(now - *theirs);
}

void ResourceFetch::end(const FetchError& error)
{
    if (m_isDone)
        return;
    m_outcome.error = withPage(error, m_outcome.body);
    if (error.status != 0) // of the last answer
        m_outcome.error->askedWait = m_askedWait;
    m_outcome.error->host = m_secrets.withheld(m_outcome.error->host); // where a redirect leads
    m_outcome.status = error.status;
    finish();
}

void ResourceFetch::finish()
{
    m_isDone = true;
    m_deadline.stop();
    m_wait.stop();
    leaveReply();
    m_outcome.attempts = m_tokenRequests > 0 ? m_tokenRequests : m_gets;
    m_outcome.millis = m_elapsed.elapsed();
    Q_EMIT finished(m_outcome);
    deleteLater();
}

} // namespace kaunt
