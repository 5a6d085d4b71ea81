// SPDX-License-Identifier: MIT
#include "tests/ui/samplerecords.h"

#include "core/api/fetcherror.h"
#include "core/sending/deliverysender.h"
#include "core/simulator/samples.h"
#include "core/webhook/signatureverifier.h"

#include <QCryptographicHash>
#include <QUrl>

namespace kaunt::test {

namespace {

DeliveryRecord record(const QByteArray& body, const HeaderList& headers)
{
    DeliveryRecord made;
    made.method = "POST";
    made.target = "/webhooks/kaunt";
    made.headers = {{"Host", "127.0.0.1:8787"}};
    made.headers += headers;
    made.body = body;
    const SignatureCheck check = verifySignature(body, headerValues(headers, signatureHeaderName), sampleSecrets());
    DeliverySummary& summary = made.summary;
    summary.number = 17;
    summary.endpoint = QStringLiteral("default");
    summary.receivedAt = sampleTime;
    summary.peer = QStringLiteral("127.0.0.1");
    summary.verdict = check.verdict;
    summary.encoding = check.encoding;
    summary.secretName = check.secretName;
    summary.bodyBytes = body.size();
    summary.bodySha256 = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    summary.storedMicros = 310;
    const bool isVerified = check.verdict == Verdict::Verified;
    summary.status = isVerified ? 200 : 401;
    if (isVerified) {
        const WebhookPayload payload = readWebhookPayload(body);
        summary.event = payload.event;
        summary.notes = payload.notes;
    } else {
        summary.diagnosis = diagnoseHeader(made.headers, check);
    }
    return made;
}

} // namespace

QList<SigningSecret> sampleSecrets()
{
    return {{QStringLiteral("current"), sampleSecret, false}, {QStringLiteral("before"), "whsec-of-before", true}};
}

DeliveryRecord verifiedRecord(const QString& eventType)
{
    const QUrl apiBase(QStringLiteral("https://api.kaunt.com"));
    const QByteArray body = webhookBody(sampleEvent(eventType, apiBase, sampleSeed));
    return record(body, signedHeaders(body, sampleSecret));
}

DeliveryRecord mismatchRecord(const QByteArray& body)
{
    return record(body, signedHeaders(body, "another secret"));
}

DeliveryRecord malformedRecord(const QByteArray& body, const QByteArray& signature)
{
    return record(body, {{signatureHeaderName, signature}});
}

ResourceRecord fetchedRecord(const DeliveryRecord& delivery, const QByteArray& answer)
{
    ResourceRecord fetched;
    fetched.id = 1;
    fetched.delivery = delivery.summary.number;
    fetched.fetchedAt = sampleTime + 60'000;
    fetched.url = delivery.summary.event->url;
    fetched.status = 200;
    fetched.millis = 120;
    fetched.attempts = 1;
    fetched.body = answer;
    fetched.correlationId = sampleRequestId(sampleSeed);
    return fetched;
}

ResourceRecord failedFetch(const DeliveryRecord& delivery, int status, const QByteArray& answer, const QString& message)
{
    ResourceRecord failed = fetchedRecord(delivery, answer);
    failed.id = 2;
    failed.status = status;
    failed.errorStep = fetchStepCode(FetchError::Step::Status);
    failed.errorMessage = message;
    return failed;
}

} // namespace kaunt::test
