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
    static const QRegularExpression ngrok(uR"(msg="started tunnel".*\burl="?(?<url>https?://[^\s"]+))"_s);
    static const QRegularExpression ssh(
        uR"(^\s*(?<words>\S+ tunneled with tls termination, |Forwarding HTTP traffic from |))"
        uR"((?<url>https?://\S+)\s*$)"_s);
    static const QRegularExpression any(uR"(https?://[^\s\x00-\x1f\x7f"'<>|\\^`{}]+)"_s);
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

bool isAnnounced(const TunnelPlan& plan, const QRegularExpressionMatch& match)
{
    switch (plan.way) {
    case Way::Cloudflared: // its name is the same as long as it runs
        return false;
    case Way::Ngrok:
        return true;
    case Way::Ssh:
        return !match.capturedView(u"words").isEmpty();
    case Way::Command:
        break;
    }
    return !plan.urlPattern.isEmpty();
}

/// Of our patterns the part that is named so, of the user's the first group; where there is none, the whole.
QString urlText(const TunnelPlan& plan, const QRegularExpressionMatch& match)
{
    if (plan.way == Way::Ngrok || plan.way == Way::Ssh)
        return match.captured(u"url");
    return match.captured(match.lastCapturedIndex() > 0 ? 1 : 0);
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

std::optional<ToldUrl> publicUrlIn(const TunnelPlan& plan, const QString& line)
{
    auto matches = patternOf(plan).globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const auto url = urlFrom(urlText(plan, match));
        if (url && !isOfService(*url, plan))
            return ToldUrl{*url, isAnnounced(plan, match)};
    }
    return std::nullopt;
}

QUrl publicEndpointUrl(const QUrl& base, const QUrl& endpoint)
{
    QUrl url = base.adjusted(QUrl::StripTrailingSlash);
    const QString prefix = url.path() == u"/" ? QString() : url.path(QUrl::FullyEncoded);
    url.setPath(prefix + endpoint.path(QUrl::FullyEncoded), QUrl::TolerantMode); // what is encoded stays as it is
    return url;
}

} // namespace kaunt
