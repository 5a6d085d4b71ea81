// SPDX-License-Identifier: MIT
#include "core/settings/settingswriter.h"

#include "core/settings/settingskeys.h"

#include <QSettings>

namespace kaunt {

namespace keys = settingskeys;

namespace {

qint64 seconds(std::chrono::milliseconds time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

void writeEndpoints(const QList<Endpoint>& endpoints, QSettings& file)
{
    file.beginWriteArray(keys::endpoints, static_cast<int>(endpoints.size()));
    for (int i = 0; i < endpoints.size(); ++i) {
        const Endpoint& endpoint = endpoints.at(i);
        file.setArrayIndex(i);
        file.setValue(keys::name, endpoint.name);
        file.setValue(keys::path, endpoint.path);
        file.beginWriteArray(keys::secrets, static_cast<int>(endpoint.secrets.size()));
        for (int j = 0; j < endpoint.secrets.size(); ++j) {
            file.setArrayIndex(j);
            file.setValue(keys::name, endpoint.secrets.at(j).name);
            file.setValue(keys::retired, endpoint.secrets.at(j).retired);
        }
        file.endArray();
    }
    file.endArray();
}

void writeLimits(const http::Limits& limits, QSettings& file)
{
    file.setValue(keys::maxBodyBytes, limits.maxBodyBytes);
    file.setValue(keys::maxHeaderBytes, limits.maxHeaderBytes);
    file.setValue(keys::maxHeaders, limits.maxHeaders);
    file.setValue(keys::maxTargetBytes, limits.maxTargetBytes);
    file.setValue(keys::headerSeconds, seconds(limits.headerTimeout));
    file.setValue(keys::bodySeconds, seconds(limits.bodyTimeout));
    file.setValue(keys::idleSeconds, seconds(limits.idleTimeout));
    file.setValue(keys::maxConnections, limits.maxConnections);
    file.setValue(keys::maxConnectionsPerPeer, limits.maxConnectionsPerPeer);
}

void writeApi(const ApiSettings& api, QSettings& file)
{
    file.setValue(keys::apiBase, api.apiBase.toString());
    QStringList origins;
    for (const QUrl& origin : api.furtherOrigins)
        origins.append(origin.toString());
    file.setValue(keys::furtherOrigins, origins);
    file.setValue(keys::deadlineSeconds, seconds(api.deadline));
    file.setValue(keys::defaultClientId, api.credentials.fallback.clientId);
    file.beginWriteArray(keys::tenants, static_cast<int>(api.credentials.byTenant.size()));
    int index = 0;
    for (auto entry = api.credentials.byTenant.cbegin(); entry != api.credentials.byTenant.cend(); ++entry) {
        file.setArrayIndex(index++);
        file.setValue(keys::tenant, entry.key());
        file.setValue(keys::clientId, entry->clientId);
    }
    file.endArray();
}

} // namespace

void writeSettings(const Settings& settings, QSettings& file)
{
    file.setValue(keys::address, settings.receiver.address.toString());
    file.setValue(keys::port, settings.receiver.port);
    writeLimits(settings.receiver.limits, file);
    writeEndpoints(settings.receiver.endpoints, file);
    writeApi(settings.api, file);
    file.setValue(keys::maxAgeDays, settings.retention.maxAgeDays);
    file.setValue(keys::maxLogBytes, settings.retention.maxBytes);
    file.setValue(keys::notifyRefused, settings.notifications.onRefused);
    file.setValue(keys::notifyFailedEvent, settings.notifications.onFailedEvent);
    file.setValue(keys::notifyStoringFailed, settings.notifications.onStoringFailed);
}

} // namespace kaunt
