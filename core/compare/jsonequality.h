// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QHash>

#include <stop_token>

namespace kaunt {

/// Whether values of two JSON texts say the same: in arrays in the same order, in objects in any; of a key that stands
/// in an object more than once in the order of these. Values that differ are told apart without a walk through them, so
/// that what is nested can be asked level by level. The values outlive it; for one thread.
class JsonEquality {
public:
    /// Walks through both once. What it says after a stop was requested counts for nothing.
    JsonEquality(const JsonValue& before, const JsonValue& after, const std::stop_token& stop);

    /// One from each of the texts, or of what is in them.
    [[nodiscard]] bool isSame(const JsonValue& one, const JsonValue& other) const;

    /// The same of values that say the same, and of hardly any others.
    [[nodiscard]] size_t hashOf(const JsonValue& value) const { return m_hashes.value(&value); }

private:
    size_t learn(const JsonValue& value, const std::stop_token& stop);

    QHash<const JsonValue*, size_t> m_hashes; ///< of each value with all that is in it
};

} // namespace kaunt
