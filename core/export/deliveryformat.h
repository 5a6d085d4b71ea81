// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/resigning.h"
#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <optional>

namespace kaunt {

/// The formats of contracts.md section 3.
enum class ExportFormat { JsonLines, Har, Csv, Curl, Capture };

/// "jsonl", "har", "csv", "curl", "kauntcap": on the command line.
[[nodiscard]] std::optional<ExportFormat> exportFormatFromCode(QStringView code);
[[nodiscard]] QStringList exportFormatCodes();
/// How a file of the format is called at the end: the code, but "sh" for "curl".
[[nodiscard]] QString exportFileSuffix(ExportFormat format);

/// One delivery with what belongs to it, redacted.
struct ExportedDelivery {
    DeliveryRecord record;
    QList<DeliverySummary> attempts;
    QList<ResourceRecord> resources;
    DeliveryRecord asCame; ///< not redacted, but for its diagnosis: to sign it anew, and never to be printed
};

/// Of a capture bundle.
struct CaptureOptions {
    bool isRedacted = false;      ///< stand-ins for identifiers and names
    QList<EndpointSecrets> known; ///< what was signed with them is signed anew as it was
};

/// What became of the deliveries in a capture bundle.
struct CaptureCounts {
    qint64 deliveries = 0;
    qint64 resources = 0;     ///< each once, however many deliveries have it
    qint64 failedFetches = 0; ///< likewise
    QMap<Resigning::Outcome, qint64> outcomes;
    QMap<QString, qint64> replaced; ///< by StandIns::kindCode()
};

/// What a file of a format may have at the most.
struct FormatBounds {
    qint64 deliveries = 0; ///< 0: no bound
    qint64 deliveryBytes = 0;
    qint64 bytes = 0;
};

/// How deliveries are printed: what stands before the first, each of them, what stands after the last. Keeps nothing of
/// a delivery; for one export.
class DeliveryFormat {
public:
    DeliveryFormat() = default;
    virtual ~DeliveryFormat() = default;
    Q_DISABLE_COPY_MOVE(DeliveryFormat)

    [[nodiscard]] virtual QByteArray beginning() const { return {}; }
    /// Of a format that has to know them all before it prints the first: each is shown to it, before beginning().
    [[nodiscard]] virtual bool looksFirst() const { return false; }
    virtual void look(const ExportedDelivery& /*delivery*/) {}
    /// Whether the format can't express this one: what stands in its place, if anything, is none.
    [[nodiscard]] virtual bool leavesOut(const DeliveryRecord& /*delivery*/) const { return false; }
    [[nodiscard]] virtual QByteArray delivery(const ExportedDelivery& delivery) = 0;
    [[nodiscard]] virtual QByteArray ending() const { return {}; }
    /// Of a format that changes what it prints: what was changed so far, which a rehearsal is to tell too.
    [[nodiscard]] virtual std::optional<CaptureCounts> captured() const { return std::nullopt; }
    [[nodiscard]] virtual FormatBounds bounds() const { return {}; }
};

/// `receiver`: scheme, host and port where our receiver is called; of what a delivery itself does not say. `madeAt`:
/// UTC, milliseconds since 1970.
[[nodiscard]] std::unique_ptr<DeliveryFormat> makeDeliveryFormat(ExportFormat format, const QUrl& receiver,
                                                                 const CaptureOptions& capture, qint64 madeAt);

} // namespace kaunt
