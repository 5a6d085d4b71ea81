// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/deliveryformat.h"

namespace kaunt {

/// HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec): what arrived as the request, what we answered as
/// the response. What HAR has no place for stands in fields that begin with an underscore, as it wants them. A body
/// that is no UTF-8 stands in base64, and its postData says so in `_encoding`.
class HarFormat final : public DeliveryFormat {
public:
    explicit HarFormat(QUrl receiver);

    [[nodiscard]] QByteArray beginning() const override;
    [[nodiscard]] QByteArray delivery(const ExportedDelivery& delivery) override;
    [[nodiscard]] QByteArray ending() const override;

private:
    [[nodiscard]] QByteArray urlOf(const DeliveryRecord& delivery) const;

    QUrl m_receiver;
    bool m_isFirst = true;
};

} // namespace kaunt
