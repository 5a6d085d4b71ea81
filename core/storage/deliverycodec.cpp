// SPDX-License-Identifier: MIT
#include "core/storage/deliverycodec.h"

#include "core/sha256.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

void appendEscaped(QByteArray& out, const QByteArray& text, bool isName)
{
    const bool isPlain = std::none_of(text.cbegin(), text.cend(), [isName](char byte) {
        return byte == '\\' || byte == '\n' || byte == '\0' || (byte == ':' && isName);
    });
    if (isPlain) { // as nearly all are
        out += text;
        return;
    }
    for (const char byte : text) {
        if (byte == '\\')
            out += "\\\\";
        else if (byte == '\n')
            out += "\\n";
        else if (byte == '\0')
            out += "\\0";
        else if (byte == ':' && isName)
            out += "\\c";
        else
            out += byte;
    }
}

QByteArray unescaped(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        switch (text[++i]) {
        case 'n':
            out += '\n';
            break;
        case '0':
            out += '\0';
            break;
        case 'c':
            out += ':';
            break;
        default:
            out += text[i];
        }
    }
    return out;
}

QJsonValue jsonText(const QString& text)
{
    return text.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QString textOf(const QJsonValue& value)
{
    if (!value.isString())
        return {};
    return present(value.toString());
}

QString compactJson(const QJsonDocument& document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QJsonDocument parsed(const QVariant& encoded)
{
    return QJsonDocument::fromJson(encoded.toString().toUtf8());
}

} // namespace

QByteArray encodeHeaders(const HeaderList& headers)
{
    constexpr qsizetype usualBytes = 512;
    QByteArray out("");
    out.reserve(usualBytes);
    for (const Header& header : headers) {
        appendEscaped(out, header.name, true);
        out += ": ";
        appendEscaped(out, header.value, false);
        out += '\n';
    }
    return out;
}

HeaderList decodeHeaders(const QByteArray& encoded)
{
    HeaderList headers;
    qsizetype start = 0;
    for (qsizetype end = encoded.indexOf('\n'); end >= 0; end = encoded.indexOf('\n', start)) {
        const QByteArrayView line(encoded.constData() + start, end - start);
        const qsizetype colon = line.indexOf(':');
        if (colon >= 0 && colon + 2 <= line.size())
            headers.append({unescaped(line.first(colon)), unescaped(line.sliced(colon + 2))});
        start = end + 1;
    }
    return headers;
}

QVariant encodeNotes(const QStringList& notes)
{
    if (notes.isEmpty())
        return {};
    return compactJson(QJsonDocument(QJsonArray::fromStringList(notes)));
}

QStringList decodeNotes(const QVariant& encoded)
{
    QStringList notes;
    const QJsonArray array = parsed(encoded).array();
    for (const auto& note : array)
        notes.append(note.toString());
    return notes;
}

QVariant encodeDiagnosis(const std::optional<Diagnosis>& diagnosis)
{
    if (!diagnosis)
        return {};
    const QJsonObject object{{QStringLiteral("cause"), diagnosis->cause},
                             {QStringLiteral("detail"), diagnosis->detail}};
    return compactJson(QJsonDocument(object));
}

std::optional<Diagnosis> decodeDiagnosis(const QVariant& encoded)
{
    if (encoded.toString().isEmpty())
        return {};
    const QJsonObject object = parsed(encoded).object();
    return Diagnosis{object.value(u"cause").toString(), object.value(u"detail").toObject()};
}

QVariant encodeEvent(const WebhookEvent& event)
{
    const QJsonObject object{
        {QStringLiteral("id"), jsonText(event.id)},
        {QStringLiteral("url"), jsonText(event.url)},
        {QStringLiteral("tenantId"), jsonText(event.tenantId)},
        {QStringLiteral("companyName"), jsonText(event.companyName)},
        {QStringLiteral("correlationId"), jsonText(event.correlationId)},
        {QStringLiteral("eventType"), jsonText(event.eventType)},
    };
    return compactJson(QJsonDocument(object));
}

WebhookEvent decodeEvent(const QVariant& encoded)
{
    const QJsonObject object = parsed(encoded).object();
    return {textOf(object.value(u"id")),
            textOf(object.value(u"url")),
            textOf(object.value(u"tenantId")),
            textOf(object.value(u"companyName")),
            textOf(object.value(u"correlationId")),
            textOf(object.value(u"eventType"))};
}

QString encodeMicros(const QList<qint64>& micros)
{
    constexpr qint64 longest = 99'999'999;
    QString encoded;
    encoded.reserve(micros.size() * microsDigits);
    for (const qint64 each : micros)
        encoded += QString::number(std::clamp(each, qint64(0), longest)).rightJustified(microsDigits, u'0');
    return encoded;
}

QString present(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QByteArray present(const QByteArray& bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QByteArray eventIdentity(const WebhookEvent& event, const QByteArray& bodySha256)
{
    constexpr qsizetype usualBytes = 256;
    QByteArray parts;
    parts.reserve(usualBytes);
    const auto add = [&parts](const QByteArray& part) {
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        parts += QByteArray::number(part.size());
        parts += ':';
        parts += part;
    };
    add(event.tenantId.toUtf8());
    add(event.eventType.toUtf8());
    add(event.id.toUtf8());
    add(event.correlationId.toUtf8());
    if (event.id.isEmpty())
        add(bodySha256);
    return sha256(parts);
}

Delivery asReceived(const DeliveryRecord& record)
{
    const DeliverySummary& summary = record.summary;
    Delivery delivery;
    delivery.endpoint = summary.endpoint;
    delivery.receivedAt = summary.receivedAt;
    delivery.peer = summary.peer;
    delivery.method = record.method;
    delivery.target = record.target;
    delivery.headers = record.headers;
    delivery.body = record.body;
    delivery.status = summary.status;
    delivery.signature = {summary.verdict, summary.encoding, summary.secretName};
    delivery.event = summary.event;
    delivery.notes = summary.notes;
    delivery.diagnosis = summary.diagnosis;
    return delivery;
}

} // namespace kaunt
