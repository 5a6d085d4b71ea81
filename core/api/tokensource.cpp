// SPDX-License-Identifier: MIT
#include "core/api/tokensource.h"

#include "core/answerstatus.h"
#include "core/api/answertext.h"
#include "core/api/boundedreply.h"
#include "core/api/retrydelay.h"
#include "core/api/sentsecrets.h"
#include "core/api/tokenerror.h"
#include "core/utf8text.h"
#include "core/webhook/jsonvalue.h"

#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <cmath>

namespace kaunt {

namespace {

constexpr qsizetype maxAnswerBytes = 65'536;
constexpr qint64 microsPerSecond = 1'000'000;
/// An answer that does not say how long its token lives is not trusted for long.
constexpr std::chrono::seconds assumedLifetime{60};
constexpr std::chrono::hours longestKept{24};
constexpr std::chrono::hours longestLifetime{24 * 36'525}; // a century: what is beyond is no number of seconds

/// Below the base, whatever its path; the path's own spelling is kept. A base that was copied with the version out of a
/// documented address has it already.
QUrl tokenUrl(const QUrl& apiBase)
{
    const QString version = QStringLiteral("/v1");
    QString path = apiBase.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (!path.endsWith(version))
        path += version;
    QUrl url = apiBase;
    url.setPath(path + QStringLiteral("/oauth2/token"), QUrl::StrictMode);
    return url;
}

/// Less than nothing is nothing.
std::optional<std::chrono::seconds> lifetimeIn(const JsonValue& answer)
{
    const JsonValue* lifetime = answer.find(u"expires_in");
    bool isNumber = false;
    const double seconds = lifetime ? lifetime->text.toDouble(&isNumber) : 0;
    if (!isNumber || !std::isfinite(seconds))
        return {};
    const double longest = std::chrono::duration<double>(longestLifetime).count();
    return std::chrono::seconds(static_cast<qint64>(std::clamp(seconds, 0.0, longest)));
}

/// What the endpoint says, or the system; it may repeat what it was sent.
TokenFailure tokenFailure(const HttpAnswer& answer, const QUrl& apiBase, const SentSecrets& secrets)
{
    const QByteArray said = secrets.withheld(answer.body);
    const auto body = parseJson(withoutByteOrderMark(said));
    QString message = body ? tokenMessageOf(*body) : plainMessageOf(said);
    if (isSuccess(answer.status) && tokenRefusalOf(message) == TokenRefusal::None)
        message.clear(); // what came in a token's place need not be about it
    FetchError error{FetchError::Step::Token, answer.status, {}, message};
    if (answer.failedAt && answer.status == 0)
        error = exchangeError(answer, FetchError::Asked::Token, apiBase);
    if (answer.failedAt)
        error.message = secrets.withheld(answer.systemText);
    return {error, answer.retryAfter, answer.failedAt ? answer.isWorthRetry : isStatusWorthRetry(answer.status),
            answer.date, isPage(said) ? said : QByteArray()};
}

Result<AccessToken, TokenFailure> readToken(const HttpAnswer& answer, const QUrl& apiBase, const SentSecrets& secrets)
{
    if (answer.failedAt || !isSuccess(answer.status))
        return failure(tokenFailure(answer, apiBase, secrets));
    const auto body = parseJson(withoutByteOrderMark(answer.body));
    const JsonValue* token = body ? body->find(u"access_token") : nullptr;
    const JsonValue* type = body ? body->find(u"token_type") : nullptr;
    const bool isBearer = !type || type->isNull() || type->text.compare(u"Bearer", Qt::CaseInsensitive) == 0;
    const bool isSendable =
        token && token->isString() && !token->text.isEmpty() &&
        std::all_of(token->text.begin(), token->text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
    if (!isSendable || !isBearer)
        return failure(tokenFailure(answer, apiBase, secrets));
    return AccessToken{token->text.toLatin1(), lifetimeIn(*body)};
}

} // namespace

TokenSource::TokenSource(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void TokenSource::request(const TokenRequest& wish, QObject* context, Answer answer)
{
    Entry& entry = m_entries[Key{wish.apiBase, wish.credentials.clientId, wish.credentials.clientSecret}];
    if (!entry.token.text.isEmpty() && m_clock.monotonicMicros() < entry.validUntilMicros) {
        answer(entry.token);
        return;
    }
    const bool isUnderWay = !entry.waiting.isEmpty();
    entry.waiting.append({context, std::move(answer)});
    if (!isUnderWay)
        ask(wish);
}

void TokenSource::ask(TokenRequest wish)
{
    QNetworkRequest request = wish.connection.request(tokenUrl(wish.apiBase));
    request.setRawHeader("Authorization", "Basic " + basicCredentials(wish.credentials));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));

    const QByteArray body("grant_type=client_credentials");
    auto* reply = new BoundedReply(wish.connection, wish.connection.post(request, body), maxAnswerBytes, this);
    reply->setTimeLimit(wish.timeLimit);
    const Key key{wish.apiBase, wish.credentials.clientId, wish.credentials.clientSecret};
    connect(reply, &BoundedReply::finished, this, [this, key, reply](const HttpAnswer& answer) {
        reply->deleteLater();
        take(key, answer);
    });
}

void TokenSource::take(const Key& key, const HttpAnswer& answer)
{
    const Result<AccessToken, TokenFailure> token =
        readToken(answer, key.apiBase, SentSecrets({key.clientId, key.clientSecret}));
    Entry& entry = m_entries[key];
    if (token) {
        entry.token = *token;
        const qint64 seconds =
            std::min<std::chrono::seconds>(token->lifetime.value_or(assumedLifetime), longestKept).count();
        const qint64 margin = std::min<qint64>(30, seconds / 10);
        entry.validUntilMicros = m_clock.monotonicMicros() + (seconds - margin) * microsPerSecond;
    }
    const QList<Waiting> waiting = std::exchange(entry.waiting, {});
    for (const Waiting& one : waiting) {
        if (one.context)
            one.answer(token);
    }
}

void TokenSource::forget(const QUrl& apiBase, const ApiCredentials& credentials, const QByteArray& token)
{
    Entry& entry = m_entries[Key{apiBase, credentials.clientId, credentials.clientSecret}];
    if (entry.token.text == token)
        entry.token = {};
}

} // namespace kaunt
