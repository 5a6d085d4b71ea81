// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

#include <optional>
#include <vector>

namespace kaunt {

/// One way in which a secret is spoiled between the portal and the key of an HMAC.
struct SecretStep {
    Finding finding;
    std::function<std::optional<QByteArray>(const QByteArray&)> apply; ///< nothing where it does not apply
    bool isCommon = false;                                             ///< often met together with another
    /// More of the detail, once it applied: of what we have and the key that it led to. Nothing of a secret.
    std::function<QJsonObject(const QByteArray& ours, const QByteArray& key)> tell = {};
    QList<Finding> besides = {}; ///< what it takes as well, where it is more than one step
};

/// Likeliest first. Made once, read-only.
[[nodiscard]] const std::vector<SecretStep>& secretSteps();

} // namespace kaunt
