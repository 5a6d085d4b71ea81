// SPDX-License-Identifier: MIT
#include "core/api/originpolicy.h"

#include <QHostAddress>

#include <algorithm>

namespace kaunt {

namespace {

int portOf(const QUrl& url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

bool isLoopbackHost(const QString& host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

/// Characters that parsers of URLs disagree about: what we check must be what is called.
bool isAmbiguous(QChar character)
{
    return character <= u' ' || character >= u'\x7f' || character == u'\\';
}

} // namespace

bool sameOrigin(const QUrl& one, const QUrl& other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() && portOf(one) == portOf(other);
}

OriginPolicy::OriginPolicy(const QList<QUrl>& allowedOrigins)
    : m_allowed(allowedOrigins)
{
}

Result<QUrl, UrlRefusal> OriginPolicy::check(const QString& text) const
{
    const QUrl url(text, QUrl::StrictMode);
    if (std::any_of(text.begin(), text.end(), isAmbiguous) || !url.isValid() || url.isRelative() ||
        url.host().isEmpty())
        return failure(UrlRefusal::Invalid);
    if (url.authority().contains(u'@'))
        return failure(UrlRefusal::UserInfo);
    const bool isPlain = url.scheme() == QLatin1String("http");
    if (!isPlain && url.scheme() != QLatin1String("https"))
        return failure(UrlRefusal::SchemeNotAllowed);
    if (isPlain && !isLoopbackHost(url.host()))
        return failure(UrlRefusal::SchemeNotAllowed);
    const bool isListed = std::any_of(m_allowed.begin(), m_allowed.end(),
                                      [&url](const QUrl& allowed) { return sameOrigin(url, allowed); });
    if (!isListed)
        return failure(UrlRefusal::OriginNotAllowed);
    return url;
}

} // namespace kaunt
