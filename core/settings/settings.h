// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/resourcefetcher.h"
#include "core/receiver/receiversettings.h"
#include "core/storage/eventlog.h"

#include <QString>

namespace kaunt {

/// Which desktop notifications the user wants.
struct NotificationSettings {
    bool onRefused = true;
    bool onFailedEvent = true;
    bool onStoringFailed = true;

    bool operator==(const NotificationSettings&) const = default;
};

/// Everything a user can set, as one value. The secrets inside come from and go to the SecretStore, never the file.
struct Settings {
    ReceiverSettings receiver;
    ApiSettings api;
    RetentionPolicy retention;
    NotificationSettings notifications;

    bool operator==(const Settings&) const = default;
};

} // namespace kaunt
