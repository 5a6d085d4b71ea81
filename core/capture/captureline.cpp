// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"

#include "core/capture/redactedtext.h"
#include "core/sha256.h"
#include "core/webhook/jsonvalue.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace kaunt {

namespace {

constexpr int deepestLine = 600; ///< a resource may be deep itself
constexpr qint64 largestNumber = qint64{1} << 53;
constexpr int highestStatus = 999;

/// Takes fields out of an object of a line. What is missing or wrong is remembered, the first of it.
class Fields {
public:
    Fields(const QByteArray& line, const JsonValue& object, QString path, QString& flaw)
        : m_line(line)
        , m_object(object)
        , m_path(std::move(path))
        , m_flaw(flaw)
    {
    }

    void refuse(const char* key)
    {
        if (m_flaw.isEmpty())
            m_flaw = m_path + QLatin1String(key);
    }
    /// Null where it is absent or null; a flaw where it has another type.
    const JsonValue* find(const char* key, JsonValue::Type type, bool isNeeded = false)
    {
        const JsonValue* value = m_object.find(QString::fromLatin1(key));
        const bool isThere = value && !value->isNull();
        if ((isThere && value->type != type) || (!isThere && isNeeded))
            refuse(key);
        return isThere && value->type == type ? value : nullptr;
    }
    /// None where it is no array.
    const std::vector<JsonValue>& elements(const char* key, bool isNeeded = false)
    {
        static const std::vector<JsonValue> none;
        const JsonValue* list = find(key, JsonValue::Type::Array, isNeeded);
        return list ? list->elements : none;
    }
    QString text(const char* key, bool isNeeded = false)
    {
        const JsonValue* value = find(key, JsonValue::Type::String, isNeeded);
        return value ? value->text : QString();
    }
    qint64 number(const char* key, qint64 least, qint64 most, std::optional<qint64> otherwise = {})
    {
        const JsonValue* value = find(key, JsonValue::Type::Number, !otherwise);
        if (!value)
            return otherwise.value_or(least);
        bool isNumber = false;
        const qint64 found = value->text.toLongLong(&isNumber);
        if (!isNumber || found < least || found > most)
            refuse(key);
        return found;
    }
    qint64 time(const char* key)
    {
        const QDateTime time = QDateTime::fromString(text(key, true), Qt::ISODateWithMs);
        if (!time.isValid() || time.timeSpec() == Qt::LocalTime) // which is another time elsewhere
            refuse(key);
        return time.isValid() ? time.toMSecsSinceEpoch() : 0;
    }
    QByteArray base64(const char* key)
    {
        const auto decoded =
            QByteArray::fromBase64Encoding(text(key).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            refuse(key);
        return decoded.decoded;
    }
    [[nodiscard]] bool has(const char* key) const { return m_object.find(QString::fromLatin1(key)) != nullptr; }
    QByteArray source(const JsonValue& value) const { return m_line.mid(value.offset, value.length); }
    Fields inner(const JsonValue& object, const QString& path) { return {m_line, object, m_path + path, m_flaw}; }

private:
    const QByteArray& m_line;
    const JsonValue& m_object;
    QString m_path;
    QString& m_flaw;
};

QByteArray keyOf(Fields& secrets, const char* name)
{
    constexpr qsizetype length = 64;
    QByteArray key = secrets.text(name, true).toLatin1();
    if (key.size() != length || QByteArray::fromHex(key).toHex() != key)
        secrets.refuse(name);
    return key;
}

CaptureManifest manifestOf(Fields& fields)
{
    CaptureManifest manifest;
    manifest.version = static_cast<int>(fields.number("version", 1, std::numeric_limits<int>::max()));
    if (manifest.version > captureVersion)
        return manifest; // what else it has is not known here
    manifest.madeBy = fields.text("madeBy");
    manifest.madeAt = fields.time("madeAt");
    const JsonValue* isRedacted = fields.find("redacted", JsonValue::Type::Bool, true);
    manifest.isRedacted = isRedacted && isRedacted->boolean;
    if (const JsonValue* secrets = fields.find("secrets", JsonValue::Type::Object, true)) {
        Fields keys = fields.inner(*secrets, QStringLiteral("secrets."));
        manifest.secrets = {keyOf(keys, "own"), keyOf(keys, "retired"), keyOf(keys, "other")};
    }
    return manifest;
}

std::optional<WebhookEvent> eventOf(Fields& fields)
{
    const JsonValue* event = fields.find("event", JsonValue::Type::Object);
    if (!event)
        return std::nullopt;
    Fields inner = fields.inner(*event, QStringLiteral("event."));
    return WebhookEvent{inner.text("id"),          inner.text("url"),           inner.text("tenantId"),
                        inner.text("companyName"), inner.text("correlationId"), inner.text("eventType")};
}

std::optional<Diagnosis> diagnosisOf(Fields& fields)
{
    const JsonValue* diagnosis = fields.find("diagnosis", JsonValue::Type::Object);
    if (!diagnosis)
        return std::nullopt;
    Fields inner = fields.inner(*diagnosis, QStringLiteral("diagnosis."));
    Diagnosis found{inner.text("cause", true), {}};
    if (const JsonValue* detail = inner.find("detail", JsonValue::Type::Object))
        found.detail = QJsonDocument::fromJson(inner.source(*detail)).object();
    return found;
}

/// As it may have been received, be it that a part of its name is redacted.
bool isReceivable(Header header)
{
    header.name.replace(redactedText, "x");
    return canBeHeader(header);
}

HeaderList headersOf(Fields& fields)
{
    HeaderList headers;
    for (const JsonValue& pair : fields.elements("headers", true)) {
        const bool isPair = pair.elements.size() == 2 && pair.elements[0].isString() && pair.elements[1].isString();
        const Header header =
            isPair ? Header{pair.elements[0].text.toLatin1(), pair.elements[1].text.toLatin1()} : Header();
        if (!isReceivable(header)) {
            fields.refuse("headers");
            break;
        }
        headers.append(header);
    }
    return headers;
}

/// A salvaged delivery may have none.
QByteArray methodOf(Fields& fields)
{
    QByteArray method = fields.has("method") ? fields.text("method").toLatin1() : QByteArray("POST");
    if (!method.isEmpty() && !canBeMethod(QByteArray(method).replace(redactedText, "x")))
        fields.refuse("method");
    return method;
}

QByteArray targetOf(Fields& fields)
{
    QByteArray target = fields.text("target").toLatin1();
    const auto endsTarget = [](char c) { return (c >= 0 && c <= ' ') || c == '\x7f'; };
    if (std::any_of(target.cbegin(), target.cend(), endsTarget))
        fields.refuse("target");
    return target;
}

QStringList notesOf(Fields& fields)
{
    QStringList notes;
    for (const JsonValue& note : fields.elements("notes")) {
        if (note.isString())
            notes.append(note.text);
        else
            fields.refuse("notes");
    }
    return notes;
}

/// Any of the ways in which it may be written.
QByteArray resourceBodyOf(Fields& fields)
{
    if (fields.has("bodyText"))
        return fields.text("bodyText").toUtf8();
    if (fields.has("bodyBase64"))
        return fields.base64("bodyBase64");
    if (const JsonValue* text = fields.find("body", JsonValue::Type::String))
        return text->text.toUtf8();
    return {};
}

ResourceRecord resourceOf(Fields& fields, const JsonValue& object)
{
    ResourceRecord resource;
    resource.delivery = fields.number("delivery", 1, largestNumber);
    resource.fetchedAt = fields.time("fetchedAt");
    resource.url = fields.text("url", true);
    resource.status = static_cast<int>(fields.number("status", 0, highestStatus));
    resource.millis = fields.number("millis", 0, largestNumber, 0);
    resource.attempts = static_cast<int>(fields.number("attempts", 0, std::numeric_limits<int>::max(), 0));
    resource.correlationId = fields.text("correlationId");
    if (const JsonValue* error = fields.find("error", JsonValue::Type::Object)) {
        Fields inner = fields.inner(*error, QStringLiteral("error."));
        resource.errorStep = inner.text("step", true);
        resource.errorMessage = inner.text("message");
        if (resource.correlationId.isEmpty()) // JSON lines have it here
            resource.correlationId = inner.text("correlationId");
    }
    // JSON lines have a JSON body as it is, and any other as a text.
    const JsonValue* body = object.find(u"body");
    resource.body = body && !body->isString() && !fields.has("bodyText") && !fields.has("bodyBase64")
                        ? fields.source(*body)
                        : resourceBodyOf(fields);
    return resource;
}

QList<ResourceRecord> resourcesOf(Fields& fields)
{
    QList<ResourceRecord> resources;
    for (const JsonValue& one : fields.elements("resources")) {
        const QString path = QStringLiteral("resources[%1].").arg(resources.size());
        Fields inner = fields.inner(one, path);
        if (!one.isObject())
            fields.refuse("resources");
        resources.append(resourceOf(inner, one));
    }
    return resources;
}

void readSize(Fields& fields, DeliveryRecord& record, bool isBundle)
{
    DeliverySummary& summary = record.summary;
    if (!summary.isBodyRead()) {
        summary.bodySha256 = sha256(record.body).toHex();
        return;
    }
    const qint64 told = fields.number("bodyBytes", 0, largestNumber);
    const QByteArray hash = fields.text("bodySha256", true).toLatin1();
    const bool isCut = summary.verdict != Verdict::Verified && told > record.body.size();
    summary.bodyBytes = isCut ? told : record.body.size();
    summary.bodySha256 = isCut ? hash : sha256(record.body).toHex();
    if (QByteArray::fromHex(hash).size() != 32 || (isBundle && summary.bodySha256 != hash))
        fields.refuse("bodySha256");
    if (isBundle && summary.bodyBytes != told)
        fields.refuse("bodyBytes");
}

CapturedDelivery deliveryOf(Fields& fields, bool isBundle)
{
    CapturedDelivery delivery;
    DeliveryRecord& record = delivery.record;
    DeliverySummary& summary = record.summary;
    summary.number = fields.number("delivery", 1, largestNumber);
    summary.receivedAt = fields.time("receivedAt");
    summary.endpoint = fields.text("endpoint");
    summary.peer = fields.text("peer");
    summary.status = static_cast<int>(fields.number("status", 0, highestStatus));
    const auto verdict = verdictFromCode(fields.text("verdict", true));
    if (!verdict)
        fields.refuse("verdict");
    summary.verdict = verdict.value_or(Verdict::NoSecret);
    const QString encoding = fields.text("encoding");
    summary.encoding = encodingFromCode(encoding);
    if (!encoding.isEmpty() && !summary.encoding)
        fields.refuse("encoding");
    summary.storedMicros = fields.number("storedMicros", -1, largestNumber, -1);
    summary.notes = notesOf(fields);
    if (summary.verdict == Verdict::Verified)
        summary.event = eventOf(fields);
    else
        summary.diagnosis = diagnosisOf(fields);
    record.method = methodOf(fields);
    record.target = targetOf(fields);
    record.headers = headersOf(fields);
    record.body =
        fields.has("bodyBase64") ? fields.base64("bodyBase64") : fields.text("body", summary.isBodyRead()).toUtf8();
    readSize(fields, record, isBundle);
    delivery.resources = resourcesOf(fields);
    return delivery;
}

bool isWithoutContents(const JsonValue& object)
{
    return !object.find(u"headers") && !object.find(u"body") && !object.find(u"bodyBase64");
}

} // namespace

Result<CaptureLine, LineFlaw> readCaptureLine(const QByteArray& line, bool isBundle)
{
    const auto root = parseJson(line, deepestLine);
    if (!root || !root->isObject())
        return failure(LineFlaw{});
    QString flaw;
    Fields fields(line, *root, {}, flaw);
    const QString type = fields.text("type", true);
    CaptureLine found;
    if (type == QLatin1String("capture"))
        found = manifestOf(fields);
    else if (type == QLatin1String("end"))
        found = CaptureEnd{fields.number("deliveries", 0, largestNumber)};
    else if (type == QLatin1String("delivery") && isWithoutContents(*root))
        return failure(LineFlaw{{}, true});
    else if (type == QLatin1String("delivery"))
        found = deliveryOf(fields, isBundle);
    else
        fields.refuse("type");
    if (!flaw.isEmpty())
        return failure(LineFlaw{flaw, false});
    return found;
}

} // namespace kaunt
