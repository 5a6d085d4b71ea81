// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/resigning.h"
#include "core/capture/standins.h"
#include "core/export/deliveryformat.h"

#include <QSet>

namespace kaunt {

/// The capture bundle (capturemanifest.h): each delivery with its resources, signed anew with secrets made up for it,
/// and with stand-ins for identifiers and names where that is wanted. Keeps what stands for what, as long as it lives.
class CaptureFormat final : public DeliveryFormat {
public:
    CaptureFormat(const CaptureOptions& options, qint64 nowUtcMillis);

    [[nodiscard]] QByteArray beginning() const override;
    /// Names stand in what came before them, too.
    [[nodiscard]] bool looksFirst() const override { return m_standIns != nullptr; }
    void look(const ExportedDelivery& delivery) override;
    [[nodiscard]] QByteArray delivery(const ExportedDelivery& delivery) override;
    [[nodiscard]] QByteArray ending() const override;
    [[nodiscard]] std::optional<CaptureCounts> captured() const override;
    [[nodiscard]] FormatBounds bounds() const override;

private:
    void count(const QList<ResourceRecord>& resources);
    void setContents(const DeliveryRecord& asCame, DeliveryRecord& kept) const;

    CaptureManifest m_manifest;
    Resigning m_resigning;
    std::unique_ptr<StandIns> m_standIns; ///< none where nothing is replaced
    CaptureCounts m_counts;
    QSet<qint64> m_countedFetches; ///< ids
};

} // namespace kaunt
