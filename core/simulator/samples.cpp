// SPDX-License-Identifier: MIT
#include "core/simulator/samples.h"

#include "core/simulator/answerwriter.h"
#include "core/simulator/sampleinvoice.h"

#include <QRandomGenerator>
#include <QUuid>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

/// A version 4 UUID (RFC 9562 section 5.4) out of the given numbers.
QString uuid(QRandomGenerator& random)
{
    std::array<quint32, 4> words{};
    random.generate(words.begin(), words.end());
    const auto byte = [&words](int index) { return static_cast<uchar>(words[3] >> (8 * index)); };
    const QUuid id(words[0], static_cast<ushort>(words[1]), static_cast<ushort>((words[1] >> 16 & 0x0FFF) | 0x4000),
                   static_cast<uchar>((words[2] & 0x3F) | 0x80), static_cast<uchar>(words[2] >> 8),
                   static_cast<uchar>(words[2] >> 16), static_cast<uchar>(words[2] >> 24), byte(0), byte(1), byte(2),
                   byte(3));
    return id.toString(QUuid::WithoutBraces);
}

/// Only the proposals' path is documented; the others are made up in its manner.
QString resourcePath(EventKind kind)
{
    switch (kind) {
    case EventKind::DocumentReady:
    case EventKind::DocumentFailed:
        return u"documentai/documents"_s;
    case EventKind::ModelReady:
        return u"models"_s;
    default:
        return u"invoicecodingproposals"_s;
    }
}

QByteArray sampleModelAnswer(const WebhookEvent& event, quint32 seed)
{
    AnswerWriter out;
    out.beginAnswer(sampleRequestId(seed));
    out.text("id", event.id);
    out.text("companyName", event.companyName);
    out.truth("simulated", true);
    out.endAnswer();
    return out.result();
}

} // namespace

QByteArray webhookBody(const WebhookEvent& event)
{
    AnswerWriter out;
    out.beginObject();
    out.text("Id", event.id);
    out.text("Url", event.url);
    out.text("TenantId", event.tenantId);
    out.text("CompanyName", event.companyName);
    out.text("CorrelationId", event.correlationId);
    out.text("EventType", event.eventType);
    out.endObject();
    return out.result();
}

WebhookEvent sampleEvent(const QString& eventType, const QUrl& apiBase, quint32 seed)
{
    QRandomGenerator random(seed);
    const auto& companies = sampleCompanies();
    const SampleCompany& company = companies.at(random.bounded(static_cast<int>(companies.size())));
    WebhookEvent event;
    event.eventType = eventType;
    event.tenantId = company.tenantId;
    event.companyName = company.name;
    event.correlationId = uuid(random);
    // Of one request several events come; each has an id of its own.
    random.discard(4 * static_cast<unsigned long long>(knownEventTypes().indexOf(eventType) + 1));
    event.id = uuid(random);
    QString base = apiBase.toString(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    event.url = base + u"/v1/tenants/"_s + event.tenantId + u"/companies/"_s + event.companyName + u'/' +
                resourcePath(event.kind()) + u'/' + event.id;
    return event;
}

QByteArray sampleAnswer(const WebhookEvent& event, quint32 seed)
{
    switch (event.kind()) {
    case EventKind::DocumentReady:
    case EventKind::DocumentFailed:
        return sampleDocumentAnswer(event, seed);
    case EventKind::ModelReady:
        return sampleModelAnswer(event, seed);
    case EventKind::ProposalFailed:
        return sampleFailedProposalAnswer(event, seed);
    default:
        return sampleProposalAnswer(event, seed);
    }
}

QString sampleRequestId(quint32 seed)
{
    QRandomGenerator random(seed + 1);
    random.discard(100);
    return uuid(random);
}

} // namespace kaunt
