// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/deliveryformat.h"

namespace kaunt {

/// A bash script of curl commands that send each delivery again: the same body and headers byte for byte, framing left
/// to curl, with a signature made anew under the secret of KAUNT_WEBHOOK_SECRET in the encoding that came (hex where
/// none could be read). KAUNT_URL replaces scheme, host and port. The secret never gets into the arguments of a
/// program. It prints each answer, and ends with 1 where one was not 2xx. What a peer sent stands in quoted words only,
/// in ASCII. Left out: a delivery whose body was cut for keeping, and a request whose body was not read, which is told
/// in a comment.
class CurlFormat final : public DeliveryFormat {
public:
    explicit CurlFormat(QUrl receiver);

    [[nodiscard]] QByteArray beginning() const override;
    [[nodiscard]] bool leavesOut(const DeliveryRecord& delivery) const override;
    [[nodiscard]] QByteArray delivery(const ExportedDelivery& delivery) override;
    [[nodiscard]] QByteArray ending() const override;

private:
    QUrl m_receiver;
};

} // namespace kaunt
