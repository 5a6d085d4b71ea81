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

/// Of these no parser makes anything but a character of a path or a query that its writer forgot to encode.
bool isForgotten(QChar character)
{
    return character == u' ' || character > u'\x9f' || QStringView(u"\"<>^`{|}").contains(character);
}

bool isEncoded(QStringView text, qsizetype at)
{
    const auto isHex = [text](qsizetype i) {
        constexpr QStringView digits(u"0123456789abcdefABCDEF");
        return i < text.size() && digits.contains(text[i]);
    };
    return isHex(at + 1) && isHex(at + 2);
}

/// A company's name may stand in a URL as it is: what follows the authority is percent-encoded where that is missing.
QString withEncodedPath(const QString& text)
{
    constexpr QLatin1String mark("://");
    const qsizetype scheme = text.indexOf(mark);
    qsizetype at = scheme < 0 ? text.size() : scheme + mark.size();
    while (at < text.size() && !QStringView(u"/?#\\").contains(text.at(at)))
        ++at;
    QString encoded = text.first(at);
    for (; at < text.size(); ++at) {
        const QChar character = text.at(at);
        const bool isPair = character.isHighSurrogate() && at + 1 < text.size();
        if (isForgotten(character)) {
            encoded += QString::fromLatin1(text.mid(at, isPair ? 2 : 1).toUtf8().toPercentEncoding());
            at += isPair ? 1 : 0;
        } else if (character == u'%' && !isEncoded(text, at)) {
            encoded += QLatin1String("%25");
        } else {
            encoded += character;
        }
    }
    return encoded;
}

/// "." and "..", percent-encoded or not, which Qt would take out of the path together with what stands before them.
bool hasDotSegments(const QString& text)
{
    const QString path = text.section(u'?', 0, 0).section(u'#', 0, 0);
    const QStringList segments = path.split(u'/');
    return std::any_of(segments.cbegin(), segments.cend(), [](const QString& segment) {
        const QString decoded = QString(segment).replace(QLatin1String("%2e"), QLatin1String("."), Qt::CaseInsensitive);
        return decoded == QLatin1String(".") || decoded == QLatin1String("..");
    });
}

} // namespace

bool sameOrigin(const QUrl& one, const QUrl& other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() && portOf(one) == portOf(other);
}

QString hostAndPort(const QUrl& url)
{
    const QString host = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePort).authority(QUrl::FullyEncoded);
    return host.isEmpty() ? QString() : QStringLiteral("%1:%2").arg(host).arg(portOf(url));
}

QString calledUrl(const QString& received)
{
    const QUrl url(withEncodedPath(received), QUrl::StrictMode);
    return url.isValid() ? QString::fromLatin1(url.toEncoded(QUrl::RemoveFragment)) : received;
}

OriginPolicy::OriginPolicy(const QList<QUrl>& allowedOrigins)
    : m_allowed(allowedOrigins)
{
}

Result<QUrl, UrlRefusal> OriginPolicy::check(const QString& given) const
{
    const QString text = withEncodedPath(given);
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
    if (hasDotSegments(text))
        return failure(UrlRefusal::DotSegments);
    return url;
}

} // namespace kaunt
