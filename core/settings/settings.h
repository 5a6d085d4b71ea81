// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertsettings.h"
#include "core/api/apisettings.h"
#include "core/forward/forwardsettings.h"
#include "core/receiver/receiversettings.h"
#include "core/settings/quiethours.h"
#include "core/storage/retentionpolicy.h"

#include <QString>

#include <array>

namespace kaunt {

/// Of which alerts the user wants desktop notifications, and when not.
struct NotificationSettings {
    std::array<bool, alertRules.size()> wanted = allWanted();
    QuietHours quiet;

    [[nodiscard]] bool of(AlertRule rule) const { return wanted.at(static_cast<size_t>(rule)); }
    [[nodiscard]] bool& of(AlertRule rule) { return wanted.at(static_cast<size_t>(rule)); }
    bool operator==(const NotificationSettings&) const = default;

private:
    [[nodiscard]] static constexpr std::array<bool, alertRules.size()> allWanted()
    {
        std::array<bool, alertRules.size()> all{};
        all.fill(true);
        return all;
    }
};

/// Whether the window tells its health and metrics, on 127.0.0.1.
struct AdminSettings {
    bool isOn = false;
    quint16 port = 9187;

    bool operator==(const AdminSettings&) const = default;
};

/// Where a secret is kept that is not kept under its own name. A place never has one value after another: what is
/// entered anew gets a new place, and nothing is written over.
struct SecretMove {
    QString name;  ///< of the secret; empty: what is at `place` is nobody's, and to be removed
    QString place; ///< the name that the store has it under, or is about to have
    QString from;  ///< until then it, or what it replaces, is found under this one; empty where there is none

    bool operator==(const SecretMove&) const = default;
};

/// Everything a user can set, as one value. The secrets inside come from and go to the SecretStore, never the file.
struct Settings {
    ReceiverSettings receiver;
    ApiSettings api;
    RetentionPolicy retention;
    NotificationSettings notifications;
    AlertSettings alerts;
    AdminSettings admin;
    QList<ForwardSettings> forwards; ///< of different URLs
    /// In front of the names that the secrets are kept under, so that two settings files don't take each other's. Empty
    /// for a file that was not made by the program.
    QString secretScope;
    QString scopeFile;             ///< the settings file that the scope is of; empty where none has claimed it
    QList<SecretMove> secretMoves; ///< all names with their scope

    bool operator==(const Settings&) const = default;
};

} // namespace kaunt
