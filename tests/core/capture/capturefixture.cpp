// SPDX-License-Identifier: MIT
#include "tests/core/capture/capturefixture.h"

#include "core/sending/deliverysender.h"
#include "core/simulator/faults.h"
#include "core/webhook/signatureverifier.h"
#include "tests/core/storage/logfixture.h"

#include <QBuffer>
#include <QFile>

namespace kaunt::test {

QList<EndpointSecrets> captureTestSecrets()
{
    return {{QStringLiteral("default"),
             {{QStringLiteral("current"), captureTestSecret, false}, {QStringLiteral("old"), retiredTestSecret, true}}},
            {QStringLiteral("second"), {{QStringLiteral("its own"), otherTestSecret, false}}}};
}

QByteArray captureTestBody(const QString& id)
{
    return "{\"Id\":\"" + id.toUtf8() +
           "\",\"Url\":\"https://api.kaunt.com/v1/tenants/4f0c0b52-0000-4000-8000-000000000001/companies/"
           "Nordlys%20A%2FS/invoicecodingproposals/" +
           id.toUtf8() +
           "\",\"TenantId\":\"4f0c0b52-0000-4000-8000-000000000001\",\"CompanyName\":\"Nordlys A/S\","
           "\"CorrelationId\":\"9a1d0b52-0000-4000-8000-000000000002\","
           "\"EventType\":\"InvoiceCodingProposalProcessingCompleted\"}";
}

Delivery received(const QByteArray& body, const HeaderList& headers, const QList<KnownSignature>& verified)
{
    const QList<EndpointSecrets> secrets = captureTestSecrets();
    Delivery delivery;
    delivery.endpoint = QStringLiteral("default");
    delivery.receivedAt = 1'769'864'531'123;
    delivery.peer = QStringLiteral("203.0.113.77");
    delivery.method = "POST";
    delivery.target = "/webhooks/kaunt";
    delivery.headers = headers;
    delivery.body = body;
    delivery.signature = verifySignature(body, headerValues(headers, signatureHeaderName), secrets.at(0).secrets);
    const bool isVerified = delivery.signature.verdict == Verdict::Verified;
    delivery.status = isVerified ? 200 : 401;
    if (isVerified) {
        const WebhookPayload payload = readWebhookPayload(body);
        delivery.event = payload.event;
        delivery.notes = payload.notes;
    } else {
        delivery.diagnosis = examineRefusal({delivery.method, delivery.target, headers, body, delivery.signature},
                                            {secrets.at(0).secrets, {secrets.at(1)}, verified})
                                 .diagnosis;
    }
    return delivery;
}

Delivery receivedSigned(const QByteArray& body, const HeaderList& more)
{
    return received(body, signedHeaders(body, captureTestSecret) + more);
}

Delivery receivedFaulty(const QString& kind)
{
    const auto faulty = faultyDelivery(kind, captureTestBody(), captureTestSecret);
    return faulty ? received(faulty->body, faulty->headers) : Delivery();
}

CapturedLog::CapturedLog()
    : m_folder(std::make_unique<QTemporaryDir>())
    , m_log(openLog(m_folder->filePath(QStringLiteral("log")), {}, m_clock))
    , m_queries(openQueries(m_folder->filePath(QStringLiteral("log")), m_clock))
{
}

QByteArray CapturedLog::exported(ExportFormat format, bool isRedacted, ExportProgress* progress)
{
    ExportRequest request;
    request.format = format;
    request.query.withMisdirected = true;
    request.secrets = {captureTestSecret, otherTestSecret, retiredTestSecret};
    request.capture = {isRedacted, captureTestSecrets()};
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    LogExport exporting(request, m_clock, &buffer);
    while (true) {
        const auto done = exporting.advance(*m_queries, std::chrono::milliseconds(20));
        if (!done)
            return {};
        if (progress)
            *progress = *done;
        if (done->isFinished)
            return buffer.data();
    }
}

void CapturedLog::write(const QString& name, const QByteArray& bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can't be written", qPrintable(name));
}

std::unique_ptr<LogQueries> CapturedLog::queriesOf(const QString& folder) const
{
    return openQueries(folder, m_clock);
}

} // namespace kaunt::test
