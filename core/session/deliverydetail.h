// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// What is kept beside a delivery, later than itself.
enum class DeliveryDetail { Resource, Annotation, Forward };

} // namespace kaunt
