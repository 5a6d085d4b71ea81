// SPDX-License-Identifier: MIT
#include "core/settings/settingsflaw.h"

#include "core/api/originpolicy.h"
#include "core/forward/forwardtarget.h"
#include "core/http/callableaddress.h"
#include "core/receiver/endpointrouter.h"
#include "core/sending/deliverytarget.h"

#include <QDir>

#include <algorithm>

namespace kaunt {

namespace {

using Flaw = SettingsFlaw;

bool hasEarlierEqual(const QStringList& texts, qsizetype position, Qt::CaseSensitivity sensitivity)
{
    return std::any_of(texts.cbegin(), texts.cbegin() + position,
                       [&](const QString& earlier) { return earlier.compare(texts.at(position), sensitivity) == 0; });
}

/// Whether who calls this host reaches what listens on that address of this machine, as far as names tell.
bool leadsTo(const QHostAddress& listening, const QString& host)
{
    const QHostAddress reached = http::callableAddress(listening);
    if (host == QLatin1String("localhost"))
        return reached.isLoopback();
    const QHostAddress called(host);
    const bool isEvery = reached != listening;
    return called == reached || (isEvery && called.isLoopback());
}

} // namespace

std::optional<Flaw> nameFlaw(const QStringList& names, qsizetype position)
{
    const QString& name = names.at(position);
    if (name.trimmed().isEmpty())
        return Flaw::NameEmpty;
    if (std::any_of(name.cbegin(), name.cend(),
                    [](QChar c) { return c == u'/' || c.category() == QChar::Other_Control; }))
        return Flaw::NameCharacter;
    if (hasEarlierEqual(names, position, Qt::CaseSensitive))
        return Flaw::NameTaken;
    return {};
}

QString freeName(const QStringList& taken, const QString& wanted)
{
    QString name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

std::optional<Flaw> pathFlaw(const QList<Endpoint>& endpoints, qsizetype position)
{
    const Endpoint& endpoint = endpoints.at(position);
    if (!isEndpointPath(endpoint.path))
        return deliveryTarget(endpoint.path) ? Flaw::PathIsUrl : Flaw::PathNotUsable;
    // As URLs, for there is more than one way to spell a path.
    const QList<ListeningEndpoint> upToHere =
        EndpointRouter(endpoints.first(position + 1)).urls(QHostAddress(QHostAddress::LocalHost), 0);
    const QUrl& own = upToHere.constLast().url;
    const bool isTaken = std::any_of(upToHere.cbegin(), upToHere.cend() - 1,
                                     [&own](const ListeningEndpoint& earlier) { return earlier.url == own; });
    return isTaken ? std::optional(Flaw::PathTaken) : std::nullopt;
}

std::optional<Flaw> firstPathFlaw(const QList<Endpoint>& endpoints)
{
    const QList<Endpoint> othersFirst = endpoints.mid(1) + QList<Endpoint>{endpoints.constFirst()};
    return pathFlaw(othersFirst, othersFirst.size() - 1);
}

std::optional<Flaw> tenantFlaw(const QStringList& tenantIds, qsizetype position)
{
    const QString& tenant = tenantIds.at(position);
    if (tenant.trimmed().isEmpty())
        return Flaw::TenantEmpty;
    if (tenant.compare(QLatin1String("default"), Qt::CaseInsensitive) == 0)
        return Flaw::TenantReserved;
    if (hasEarlierEqual(tenantIds, position, Qt::CaseInsensitive))
        return Flaw::TenantTaken;
    return {};
}

std::optional<Flaw> fallbackFlaw(const ApiCredentials& fallback)
{
    const bool isWithoutId = fallback.isEmpty() && !fallback.clientSecret.isEmpty();
    return isWithoutId ? std::optional(Flaw::ClientIdMissing) : std::nullopt;
}

std::optional<Flaw> addressFlaw(const QString& address)
{
    return QHostAddress(address).isNull() ? std::optional(Flaw::AddressNotUsable) : std::nullopt;
}

std::optional<Flaw> baseFlaw(const QString& text)
{
    const QUrl itself(text, QUrl::StrictMode);
    const Result<QUrl, UrlRefusal> url = OriginPolicy({itself}).check(text);
    if (url)
        return url->hasQuery() || url->hasFragment() ? std::optional(Flaw::UrlWithMore) : std::nullopt;
    switch (url.error()) {
    case UrlRefusal::UserInfo:
        return Flaw::UrlWithPassword;
    case UrlRefusal::SchemeNotAllowed:
        return Flaw::UrlNotEncrypted;
    case UrlRefusal::DotSegments:
    case UrlRefusal::Invalid:
    case UrlRefusal::OriginNotAllowed:
        break;
    }
    return Flaw::UrlNotUsable;
}

std::optional<Flaw> originFlaw(const QString& text)
{
    if (const std::optional<Flaw> flaw = baseFlaw(text))
        return flaw;
    const QString path = QUrl(text, QUrl::StrictMode).path();
    return path.isEmpty() || path == QLatin1String("/") ? std::nullopt : std::optional(Flaw::UrlWithMore);
}

std::optional<Flaw> alertUrlFlaw(const QString& text)
{
    if (text.isEmpty())
        return {};
    const auto url = deliveryTarget(text);
    if (!url)
        return url.error() == TargetFlaw::UserInfo ? Flaw::UrlWithPassword : Flaw::WebUrlNotUsable;
    return url->hasFragment() ? std::optional(Flaw::UrlWithMore) : std::nullopt;
}

std::optional<Flaw> forwardUrlFlaw(const QStringList& urls, qsizetype position)
{
    if (urls.at(position).isEmpty())
        return Flaw::TargetMissing;
    if (const auto flaw = alertUrlFlaw(urls.at(position)))
        return flaw;
    QStringList names;
    for (const QString& url : urls) {
        ForwardTarget target;
        target.url = QUrl(url, QUrl::StrictMode);
        names.append(target.name());
    }
    return hasEarlierEqual(names, position, Qt::CaseSensitive) ? std::optional(Flaw::TargetTaken) : std::nullopt;
}

std::optional<Flaw> ownTargetFlaw(const QString& text, const ReceiverSettings& receiver)
{
    constexpr int httpPort = 80;
    constexpr int httpsPort = 443;
    const auto url = deliveryTarget(text);
    if (!url || receiver.port == 0) // which one is not known before it listens
        return {};
    const int port = url->port(url->scheme() == QLatin1String("https") ? httpsPort : httpPort);
    const bool isOwn = port == receiver.port && leadsTo(receiver.address, url->host()) &&
                       EndpointRouter(receiver.endpoints).find(url->path(QUrl::FullyEncoded).toLatin1());
    return isOwn ? std::optional(Flaw::TargetIsOwn) : std::nullopt;
}

std::optional<Flaw> passThroughFlaw(const QList<ForwardSettings>& forwards, qsizetype position)
{
    const ForwardSettings& own = forwards.at(position);
    const bool isTaken =
        own.isPassThrough &&
        std::any_of(forwards.cbegin(), forwards.cbegin() + position, [&own](const ForwardSettings& earlier) {
            const bool haveSame = own.passThroughEndpoint.isEmpty() || earlier.passThroughEndpoint.isEmpty() ||
                                  own.passThroughEndpoint == earlier.passThroughEndpoint;
            return earlier.isPassThrough && haveSame;
        });
    return isTaken ? std::optional(Flaw::PassThroughTaken) : std::nullopt;
}

std::optional<Flaw> fileFlaw(const QString& path)
{
    return path.isEmpty() || QDir::isAbsolutePath(path) ? std::nullopt : std::optional(Flaw::FileNotAbsolute);
}

} // namespace kaunt
