// SPDX-License-Identifier: MIT
#include "core/export/deliveryformat.h"

#include "core/codetable.h"
#include "core/export/captureformat.h"
#include "core/export/csvformat.h"
#include "core/export/curlformat.h"
#include "core/export/deliverylines.h"
#include "core/export/harformat.h"

namespace kaunt {

namespace {

constexpr CodeTable<ExportFormat, 5> formatCodes{{{ExportFormat::JsonLines, "jsonl"},
                                                  {ExportFormat::Har, "har"},
                                                  {ExportFormat::Csv, "csv"},
                                                  {ExportFormat::Curl, "curl"},
                                                  {ExportFormat::Capture, "kauntcap"}}};

/// The objects of `show --json`.
class JsonLinesFormat final : public DeliveryFormat {
public:
    [[nodiscard]] QByteArray delivery(const ExportedDelivery& delivery) override
    {
        return wholeDeliveryLine(delivery.record, delivery.attempts, delivery.resources) + '\n';
    }
};

} // namespace

std::optional<ExportFormat> exportFormatFromCode(QStringView code)
{
    return valueIn(formatCodes, code);
}

QStringList exportFormatCodes()
{
    QStringList codes;
    for (const auto& [format, code] : formatCodes)
        codes.append(QLatin1String(code));
    return codes;
}

QString exportFileSuffix(ExportFormat format)
{
    return format == ExportFormat::Curl ? QStringLiteral("sh") : codeIn(formatCodes, format);
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
