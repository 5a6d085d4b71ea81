// SPDX-License-Identifier: MIT
#include "core/webhook/deliverytexts.h"

#include <QJsonArray>

namespace kaunt {

namespace {

using Kind = TextPlace::Kind;

void visit(const TextVisitor& visitor, const TextPlace& place, QByteArray& text)
{
    if (!text.isEmpty())
        visitor(place, text);
}

void visit(const TextVisitor& visitor, const TextPlace& place, QString& text)
{
    if (text.isEmpty())
        return;
    const QByteArray before = text.toUtf8();
    QByteArray bytes = before;
    visitor(place, bytes);
    if (bytes != before)
        text = QString::fromUtf8(bytes);
}

QJsonValue visited(const TextVisitor& visitor, const TextPlace& place, const QJsonValue& value)
{
    if (value.isString()) {
        QString text = value.toString();
        visit(visitor, place, text);
        return text;
    }
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            array[i] = visited(visitor, place, array.at(i));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            *member = visited(visitor, {place.kind, member.key().toUtf8()}, member.value());
        return object;
    }
    return value;
}

void visitHeaders(const TextVisitor& visitor, HeaderList& headers)
{
    for (auto& [name, value] : headers) {
        const QByteArray called = name;
        visit(visitor, {Kind::HeaderName, {}}, name);
        visit(visitor, {Kind::HeaderValue, called}, value);
    }
}

void visitEvent(const TextVisitor& visitor, WebhookEvent& event)
{
    auto& [id, url, tenantId, companyName, correlationId, eventType] = event;
    visit(visitor, {Kind::EventField, "id"}, id);
    visit(visitor, {Kind::EventField, "url"}, url);
    visit(visitor, {Kind::EventField, "tenantId"}, tenantId);
    visit(visitor, {Kind::EventField, "companyName"}, companyName);
    visit(visitor, {Kind::EventField, "correlationId"}, correlationId);
    visit(visitor, {Kind::EventField, "eventType"}, eventType);
}

void visitSummary(const TextVisitor& visitor, DeliverySummary& summary)
{
    auto& [number, endpoint, receivedAt, peer, status, verdict, encoding, secretName, attempt, attempts, bodyBytes,
           bodySha256, event, notes, diagnosis, storedMicros, previousOfEvent, resource, isMarked, remark] = summary;
    visit(visitor, {Kind::Endpoint, {}}, endpoint);
    visit(visitor, {Kind::Peer, {}}, peer);
    visit(visitor, {Kind::SecretName, {}}, secretName);
    if (event)
        visitEvent(visitor, *event);
    for (QString& note : notes)
        visit(visitor, {Kind::Note, {}}, note);
    if (diagnosis) {
        auto& [cause, detail] = *diagnosis;
        detail = visited(visitor, {Kind::Detail, {}}, detail).toObject();
    }
    visit(visitor, {Kind::Remark, {}}, remark);
}

void visitResource(const TextVisitor& visitor, ResourceRecord& record)
{
    auto& [id, delivery, fetchedAt, url, status, millis, attempts, body, correlationId, errorStep, errorMessage] =
        record;
    visit(visitor, {Kind::ResourceBody, {}}, body);
    visit(visitor, {Kind::ResourceUrl, {}}, url);
    visit(visitor, {Kind::CorrelationId, {}}, correlationId);
    visit(visitor, {Kind::ErrorStep, {}}, errorStep);
    visit(visitor, {Kind::ErrorMessage, {}}, errorMessage);
}

} // namespace

void visitTexts(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const TextVisitor& visitor)
{
    auto& [summary, method, target, headers, body] = delivery;
    visit(visitor, {Kind::Body, {}}, body);
    for (ResourceRecord& resource : resources)
        visitResource(visitor, resource);
    visitSummary(visitor, summary);
    visit(visitor, {Kind::Method, {}}, method);
    visit(visitor, {Kind::Target, {}}, target);
    visitHeaders(visitor, headers);
}

} // namespace kaunt
