// SPDX-License-Identifier: MIT
#include "core/export/deliveryformat.h"

#include "core/export/captureformat.h"
#include "core/export/csvformat.h"
#include "core/export/curlformat.h"
#include "core/export/deliverylines.h"
#include "core/export/harformat.h"

#include <array>

namespace kaunt {

namespace {

constexpr std::array allFormats{ExportFormat::JsonLines, ExportFormat::Har, ExportFormat::Csv, ExportFormat::Curl,
                                ExportFormat::Capture};

/// The objects of `show --json`.
class JsonLinesFormat final : public DeliveryFormat {
public:
    [[nodiscard]] QByteArray delivery(const ExportedDelivery& delivery) override
    {
        return wholeDeliveryLine(delivery.record, delivery.attempts, delivery.resources) + '\n';
    }
};

} // namespace

QString exportFormatCode(ExportFormat format)
{
    switch (format) {
    case ExportFormat::JsonLines:
        return QStringLiteral("jsonl");
    case ExportFormat::Har:
        return QStringLiteral("har");
    case ExportFormat::Csv:
        return QStringLiteral("csv");
    case ExportFormat::Curl:
        return QStringLiteral("curl");
    case ExportFormat::Capture:
        return QStringLiteral("kauntcap");
    }
    return {};
}

std::optional<ExportFormat> exportFormatFromCode(QStringView code)
{
    for (const ExportFormat format : allFormats) {
        if (exportFormatCode(format) == code)
            return format;
    }
    return std::nullopt;
}

QStringList exportFormatCodes()
{
    QStringList codes;
    for (const ExportFormat format : allFormats)
        codes.append(exportFormatCode(format));
    return codes;
}

QString exportFileSuffix(ExportFormat format)
{
    return format == ExportFormat::Curl ? QStringLiteral("sh") : exportFormatCode(format);
}

std::unique_ptr<DeliveryFormat> makeDeliveryFormat(ExportFormat format, const QUrl& receiver,
                                                   const CaptureOptions& capture, qint64 madeAt)
{
    switch (format) {
    case ExportFormat::JsonLines:
        return std::make_unique<JsonLinesFormat>();
    case ExportFormat::Har:
        return std::make_unique<HarFormat>(receiver);
    case ExportFormat::Csv:
        return std::make_unique<CsvFormat>();
    case ExportFormat::Curl:
        return std::make_unique<CurlFormat>(receiver);
    case ExportFormat::Capture:
        return std::make_unique<CaptureFormat>(capture, madeAt);
    }
    return {};
}

} // namespace kaunt
