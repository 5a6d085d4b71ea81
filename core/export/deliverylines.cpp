// SPDX-License-Identifier: MIT
#include "core/export/deliverylines.h"

#include "core/export/linewriter.h"
#include "core/storage/refusalseries.h"
#include "core/urltext.h"
#include "core/webhook/jsonvalue.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QStringBuilder>

namespace kaunt {

namespace {

void writeBody(LineWriter& line, const QByteArray& body)
{
    if (QByteArrayView(body).isValidUtf8())
        line.key("body").text(body);
    else
        line.key("bodyBase64").text(body.toBase64());
}

/// As received, but for a mark in front that no line can have within it; a line feed can only be white space between
/// tokens there, and would end the line.
void writeResourceBody(LineWriter& line, const QByteArray& body)
{
    line.key("body");
    const Result<JsonValue, JsonError> value = parseJson(body);
    if (!value) {
        line.text(QString::fromUtf8(body));
        return;
    }
    QByteArray flat = body.sliced(value->offset, value->length);
    flat.replace('\n', ' ').replace('\r', ' ');
    line.raw(flat, value->isArray() ? rapidjson::kArrayType : rapidjson::kObjectType);
}

void writeForwards(LineWriter& line, const QList<ForwardRecord>& forwards, const WriteMore& more)
{
    if (forwards.isEmpty())
        return;
    line.key("forwards").startArray();
    for (const ForwardRecord& forward : forwards) {
        line.startObject();
        writeForward(line, forward);
        if (more)
            more(line, forward);
        line.endObject();
    }
    line.endArray();
}

void writeMoment(LineWriter& line, const char* key, qint64 delivery, qint64 receivedAt)
{
    line.key(key).startObject();
    line.key("delivery").number(delivery);
    line.key("receivedAt").text(utcText(receivedAt));
}

void writeSeries(LineWriter& line, const RefusalSeries& series)
{
    line.key("series").startObject();
    line.key("refused").number(series.refused);
    writeMoment(line, "since", series.first.delivery, series.first.receivedAt);
    line.endObject();
    if (series.verified) {
        writeMoment(line, "lastVerified", series.verified->summary.number, series.verified->summary.receivedAt);
        line.key("secret").text(series.verified->summary.secretName);
        line.endObject();
    } else {
        line.key("lastVerified").null();
    }
    if (series.verifiedAgain) {
        writeMoment(line, "verifiedAgain", series.verifiedAgain->delivery, series.verifiedAgain->receivedAt);
        line.endObject();
    }
    line.key("headers").startArray();
    for (const HeaderChange& change : series.changes) {
        line.startObject();
        line.key("header").text(change.header);
        line.key("change").text(headerChangeCode(change.kind));
        line.key("was").text(change.was);
        line.key("is").text(change.is);
        line.endObject();
    }
    line.endArray();
    line.endObject();
}

} // namespace

void writeDelivery(LineWriter& line, const DeliverySummary& delivery)
{
    line.key("type").text(QByteArrayView("delivery"));
    line.key("delivery").number(delivery.number);
    line.key("receivedAt").text(utcText(delivery.receivedAt));
    const bool isRead = delivery.isBodyRead();
    line.key("endpoint").text(isRead || !delivery.endpoint.isEmpty() ? delivery.endpoint : QString());
    line.key("peer").text(delivery.peer);
    line.key("status").number(delivery.status);
    line.key("verdict").text(verdictCode(delivery.verdict));
    writeEncoding(line, delivery.encoding);
    line.key("attempt").number(delivery.attempt);
    line.key("bodyBytes").numberOrNull(isRead ? delivery.bodyBytes : -1);
    line.key("bodySha256");
    if (isRead && !delivery.bodySha256.isNull())
        line.text(delivery.bodySha256);
    else
        line.null();
    writeEvent(line, delivery.event);
    line.key("notes").startArray();
    for (const QString& note : delivery.notes)
        line.text(note);
    line.endArray();
    line.key("storedMicros").numberOrNull(delivery.storedMicros);
    if (delivery.verdict != Verdict::Verified)
        writeDiagnosis(line, delivery.diagnosis);
    if (delivery.isMarked)
        line.key("mark").truth(true);
    if (!delivery.note.isEmpty())
        line.key("note").text(delivery.note);
}

void writeContents(LineWriter& line, const DeliveryRecord& delivery)
{
    line.key("method").text(QString::fromLatin1(delivery.method));
    line.key("target").text(QString::fromLatin1(delivery.target));
    line.key("headers").startArray();
    for (const Header& header : delivery.headers) {
        line.startArray();
        line.text(QString::fromLatin1(header.name));
        line.text(QString::fromLatin1(header.value));
        line.endArray();
    }
    line.endArray();
    if (delivery.summary.isBodyRead())
        writeBody(line, delivery.body);
    else
        line.key("body").null();
}

void writeFetchError(LineWriter& line, const QString& step, const QString& message, const QString& correlationId)
{
    line.key("error").startObject();
    line.key("step").text(step);
    line.key("message").text(message.isNull() ? QStringLiteral("") : message);
    if (!correlationId.isEmpty())
        line.key("correlationId").text(correlationId);
    line.endObject();
}

void writeForward(LineWriter& line, const ForwardRecord& forward)
{
    const QUrl target(forward.target); // which the log has as it is read
    line.key("url").text(target.isValid() ? urlText(target) : forward.target);
    line.key("finishedAt").text(utcText(forward.finishedAt));
    line.key("attempts").number(forward.attempts);
    line.key("status").number(forward.status);
    line.key("millis").number(forward.millis);
    line.key("answer").text(QString::fromUtf8(forward.answer));
    line.key("error").text(forward.noAnswer.text());
}

void writeEncoding(LineWriter& line, const std::optional<SignatureEncoding>& encoding)
{
    line.key("encoding").text(encoding ? encodingCode(*encoding) : QString());
}

void writeDiagnosis(LineWriter& line, const std::optional<Diagnosis>& diagnosis)
{
    line.key("diagnosis");
    if (!diagnosis) {
        line.null();
        return;
    }
    line.startObject();
    line.key("cause").text(diagnosis->cause);
    line.key("detail").raw(QJsonDocument(diagnosis->detail).toJson(QJsonDocument::Compact), rapidjson::kObjectType);
    line.endObject();
}

void writeEvent(LineWriter& line, const std::optional<WebhookEvent>& event)
{
    line.key("event");
    if (!event) {
        line.null();
        return;
    }
    line.startObject();
    line.key("id").text(event->id);
    line.key("eventType").text(event->eventType);
    line.key("tenantId").text(event->tenantId);
    line.key("companyName").text(event->companyName);
    line.key("correlationId").text(event->correlationId);
    line.key("url").text(event->url);
    line.endObject();
}

void writeResource(LineWriter& line, const ResourceRecord& resource, const QString& message)
{
    line.key("status").number(resource.status);
    line.key("millis").number(resource.millis);
    line.key("attempts").number(resource.attempts);
    if (resource.isFetched()) {
        writeResourceBody(line, resource.body);
        return;
    }
    writeFetchError(line, resource.errorStep, message, resource.correlationId);
}

QByteArray utcText(qint64 utcMillis)
{
    // Up to the second it is mostly that of the delivery before, and making it costs a third of a line.
    constexpr qint64 perSecond = 1'000;
    const qint64 millis = (utcMillis % perSecond + perSecond) % perSecond;
    thread_local qint64 second = -1; // in milliseconds, as is the other
    thread_local QByteArray start;
    if (second != utcMillis - millis) {
        second = utcMillis - millis;
        start = QDateTime::fromMSecsSinceEpoch(second, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
        start.chop(4);
    }
    if (start.isEmpty()) // ISO 8601 has no years of five digits
        return start;
    const auto digit = [millis](qint64 place) { return static_cast<char>('0' + millis / place % 10); };
    return start % digit(100) % digit(10) % digit(1) % 'Z';
}

QByteArray deliveryLine(const DeliverySummary& delivery)
{
    LineWriter line;
    writeDelivery(line, delivery);
    return line.line();
}

QByteArray wholeDeliveryLine(const DeliveryRecord& delivery, const QList<DeliverySummary>& attempts,
                             const QList<ResourceRecord>& resources, const QList<ForwardRecord>& forwards,
                             const RefusalSeries* series, const WriteMore& moreOfForward)
{
    LineWriter line;
    writeDelivery(line, delivery.summary);
    writeContents(line, delivery);
    line.key("attempts").startArray();
    for (const DeliverySummary& attempt : attempts) {
        line.startObject();
        line.key("delivery").number(attempt.number);
        line.key("attempt").number(attempt.attempt);
        line.key("receivedAt").text(utcText(attempt.receivedAt));
        line.key("status").number(attempt.status);
        line.key("storedMicros").numberOrNull(attempt.storedMicros);
        line.endObject();
    }
    line.endArray();
    line.key("resources").startArray();
    for (const ResourceRecord& resource : resources) {
        line.startObject();
        line.key("delivery").number(resource.delivery);
        line.key("fetchedAt").text(utcText(resource.fetchedAt));
        line.key("url").text(resource.url);
        writeResource(line, resource, resource.errorMessage);
        line.endObject();
    }
    line.endArray();
    writeForwards(line, forwards, moreOfForward);
    if (series && series->refused > 0)
        writeSeries(line, *series);
    return line.line();
}

} // namespace kaunt
