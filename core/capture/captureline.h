// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/capturemanifest.h"
#include "core/result.h"
#include "core/webhook/delivery.h"

#include <variant>

namespace kaunt {

/// A delivery as a line has it. Its place in its event is not among it: that hangs on what else is in the file.
struct CapturedDelivery {
    DeliveryRecord record;
    QList<ResourceRecord> resources; ///< of its event, newest first
};

/// The last line of a bundle.
struct CaptureEnd {
    qint64 deliveries = 0;
};

using CaptureLine = std::variant<CaptureManifest, CapturedDelivery, CaptureEnd>;

/// What is wrong with a line: the path of the field ("resources[2].status"), empty where it is no JSON object at all.
struct LineFlaw {
    QString field;
    bool isWithoutContents = false; ///< a delivery, but without headers and body
};

/// One line of a bundle or of JSON lines (capturemanifest.h). Fields of the wrong type, values that nothing has and a
/// hash that is not that of the body are flaws. Of JSON lines the size and the hash are those of the body that is
/// there: what was redacted in it has changed it. Pure.
[[nodiscard]] Result<CaptureLine, LineFlaw> readCaptureLine(const QByteArray& line, bool isBundle);

} // namespace kaunt
