// SPDX-License-Identifier: MIT
#include "core/webhook/webhookevent.h"

#include "core/utf8text.h"
#include "core/webhook/jsonvalue.h"

#include <algorithm>
#include <array>
#include <map>

namespace kaunt {

namespace {

struct Field {
    QStringView name;
    QString WebhookEvent::*member;
};

const std::array<Field, 6>& fields()
{
    static const std::array<Field, 6> all{{{u"Id", &WebhookEvent::id},
                                           {u"Url", &WebhookEvent::url},
                                           {u"TenantId", &WebhookEvent::tenantId},
                                           {u"CompanyName", &WebhookEvent::companyName},
                                           {u"CorrelationId", &WebhookEvent::correlationId},
                                           {u"EventType", &WebhookEvent::eventType}}};
    return all;
}

bool isKnownField(const QString& name)
{
    const auto& all = fields();
    return std::any_of(all.begin(), all.end(), [&name](const Field& field) { return name == field.name; });
}

QString note(QLatin1String code, QStringView fieldName)
{
    constexpr qsizetype maxName = 100;
    return code + fieldName.first(std::min(fieldName.size(), maxName)).toString();
}

/// Whether the object has it.
bool readField(const JsonValue& object, const Field& field, WebhookPayload& payload)
{
    const JsonValue* value = object.find(field.name);
    if (value == nullptr)
        payload.notes.append(note(QLatin1String("missing-field:"), field.name));
    else if (value->isNull())
        payload.notes.append(note(QLatin1String("null-field:"), field.name));
    else if (!value->isString())
        payload.notes.append(note(QLatin1String("wrong-type:"), field.name));
    else
        (*payload.event).*field.member = value->text;
    return value != nullptr;
}

QString noEventNote(JsonError::Code code)
{
    switch (code) {
    case JsonError::Code::TooDeep:
        return QStringLiteral("too-deep");
    case JsonError::Code::TooLarge:
        return QStringLiteral("too-large");
    case JsonError::Code::Empty:
    case JsonError::Code::Syntax:
    case JsonError::Code::Encoding:
    case JsonError::Code::TrailingContent:
        break;
    }
    return QStringLiteral("not-json");
}

/// Notes about names, each once, in the order of the source.
void noteNames(const JsonValue& object, WebhookPayload& payload)
{
    constexpr int maxNotes = 50;
    std::map<QStringView, int> seen;
    int added = 0;
    for (const JsonMember& member : object.members) {
        const int times = ++seen[member.key];
        QString text;
        if (times == 2)
            text = note(QLatin1String("duplicate-field:"), member.key);
        else if (times == 1 && !isKnownField(member.key))
            text = note(QLatin1String("unknown-field:"), member.key);
        if (text.isEmpty())
            continue;
        if (++added > maxNotes)
            return;
        payload.notes.append(text);
    }
}

} // namespace

const QStringList& knownEventTypes()
{
    static const QStringList types{QStringLiteral("InvoiceCodingProposalProcessingCompleted"),
                                   QStringLiteral("InvoiceCodingProposalProcessingFailed"),
                                   QStringLiteral("ModelReady"), QStringLiteral("DocumentAIDocumentResultReady"),
                                   QStringLiteral("DocumentAIDocumentResultFailed")};
    return types;
}

EventKind eventKind(QStringView eventType)
{
    const qsizetype index = knownEventTypes().indexOf(eventType);
    return index < 0 ? EventKind::Unknown : static_cast<EventKind>(index);
}

bool WebhookEvent::isSameEventAs(const WebhookEvent& other) const
{
    return id == other.id && tenantId == other.tenantId && eventType == other.eventType &&
           correlationId == other.correlationId;
}

bool WebhookEvent::isOfSameRequestAs(const WebhookEvent& other) const
{
    return !correlationId.isEmpty() && correlationId == other.correlationId;
}

WebhookPayload readWebhookPayload(QByteArrayView body)
{
    WebhookPayload payload;
    const auto root = parseJson(body);
    if (!root) {
        payload.notes.append(noEventNote(root.error().code));
        return payload;
    }
    if (!root->isObject()) {
        payload.notes.append(QStringLiteral("not-an-object"));
        return payload;
    }
    payload.event.emplace();
    size_t known = 0;
    for (const Field& field : fields())
        known += readField(*root, field, payload) ? 1 : 0;
    if (known < root->members.size()) // else each is known and stands there once, as nearly always
        noteNames(*root, payload);
    if (!payload.event->eventType.isNull() && payload.event->kind() == EventKind::Unknown)
        payload.notes.append(QStringLiteral("unknown-event-type"));
    if (body.startsWith(utf8ByteOrderMark))
        payload.notes.append(QStringLiteral("byte-order-mark"));
    return payload;
}

} // namespace kaunt
