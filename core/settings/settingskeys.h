// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// The names of settings in the file: what is written must be what is read.
namespace kaunt::settingskeys {

inline const QString address = QStringLiteral("receiver/address");
inline const QString port = QStringLiteral("receiver/port");
inline const QString maxBodyBytes = QStringLiteral("limits/maxBodyBytes");
inline const QString maxHeaderBytes = QStringLiteral("limits/maxHeaderBytes");
inline const QString maxHeaders = QStringLiteral("limits/maxHeaders");
inline const QString maxTargetBytes = QStringLiteral("limits/maxTargetBytes");
inline const QString headerSeconds = QStringLiteral("limits/headerSeconds");
inline const QString bodySeconds = QStringLiteral("limits/bodySeconds");
inline const QString idleSeconds = QStringLiteral("limits/idleSeconds");
inline const QString maxConnections = QStringLiteral("limits/maxConnections");
inline const QString maxConnectionsPerPeer = QStringLiteral("limits/maxConnectionsPerPeer");
inline const QString endpoints = QStringLiteral("endpoints");
inline const QString secrets = QStringLiteral("secrets");
inline const QString name = QStringLiteral("name");
inline const QString path = QStringLiteral("path");
inline const QString retired = QStringLiteral("retired");
inline const QString apiBase = QStringLiteral("api/base");
inline const QString furtherOrigins = QStringLiteral("api/furtherOrigins");
inline const QString deadlineSeconds = QStringLiteral("api/deadlineSeconds");
inline const QString defaultClientId = QStringLiteral("api/clientId");
inline const QString tenants = QStringLiteral("tenants");
inline const QString tenant = QStringLiteral("tenant");
inline const QString clientId = QStringLiteral("clientId");
inline const QString maxAgeDays = QStringLiteral("retention/maxAgeDays");
inline const QString maxLogBytes = QStringLiteral("retention/maxBytes");
inline const QString notifyRefused = QStringLiteral("notifications/refused");
inline const QString notifyFailedEvent = QStringLiteral("notifications/failedEvent");
inline const QString notifyStoringFailed = QStringLiteral("notifications/storingFailed");

} // namespace kaunt::settingskeys
