// SPDX-License-Identifier: MIT
#include "tests/ui/samplesettings.h"

namespace kaunt::test {

using std::chrono::milliseconds;

namespace {

QList<ForwardSettings> unusualForwards()
{
    QList<ForwardSettings> forwards;
    ForwardSettings forward;
    forward.url = QUrl(QStringLiteral("http://localhost:3000/hooks?desk=1"));
    forward.filter = QStringLiteral("company:nordlys");
    forward.isPassThrough = true;
    forward.passThroughEndpoint = QStringLiteral("nordlys");
    forwards.append(forward);
    forward.isPassThrough = false;
    forward.passThroughEndpoint.clear();
    forward.url = QUrl(QStringLiteral("https://staging.example/webhooks/kaunt"));
    forward.isVerifiedOnly = false;
    forward.filter.clear();
    forward.timeout = milliseconds(2'500);
    forward.concurrency = 1;
    forward.attempts = 2;
    forward.isPaused = true;
    forwards.append(forward);
    return forwards;
}

} // namespace

Settings unusualSettings()
{
    Settings settings;
    settings.receiver.address = QHostAddress(QStringLiteral("192.168.1.20"));
    settings.receiver.port = 9'001;
    settings.receiver.endpoints = {
        {QStringLiteral("default"),
         QStringLiteral("/webhooks/kaunt"),
         {{QStringLiteral("current"), "whsec-1", false}, {QStringLiteral("old"), "whsec-0\xff", true}}},
        {QStringLiteral("nordlys"), QStringLiteral("/n%C3%B8"), {{QStringLiteral("one"), {}, false}}}};
    http::Limits& limits = settings.receiver.limits;
    limits.maxBodyBytes = 1'234'567;
    limits.maxHeaderBytes = 10'001;
    limits.headerTimeout = milliseconds(1'500);
    limits.bodyTimeout = milliseconds(2'001);
    limits.idleTimeout = milliseconds(3'000);
    limits.maxConnections = 7;
    limits.maxConnectionsPerPeer = 3;
    settings.api.apiBase = QUrl(QStringLiteral("https://api.example:8443/v0"));
    settings.api.furtherOrigins = {QUrl(QStringLiteral("http://127.0.0.1:9000")),
                                   QUrl(QStringLiteral("https://eu.example"))};
    settings.api.deadline = milliseconds(12'345);
    settings.api.credentials.fallback = {QStringLiteral("client"), "api-secret"};
    settings.api.credentials.byTenant = {{QStringLiteral("8a1c"), {QStringLiteral("c1"), "s1"}},
                                         {QStringLiteral("7b2d"), {QStringLiteral("c2"), "s2"}}};
    settings.retention = {12, 123'456'789};
    settings.notifications.of(AlertRule::RefusedBurst) = false;
    settings.notifications.of(AlertRule::StoringFailed) = false;
    settings.notifications.quiet = {true, QTime(12, 0), QTime(13, 30)};
    settings.alerts.of(AlertRule::Drift) = {false, 5};
    settings.alerts.of(AlertRule::Silence).threshold = 120;
    settings.alerts.command = QStringLiteral("/usr/local/bin/tell");
    settings.alerts.arguments = {QStringLiteral("--desk"), QStringLiteral("the one by the window")};
    settings.alerts.url = QUrl(QStringLiteral("https://hooks.example/alerts?desk=1"));
    settings.admin = {true, 9'999};
    settings.forwards = unusualForwards();
    return settings;
}

} // namespace kaunt::test
