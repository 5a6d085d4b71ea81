// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QUrl>

#include <optional>

namespace kaunt {

/// Where --to says that deliveries go: an http or https URL with a host, strictly read. Nothing where it is none. Pure.
[[nodiscard]] std::optional<QUrl> deliveryTarget(const QString& text);

/// What to tell who gave another.
[[nodiscard]] QString deliveryTargetUsage();

} // namespace kaunt
