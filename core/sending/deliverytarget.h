// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace kaunt {

/// Where deliveries can be sent, as a user writes it: an http or https URL with a host, strictly read. Nothing where it
/// is none. Pure.
[[nodiscard]] std::optional<QUrl> deliveryTarget(const QString& text);

} // namespace kaunt
