// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace kaunt {

/// A field of the payload and what stands there, as a filter's `field:` has them. A plain value.
struct PayloadField {
    QString path;  ///< RFC 9535: "$.Sub.a"
    QString value; ///< a string's text, anything else as it is written

    bool operator==(const PayloadField&) const = default;
};

/// `Sub.a=1`, `Lines[0].Id=x`, `['odd key']=`, or with "$." or "$[" in front of the path; nothing where there is no
/// path or no sign of equality. Pure.
[[nodiscard]] std::optional<PayloadField> payloadFieldFrom(const QString& written);
/// The same the other way round, as short as it can be. Pure.
[[nodiscard]] QString writtenPayloadField(const PayloadField& field);

} // namespace kaunt
