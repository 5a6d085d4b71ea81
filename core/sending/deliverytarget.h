// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QString>
#include <QUrl>

namespace kaunt {

/// Why a text is no place to send to.
enum class TargetFlaw {
    NotUsable,
    UserInfo, ///< a user name or a password, which is not sent and would be shown wherever the URL is
};

/// Where deliveries can be sent, as a user writes it: an http or https URL with a host, strictly read, without user
/// info. Pure.
[[nodiscard]] Result<QUrl, TargetFlaw> deliveryTarget(const QString& text);

} // namespace kaunt
