// SPDX-License-Identifier: MIT
#pragma once

#include "core/codetable.h"
#include "core/settings/settings.h"
#include "core/settings/settingsflaw.h"

#include <QStringList>

#include <chrono>
#include <limits>
#include <utility>

/// All settings with their keys in the file and their bounds: the one list that reading and writing both go by, so that
/// neither knows what the other does not. A Visitor has number(), seconds(), boolean(), text(), address(), origin(),
/// origins() and list(), each with a key and a value to be set or written, and check(), for what a type can't say.
namespace kaunt::settingsfields {

inline constexpr qint64 kibi = 1024;
inline constexpr qint64 mebi = 1024 * kibi;
inline constexpr qint64 gibi = 1024 * mebi;

inline constexpr qint64 leastLogBytes = mebi; ///< of a bound; 0 is none

inline constexpr char anyAddress[] = "*"; ///< of both families

/// Of an entry of a list, as the file has it; 0 where it is none.
inline qint64 entryNumber(const QString& text)
{
    const qint64 number = text.toLongLong();
    return number > 0 && text == QString::number(number) ? number : 0;
}

/// A tenant's entry in the file; its secret is in the SecretStore.
struct TenantEntry {
    QString tenant;
    QString clientId;
};

template <typename Visitor>
void visitLimits(Visitor& visitor, http::Limits& limits)
{
    using std::chrono::milliseconds;
    const milliseconds shortest(1);
    visitor.number(QStringLiteral("limits/maxBodyBytes"), limits.maxBodyBytes, kibi, gibi);
    visitor.number(QStringLiteral("limits/maxHeaderBytes"), limits.maxHeaderBytes, kibi, mebi);
    visitor.number(QStringLiteral("limits/maxHeaders"), limits.maxHeaders, 10, 10'000);
    visitor.number(QStringLiteral("limits/maxTargetBytes"), limits.maxTargetBytes, 64, mebi);
    visitor.seconds(QStringLiteral("limits/handshakeSeconds"), limits.handshakeTimeout, shortest);
    visitor.seconds(QStringLiteral("limits/headerSeconds"), limits.headerTimeout, shortest);
    visitor.seconds(QStringLiteral("limits/bodySeconds"), limits.bodyTimeout, shortest);
    visitor.number(QStringLiteral("limits/minBodyBytesPerSecond"), limits.minBodyBytesPerSecond, 0, gibi);
    visitor.seconds(QStringLiteral("limits/bodyRateGraceSeconds"), limits.bodyRateGrace, milliseconds(0));
    visitor.seconds(QStringLiteral("limits/idleSeconds"), limits.idleTimeout, shortest);
    visitor.seconds(QStringLiteral("limits/writeSeconds"), limits.writeTimeout, shortest);
    visitor.number(QStringLiteral("limits/maxConnections"), limits.maxConnections, 1, 10'000);
    visitor.number(QStringLiteral("limits/maxConnectionsPerPeer"), limits.maxConnectionsPerPeer, 1, 10'000);
    visitor.seconds(QStringLiteral("limits/placeWaitSeconds"), limits.placeWait, milliseconds(0));
}

/// By the rules of what is entered: the secrets are kept under it.
template <typename Visitor>
void visitName(Visitor& visitor, const QString& key, QString& name, QStringList& names)
{
    visitor.text(key, name);
    names.append(name);
    visitor.check(key, !nameFlaw(names, names.size() - 1), name);
}

template <typename Visitor>
void visitEndpoints(Visitor& visitor, QList<Endpoint>& endpoints)
{
    QStringList endpointNames;
    QList<Endpoint> upToHere;
    visitor.list(QStringLiteral("endpoints"), endpoints, [&](const QString& prefix, Endpoint& endpoint) {
        visitName(visitor, prefix + QStringLiteral("/name"), endpoint.name, endpointNames);
        const QString pathKey = prefix + QStringLiteral("/path");
        visitor.text(pathKey, endpoint.path);
        upToHere.append({endpoint.name, endpoint.path, {}});
        visitor.check(pathKey, !pathFlaw(upToHere, upToHere.size() - 1), endpoint.path);
        QStringList secretNames;
        visitor.list(prefix + QStringLiteral("/secrets"), endpoint.secrets,
                     [&](const QString& secretPrefix, SigningSecret& secret) {
                         visitName(visitor, secretPrefix + QStringLiteral("/name"), secret.name, secretNames);
                         visitor.boolean(secretPrefix + QStringLiteral("/retired"), secret.retired);
                     });
    });
    visitor.check(QStringLiteral("endpoints/size"), !endpoints.isEmpty(), QStringLiteral("0"));
}

template <typename Visitor>
void visitReceiver(Visitor& visitor, ReceiverSettings& receiver)
{
    visitor.address(QStringLiteral("receiver/address"), receiver.address);
    visitor.number(QStringLiteral("receiver/port"), receiver.port, 0, std::numeric_limits<quint16>::max());
    visitor.number(QStringLiteral("receiver/maxPending"), receiver.maxPending, 1, 1'000'000);
    visitor.number(QStringLiteral("receiver/maxRefusedPerMinute"), receiver.maxRefusedPerMinute, 0, 1'000'000);
    visitor.text(QStringLiteral("receiver/tlsCertificate"), receiver.tls.certificate);
    const QString tlsKey = QStringLiteral("receiver/tlsKey");
    visitor.text(tlsKey, receiver.tls.key);
    visitor.boolean(QStringLiteral("receiver/tlsPaused"), receiver.isTlsPaused);
    const bool isWhole = receiver.tls.certificate.isEmpty() == receiver.tls.key.isEmpty();
    visitor.check(tlsKey, isWhole || receiver.isTlsPaused, receiver.tls.key);
    visitLimits(visitor, receiver.limits);
    visitEndpoints(visitor, receiver.endpoints);
}

template <typename Visitor>
void visitTenants(Visitor& visitor, QHash<QString, ApiCredentials>& byTenant)
{
    QStringList sorted = byTenant.keys();
    sorted.sort();
    QList<TenantEntry> entries;
    for (const QString& tenant : std::as_const(sorted))
        entries.append({tenant, byTenant.value(tenant).clientId});
    QStringList tenantIds;
    visitor.list(QStringLiteral("tenants"), entries, [&](const QString& prefix, TenantEntry& entry) {
        const QString tenantKey = prefix + QStringLiteral("/tenant");
        visitor.text(tenantKey, entry.tenant);
        tenantIds.append(entry.tenant);
        visitor.check(tenantKey, !tenantFlaw(tenantIds, tenantIds.size() - 1), entry.tenant);
        visitor.text(prefix + QStringLiteral("/clientId"), entry.clientId);
    });
    for (const TenantEntry& entry : std::as_const(entries))
        byTenant[entry.tenant].clientId = entry.clientId;
}

template <typename Visitor>
void visitApi(Visitor& visitor, ApiSettings& api)
{
    using std::chrono::milliseconds;
    visitor.origin(QStringLiteral("api/base"), api.apiBase);
    visitor.origins(QStringLiteral("api/furtherOrigins"), api.furtherOrigins);
    const QString caFile = QStringLiteral("api/caFile");
    visitor.text(caFile, api.caFile);
    visitor.check(caFile, !fileFlaw(api.caFile), api.caFile);
    visitor.seconds(QStringLiteral("api/deadlineSeconds"), api.deadline, milliseconds(1));
    visitor.number(QStringLiteral("api/maxBodyBytes"), api.maxBodyBytes, kibi, gibi);
    visitor.number(QStringLiteral("api/maxAttempts"), api.maxAttempts, 1, 100);
    visitor.seconds(QStringLiteral("api/retryBaseSeconds"), api.retryBase, milliseconds(0));
    visitor.seconds(QStringLiteral("api/tokenSeconds"), api.tokenTimeLimit, milliseconds(1));
    visitor.text(QStringLiteral("api/clientId"), api.credentials.fallback.clientId);
    visitTenants(visitor, api.credentials.byTenant);
}

/// Local time, "22:00".
template <typename Visitor>
void visitTime(Visitor& visitor, const QString& key, QTime& time)
{
    const QString format = QStringLiteral("HH:mm");
    QString text = time.toString(format);
    visitor.text(key, text);
    time = QTime::fromString(text, format);
    visitor.check(key, time.isValid(), text);
}

inline constexpr CodeTable<AlertRule, alertRules.size()> notificationKeys{
    {{AlertRule::RefusedBurst, "refused"},
     {AlertRule::FailedEvent, "failedEvent"},
     {AlertRule::Repeated, "repeated"},
     {AlertRule::Drift, "drift"},
     {AlertRule::StoringFailed, "storingFailed"},
     {AlertRule::ReceiverDown, "receiverDown"},
     {AlertRule::ForwardFailing, "forwardFailing"},
     {AlertRule::Silence, "silence"}}};

template <typename Visitor>
void visitNotifications(Visitor& visitor, NotificationSettings& notifications)
{
    for (const auto& [rule, key] : notificationKeys)
        visitor.boolean(QStringLiteral("notifications/") + QLatin1String(key), notifications.of(rule));
    visitor.boolean(QStringLiteral("notifications/quiet"), notifications.quiet.isOn);
    visitTime(visitor, QStringLiteral("notifications/quietFrom"), notifications.quiet.from);
    visitTime(visitor, QStringLiteral("notifications/quietTo"), notifications.quiet.to);
}

/// The rules under their codes, as JSON lines name them.
template <typename Visitor>
void visitAlerts(Visitor& visitor, AlertSettings& alerts)
{
    for (const AlertRule rule : alertRules) {
        const QString prefix = QStringLiteral("alerts/") + QString::fromLatin1(alertRuleCode(rule));
        const AlertThresholds bounds = alertThresholds(rule);
        visitor.boolean(prefix + QStringLiteral("/on"), alerts.of(rule).isOn);
        visitor.number(prefix + QStringLiteral("/threshold"), alerts.of(rule).threshold, bounds.least, bounds.most);
    }
    const QString command = QStringLiteral("alerts/command");
    visitor.text(command, alerts.command);
    visitor.check(command, !fileFlaw(alerts.command), alerts.command);
    visitor.list(QStringLiteral("alerts/arguments"), alerts.arguments,
                 [&visitor](const QString& key, QString& argument) { visitor.text(key, argument); });
    const QString urlKey = QStringLiteral("alerts/url");
    QString url = alerts.url.toString(QUrl::FullyEncoded);
    visitor.text(urlKey, url);
    visitor.check(urlKey, !alertUrlFlaw(url), QString());
    alerts.url = QUrl(url, QUrl::StrictMode);
}

template <typename Visitor>
void visitForwards(Visitor& visitor, QList<ForwardSettings>& forwards)
{
    using std::chrono::milliseconds;
    QStringList urls;
    QList<ForwardSettings> upToHere;
    visitor.list(QStringLiteral("forwards"), forwards, [&](const QString& prefix, ForwardSettings& forward) {
        const QString urlKey = prefix + QStringLiteral("/url");
        QString url = forward.url.toString(QUrl::FullyEncoded);
        visitor.text(urlKey, url);
        urls.append(url);
        visitor.check(urlKey, !forwardUrlFlaw(urls, urls.size() - 1), QString());
        forward.url = QUrl(url, QUrl::StrictMode);
        visitor.boolean(prefix + QStringLiteral("/verifiedOnly"), forward.isVerifiedOnly);
        const QString filterKey = prefix + QStringLiteral("/filter");
        visitor.text(filterKey, forward.filter);
        visitor.check(filterKey, parseFilter(forward.filter).has_value(), forward.filter);
        visitor.seconds(prefix + QStringLiteral("/timeoutSeconds"), forward.timeout, milliseconds(1));
        visitor.number(prefix + QStringLiteral("/concurrency"), forward.concurrency, 1,
                       ForwardSettings::mostConcurrency);
        visitor.number(prefix + QStringLiteral("/attempts"), forward.attempts, 1, ForwardSettings::mostAttempts);
        visitor.boolean(prefix + QStringLiteral("/paused"), forward.isPaused);
        const QString passThroughKey = prefix + QStringLiteral("/passThrough");
        visitor.boolean(passThroughKey, forward.isPassThrough);
        visitor.text(prefix + QStringLiteral("/passThroughEndpoint"), forward.passThroughEndpoint);
        upToHere.append(forward);
        visitor.check(passThroughKey, !passThroughFlaw(upToHere, upToHere.size() - 1), QStringLiteral("true"));
    });
}

template <typename Visitor>
void visitSecretNames(Visitor& visitor, Settings& settings)
{
    visitor.text(QStringLiteral("secrets/scope"), settings.secretScope);
    visitor.text(QStringLiteral("secrets/scopeFile"), settings.scopeFile);
    visitor.list(QStringLiteral("secrets/moves"), settings.secretMoves,
                 [&visitor](const QString& prefix, SecretMove& move) {
                     visitor.text(prefix + QStringLiteral("/name"), move.name);
                     visitor.text(prefix + QStringLiteral("/place"), move.place);
                     visitor.text(prefix + QStringLiteral("/from"), move.from);
                     if (move.place.isEmpty()) // as version 0.1.0 writes it, until it has moved it to its own name
                         move.place = std::exchange(move.from, move.name);
                 });
}

template <typename Visitor>
void visitSettings(Visitor& visitor, Settings& settings)
{
    visitReceiver(visitor, settings.receiver);
    visitApi(visitor, settings.api);
    visitor.number(QStringLiteral("retention/maxAgeDays"), settings.retention.maxAgeDays, 0, 36'500);
    const QString maxBytesKey = QStringLiteral("retention/maxBytes");
    visitor.number(maxBytesKey, settings.retention.maxBytes, 0, std::numeric_limits<qint64>::max());
    // Below that even an empty log is too large, and each delivery would go as soon as it is stored.
    visitor.check(maxBytesKey, settings.retention.maxBytes == 0 || settings.retention.maxBytes >= leastLogBytes,
                  QString::number(settings.retention.maxBytes));
    visitNotifications(visitor, settings.notifications);
    visitAlerts(visitor, settings.alerts);
    visitForwards(visitor, settings.forwards);
    visitor.boolean(QStringLiteral("admin/on"), settings.admin.isOn);
    visitor.number(QStringLiteral("admin/port"), settings.admin.port, 1, std::numeric_limits<quint16>::max());
    visitSecretNames(visitor, settings);
}

} // namespace kaunt::settingsfields
