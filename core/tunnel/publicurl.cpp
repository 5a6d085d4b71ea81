// SPDX-License-Identifier: MIT
#include "core/tunnel/publicurl.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

using Way = TunnelPlan::Way;

QRegularExpression patternOf(const TunnelPlan& plan)
{
    static const QRegularExpression cloudflared(uR"(https://(?!api\.)[a-z0-9-]+\.trycloudflare\.com\b)"_s);
    static const QRegularExpression ngrok(uR"(msg="started tunnel".*\burl="?(https?://[^\s"]+))"_s);
    static const QRegularExpression ssh(uR"((?:tunneled with tls termination, |Forwarding HTTP traffic from |^\s*))"
                                        uR"((https?://\S+)\s*$)"_s);
    static const QRegularExpression any(uR"(https?://[^\s"'<>|\\^`{}]+)"_s);
    switch (plan.way) {
    case Way::Cloudflared:
        return cloudflared;
    case Way::Ngrok:
        return ngrok;
    case Way::Ssh:
        return ssh;
    case Way::Command:
        break;
    }
    return plan.urlPattern.isEmpty() ? any : QRegularExpression(plan.urlPattern);
}

/// Whether a service speaks of itself, as localhost.run does of its documentation.
bool isOfService(const QUrl& url, const TunnelPlan& plan)
{
    if (plan.way != Way::Ssh)
        return false;
    const QString service = plan.destination.section(u'@', -1).section(u"//"_s, -1).section(u':', 0, 0);
    return url.host().compare(service, Qt::CaseInsensitive) == 0;
}

std::optional<QUrl> urlFrom(QString text)
{
    constexpr QLatin1String punctuation(".,;:!?)]}");
    while (!text.isEmpty() && punctuation.contains(text.back()))
        text.chop(1);
    const QUrl url(text, QUrl::StrictMode);
    if (!isPublicUrl(url))
        return std::nullopt;
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
}

} // namespace

bool isPublicUrl(const QUrl& url)
{
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    const QString host = url.host();
    if (!isHttp || !url.isValid() || host.isEmpty() || url.port() == 0)
        return false;
    const QHostAddress address(host);
    return !address.isLoopback() && address != QHostAddress(QHostAddress::AnyIPv4) &&
           address != QHostAddress(QHostAddress::AnyIPv6) && host != u"localhost" && !host.endsWith(u".localhost");
}

std::optional<QUrl> publicUrlIn(const TunnelPlan& plan, const QString& line)
{
    auto matches = patternOf(plan).globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        auto url = urlFrom(match.captured(match.lastCapturedIndex() > 0 ? 1 : 0));
        if (url && !isOfService(*url, plan))
            return url;
    }
    return std::nullopt;
}

QUrl publicEndpointUrl(const QUrl& base, const QString& path)
{
    QUrl url = base.adjusted(QUrl::StripTrailingSlash);
    const QString prefix = url.path() == u"/" ? QString() : url.path();
    url.setPath(prefix + path);
    return url;
}

} // namespace kaunt
