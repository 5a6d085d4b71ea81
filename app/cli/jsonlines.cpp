// SPDX-License-Identifier: MIT
#include "app/cli/jsonlines.h"

#include "core/webhook/jsonvalue.h"

#include <QDateTime>
#include <QJsonDocument>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace kaunt {

namespace {

/// Writes one object with its keys in the order in which they are given, which QJsonObject would sort.
class LineWriter {
public:
    LineWriter() { m_writer.StartObject(); }

    LineWriter& key(const char* name)
    {
        m_writer.Key(name);
        return *this;
    }
    void text(const QByteArray& utf8)
    {
        m_writer.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
    }
    void text(const QString& value)
    {
        if (value.isNull())
            m_writer.Null();
        else
            text(value.toUtf8());
    }
    void number(qint64 value) { m_writer.Int64(value); }
    void numberOrNull(qint64 value)
    {
        if (value < 0)
            m_writer.Null();
        else
            m_writer.Int64(value);
    }
    void null() { m_writer.Null(); }
    void raw(const QByteArray& json, rapidjson::Type type)
    {
        m_writer.RawValue(json.constData(), static_cast<size_t>(json.size()), type);
    }
    void startObject() { m_writer.StartObject(); }
    void endObject() { m_writer.EndObject(); }
    void startArray() { m_writer.StartArray(); }
    void endArray() { m_writer.EndArray(); }

    QByteArray line()
    {
        m_writer.EndObject();
        return QByteArray(m_buffer.GetString(), static_cast<qsizetype>(m_buffer.GetSize()));
    }

private:
    rapidjson::StringBuffer m_buffer;
    rapidjson::Writer<rapidjson::StringBuffer> m_writer{m_buffer};
};

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

void writeDelivery(LineWriter& line, const DeliverySummary& delivery)
{
    line.key("type").text(QByteArray("delivery"));
    line.key("delivery").number(delivery.number);
    line.key("receivedAt").text(utcText(delivery.receivedAt));
    line.key("endpoint").text(delivery.endpoint);
    line.key("peer").text(delivery.peer);
    line.key("status").number(delivery.status);
    line.key("verdict").text(verdictCode(delivery.verdict));
    writeEncoding(line, delivery.encoding);
    line.key("attempt").number(delivery.attempt);
    line.key("bodyBytes").number(delivery.bodyBytes);
    line.key("bodySha256").text(delivery.bodySha256);
    writeEvent(line, delivery.event);
    line.key("notes").startArray();
    for (const QString& note : delivery.notes)
        line.text(note);
    line.endArray();
    line.key("storedMicros").numberOrNull(delivery.storedMicros);
    if (delivery.verdict != Verdict::Verified)
        writeDiagnosis(line, delivery.diagnosis);
}

void writeBody(LineWriter& line, const QByteArray& body)
{
    if (QByteArrayView(body).isValidUtf8())
        line.key("body").text(body);
    else
        line.key("bodyBase64").text(body.toBase64());
}

/// As received; a line feed can only be white space between tokens there, and would end the line.
void writeResourceBody(LineWriter& line, const QByteArray& body)
{
    line.key("body");
    const Result<JsonValue, JsonError> value = parseJson(body);
    if (!value) {
        line.text(QString::fromUtf8(body));
        return;
    }
    QByteArray flat = body.trimmed();
    flat.replace('\n', ' ').replace('\r', ' ');
    line.raw(flat, value->isArray() ? rapidjson::kArrayType : rapidjson::kObjectType);
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
    line.key("error").startObject();
    line.key("step").text(resource.errorStep);
    line.key("message").text(message.isNull() ? QStringLiteral("") : message);
    line.endObject();
}

} // namespace

QByteArray utcText(qint64 utcMillis)
{
    return QDateTime::fromMSecsSinceEpoch(utcMillis, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

QByteArray listeningLine(const QUrl& url, const QString& endpoint)
{
    LineWriter line;
    line.key("type").text(QByteArray("listening"));
    line.key("url").text(url.toString());
    line.key("endpoint").text(endpoint);
    return line.line();
}

QByteArray deliveryLine(const DeliverySummary& delivery)
{
    LineWriter line;
    writeDelivery(line, delivery);
    return line.line();
}

QByteArray wholeDeliveryLine(const DeliveryRecord& delivery, const QList<DeliverySummary>& attempts,
                             const QList<ResourceRecord>& resources)
{
    LineWriter line;
    writeDelivery(line, delivery.summary);
    line.key("headers").startArray();
    for (const Header& header : delivery.headers) {
        line.startArray();
        line.text(QString::fromLatin1(header.name));
        line.text(QString::fromLatin1(header.value));
        line.endArray();
    }
    line.endArray();
    writeBody(line, delivery.body);
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
    return line.line();
}

QByteArray verificationLine(const SignatureCheck& check, const std::optional<Diagnosis>& diagnosis)
{
    LineWriter line;
    line.key("verdict").text(verdictCode(check.verdict));
    writeEncoding(line, check.encoding);
    writeDiagnosis(line, diagnosis);
    return line.line();
}

QByteArray resourceLine(const ResourceRecord& resource, const QString& message)
{
    LineWriter line;
    line.key("type").text(QByteArray("resource"));
    line.key("delivery").number(resource.delivery);
    writeResource(line, resource, message);
    return line.line();
}

QByteArray sentLine(quint64 id, const QUrl& target, const SendOutcome& outcome)
{
    LineWriter line;
    line.key("type").text(QByteArray("sent"));
    line.key("number").number(static_cast<qint64>(id));
    line.key("url").text(target.toString());
    line.key("attempt").number(outcome.attempts);
    line.key("status").number(outcome.status);
    line.key("millis").number(outcome.millis);
    line.key("answer").text(QString::fromUtf8(outcome.answer));
    line.key("error").text(outcome.errorText.isEmpty() ? QString() : outcome.errorText);
    return line.line();
}

QByteArray simulatingLine(const QUrl& apiBase)
{
    LineWriter line;
    line.key("type").text(QByteArray("simulating"));
    line.key("apiBase").text(apiBase.toString());
    return line.line();
}

QByteArray servedLine(const WebhookEvent& event)
{
    LineWriter line;
    line.key("type").text(QByteArray("served"));
    writeEvent(line, event);
    return line.line();
}

QByteArray deliveredLine(const WebhookEvent& event, const QUrl& target, const SendOutcome& outcome)
{
    LineWriter line;
    line.key("type").text(QByteArray("delivered"));
    line.key("url").text(target.toString());
    line.key("attempt").number(outcome.attempts);
    line.key("status").number(outcome.status);
    line.key("millis").number(outcome.millis);
    writeEvent(line, event);
    return line.line();
}

} // namespace kaunt
