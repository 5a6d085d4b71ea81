// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <optional>

namespace kaunt {

/// The formats of contracts.md section 3.
enum class ExportFormat { JsonLines, Har, Csv, Curl };

/// "jsonl", "har", "csv", "curl": on the command line, and how a file of the format is called at the end; but for
/// "curl", whose files end in "sh".
[[nodiscard]] QString exportFormatCode(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormatFromCode(QStringView code);
[[nodiscard]] QStringList exportFormatCodes();
[[nodiscard]] QString exportFileSuffix(ExportFormat format);

/// One delivery with what belongs to it, redacted.
struct ExportedDelivery {
    DeliveryRecord record;
    QList<DeliverySummary> attempts;
    QList<ResourceRecord> resources;
};

/// How deliveries are printed: what stands before the first, each of them, what stands after the last. Keeps nothing of
/// a delivery; for one export.
class DeliveryFormat {
public:
    DeliveryFormat() = default;
    virtual ~DeliveryFormat() = default;
    Q_DISABLE_COPY_MOVE(DeliveryFormat)

    [[nodiscard]] virtual QByteArray beginning() const { return {}; }
    /// Empty where the format can't express this one.
    [[nodiscard]] virtual QByteArray delivery(const ExportedDelivery& delivery) = 0;
    [[nodiscard]] virtual QByteArray ending() const { return {}; }
};

/// `receiver`: scheme, host and port where our receiver is called; of what a delivery itself does not say.
[[nodiscard]] std::unique_ptr<DeliveryFormat> makeDeliveryFormat(ExportFormat format, const QUrl& receiver);

} // namespace kaunt
