// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"

#include <QString>

namespace kaunt {

/// The filter expression (contracts.md section 4) that finds the deliveries of an alert, and others of their kind that
/// came among them, or by their numbers where they have nothing in common; empty where it is about none. Pure.
[[nodiscard]] QString alertFilter(const Alert& alert);

} // namespace kaunt
