// SPDX-License-Identifier: MIT
#include "core/storage/deliverycodec.h"

#include "core/areall.h"
#include "core/decimaltext.h"
#include "core/sha256.h"
#include "core/utf8bytes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVarLengthArray>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// On the stack where it is as long as usual.
using Encoded = QVarLengthArray<char, 1'024>;

void append(Encoded& out, QByteArrayView bytes)
{
    out.append(bytes.data(), bytes.size());
}

void appendEscaped(Encoded& out, QByteArrayView text, bool isName)
{
    const auto isPlain = [isName](char byte) {
        return byte != '\\' && byte != '\n' && byte != '\0' && (byte != ':' || !isName);
    };
    if (areAll<unsigned char>(text, isPlain)) { // as nearly all are
        append(out, text);
        return;
    }
    for (const char byte : text) {
        if (byte == '\\')
            append(out, "\\\\");
        else if (byte == '\n')
            append(out, "\\n");
        else if (byte == '\0')
            append(out, "\\0");
        else if (byte == ':' && isName)
            append(out, "\\c");
        else
            out.append(byte);
    }
}

/// The length in front keeps ("ab", "c") and ("a", "bc") apart.
void appendPart(Encoded& parts, QByteArrayView part)
{
    append(parts, DecimalText(part.size()).view());
    parts.append(':');
    append(parts, part);
}

void appendPart(Encoded& parts, const QString& text)
{
    QVarLengthArray<char, 256> utf8(mostUtf8Bytes(text));
    const char* const end = writeUtf8(text, utf8.data());
    appendPart(parts, QByteArrayView(utf8.cbegin(), end));
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
    Encoded out;
    for (const Header& header : headers) {
        appendEscaped(out, header.name, true);
        append(out, ": ");
        appendEscaped(out, header.value, false);
        out.append('\n');
    }
    return {out.constData(), out.size()};
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
    constexpr qint64 ten = 10;
    QString encoded(micros.size() * microsDigits, u'0');
    QChar* end = encoded.data();
    for (const qint64 each : micros) {
        end += microsDigits;
        qint64 left = std::clamp(each, qint64(0), longest);
        for (QChar* digit = end; left > 0; left /= ten)
            *--digit = QChar(u'0' + static_cast<ushort>(left % ten));
    }
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
    Encoded parts;
    appendPart(parts, event.tenantId);
    appendPart(parts, event.eventType);
    appendPart(parts, event.id);
    appendPart(parts, event.correlationId);
    if (event.id.isEmpty())
        appendPart(parts, QByteArrayView(bodySha256));
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
