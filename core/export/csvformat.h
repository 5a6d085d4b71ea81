// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/deliveryformat.h"

namespace kaunt {

/// RFC 4180 in UTF-8 with a head line: one record for each delivery, without headers and bodies. Text that a
/// spreadsheet would take for a formula gets an apostrophe in front.
class CsvFormat final : public DeliveryFormat {
public:
    [[nodiscard]] QByteArray beginning() const override;
    [[nodiscard]] QByteArray delivery(const ExportedDelivery& delivery) override;
};

/// One field as it stands between commas. A control character that is no white space becomes its picture (U+2400 …),
/// since programs that read CSV end at a NUL. Pure.
[[nodiscard]] QByteArray csvField(const QString& text);

} // namespace kaunt
