// SPDX-License-Identifier: MIT
#include "core/api/keytrial.h"

#include "core/api/fetchtrust.h"
#include "core/api/originpolicy.h"
#include "core/api/tokensource.h"

#include <utility>

namespace kaunt {

namespace {

/// What it needs, or why the key may not be sent.
Result<TokenRequest, FetchError> tokenRequest(const ApiSettings& api, const ApiCredentials& key)
{
    const Result<QUrl, UrlRefusal> base = OriginPolicy({api.apiBase}).check(api.apiBase.toString(QUrl::FullyEncoded));
    if (!base)
        return failure(FetchError{
            .step = FetchError::Step::Token, .reason = reasonOf(base.error()), .host = hostAndPort(api.apiBase)});
    if (base->scheme() != QLatin1String("https"))
        return TokenRequest{api.apiBase, key, FetchConnection(), api.tokenTimeLimit};
    return fetchTls(api.caFile).map([&api, &key](const QSslConfiguration& tls) {
        return TokenRequest{api.apiBase, key, FetchConnection(tls), api.tokenTimeLimit};
    });
}

} // namespace

KeyTrial::KeyTrial(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void KeyTrial::start(const ApiSettings& api, const ApiCredentials& key)
{
    cancel();
    const Result<TokenRequest, FetchError> request = tokenRequest(api, key);
    if (!request) {
        Q_EMIT failed(request.error());
        return;
    }
    auto* tokens = new TokenSource(m_clock, this);
    m_tokens = tokens;
    tokens->request(*request, this, [this, tokens](const Result<AccessToken, TokenFailure>& token) {
        if (m_tokens != tokens)
            return;
        cancel();
        if (token)
            Q_EMIT succeeded(token->lifetime);
        else
            Q_EMIT failed(token.error().page.isEmpty() ? token.error().error
                                                       : withPage(token.error().error, token.error().page));
    });
}

void KeyTrial::cancel()
{
    if (m_tokens)
        std::exchange(m_tokens, nullptr)->deleteLater(); // it may be what calls
}

} // namespace kaunt
