// SPDX-License-Identifier: MIT
#include "core/export/captureformat.h"

#include "core/capture/deliverystandins.h"
#include "core/export/deliverylines.h"
#include "core/export/linewriter.h"
#include "core/sha256.h"

namespace kaunt {

namespace {

void writeExactBody(LineWriter& line, const QByteArray& body)
{
    if (QByteArrayView(body).isValidUtf8())
        line.key("bodyText").text(body);
    else
        line.key("bodyBase64").text(body.toBase64());
}

void writeResources(LineWriter& line, const QList<ResourceRecord>& resources)
{
    line.key("resources").startArray();
    for (const ResourceRecord& resource : resources) {
        line.startObject();
        line.key("delivery").number(resource.delivery);
        line.key("fetchedAt").text(utcText(resource.fetchedAt));
        line.key("url").text(resource.url);
        line.key("status").number(resource.status);
        line.key("millis").number(resource.millis);
        line.key("attempts").number(resource.attempts);
        line.key("correlationId").text(resource.correlationId.isEmpty() ? QString() : resource.correlationId);
        writeExactBody(line, resource.body);
        if (!resource.isFetched())
            writeFetchError(line, resource.errorStep, resource.errorMessage);
        line.endObject();
    }
    line.endArray();
}

/// Where a delivery's size is told, it is that of what stands in the capture.
void setContentLength(HeaderList& headers, const QByteArray& before, const QByteArray& body)
{
    for (Header& header : headers) {
        if (isNamed(header, "Content-Length") && header.value == QByteArray::number(before.size()))
            header.value = QByteArray::number(body.size());
    }
}

} // namespace

CaptureFormat::CaptureFormat(const CaptureOptions& options, qint64 nowUtcMillis)
    : m_manifest{captureVersion, QStringLiteral("kaunt-monitor " KAUNT_VERSION), nowUtcMillis, options.isRedacted,
                 CaptureSecrets::made()}
    , m_resigning(options.known, m_manifest.secrets)
    , m_standIns(options.isRedacted ? std::make_unique<StandIns>() : nullptr)
{
}

QByteArray CaptureFormat::beginning() const
{
    LineWriter line;
    line.key("type").text(QByteArray("capture"));
    line.key("version").number(m_manifest.version);
    line.key("madeBy").text(m_manifest.madeBy);
    line.key("madeAt").text(utcText(m_manifest.madeAt));
    line.key("redacted").truth(m_manifest.isRedacted);
    line.key("secrets").startObject();
    line.key("own").text(m_manifest.secrets.own);
    line.key("retired").text(m_manifest.secrets.retired);
    line.key("other").text(m_manifest.secrets.other);
    line.endObject();
    return line.line() + '\n';
}

QByteArray CaptureFormat::ending() const
{
    LineWriter line;
    line.key("type").text(QByteArray("end"));
    line.key("deliveries").number(m_counts.deliveries);
    return line.line() + '\n';
}

FormatBounds CaptureFormat::bounds() const
{
    const CaptureBounds bounds;
    return {bounds.deliveries, bounds.lineBytes, bounds.fileBytes};
}

std::optional<CaptureCounts> CaptureFormat::captured() const
{
    CaptureCounts counts = m_counts;
    if (m_standIns)
        counts.replaced = m_standIns->counts();
    return counts;
}

/// All deliveries of an event have what was fetched for any of them.
void CaptureFormat::count(const QList<ResourceRecord>& resources)
{
    for (const ResourceRecord& resource : resources) {
        if (m_countedFetches.contains(resource.id))
            continue;
        m_countedFetches.insert(resource.id);
        ++(resource.isFetched() ? m_counts.resources : m_counts.failedFetches);
    }
}

void CaptureFormat::setContents(const DeliveryRecord& asCame, DeliveryRecord& kept) const
{
    DeliverySummary& summary = kept.summary;
    if (!asCame.isBodyCut()) {
        summary.bodyBytes = kept.body.size();
        summary.bodySha256 = sha256(kept.body).toHex();
        setContentLength(kept.headers, asCame.body, kept.body);
    }
    if (!summary.event)
        return;
    // What was announced, in the words of the body that stands there now.
    if (const auto event = readWebhookPayload(kept.body).event)
        summary.event = event;
}

void CaptureFormat::look(const ExportedDelivery& delivery)
{
    DeliveryRecord record = delivery.record;
    QList<ResourceRecord> resources = delivery.resources;
    putStandIns(record, resources, *m_standIns);
    m_standIns->forgetCounts();
}

QByteArray CaptureFormat::delivery(const ExportedDelivery& delivery)
{
    DeliveryRecord kept = delivery.record;
    QList<ResourceRecord> resources = delivery.resources;
    if (m_standIns)
        putStandIns(kept, resources, *m_standIns);
    m_resigning.replaceSignatures(kept, resources);
    setContents(delivery.asCame, kept);
    ++m_counts.deliveries;
    count(resources);
    ++m_counts.outcomes[m_resigning.sign(delivery.asCame, kept)];
    m_resigning.replaceSignatures(kept, resources);
    LineWriter line;
    writeDelivery(line, kept.summary);
    writeContents(line, kept);
    writeResources(line, resources);
    return line.line() + '\n';
}

} // namespace kaunt
