// SPDX-License-Identifier: MIT
#include "core/storage/sortkey.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/resourcerow.h"
#include "core/storage/summaryrow.h"
#include "core/webhook/bodycontent.h"
#include "core/webhook/jsonpath.h"
#include "core/webhook/jsonvalue.h"

#include <QtEndian>

#include <bit>

namespace kaunt {

namespace {

using Key = DeliveryOrder::Key;

constexpr qsizetype longestText = 256;

SortKey textKey(const QString& text)
{
    if (text.isEmpty())
        return {};
    return text.left(longestText).toCaseFolded().toUtf8();
}

SortKey numberKey(const QVariant& value)
{
    return value.isNull() ? SortKey() : sortKeyOf(value.toLongLong());
}

/// The event's field, or the delivery's own where it differs from that of the event's first.
SortKey eventKey(const LogStatement& row, int first, QString WebhookEvent::*field)
{
    const QVariant own = row.value(first + 1);
    return textKey(own.isNull() ? row.value(first).toString() : decodeEvent(own).*field);
}

SortKey resourceKey(const LogStatement& row, int first)
{
    enum Kind { Failed, NotFetched, Fetched };
    if (!eventKey(row, first, &WebhookEvent::url))
        return {};
    const QVariant latest = row.value(first + 2);
    if (latest.isNull())
        return sortKeyOf(NotFetched);
    const qint64 outcome = latest.toLongLong();
    return outcome < 0 ? sortKeyOf(Failed) + sortKeyOf(-1 - outcome) : sortKeyOf(Fetched) + sortKeyOf(outcome);
}

SortKey markKey(const QVariant& isMarked, const QString& note)
{
    enum Kind { Marked, NotedAlone };
    if (!isMarked.toBool() && note.isEmpty())
        return {};
    return sortKeyOf(isMarked.toBool() ? Marked : NotedAlone) + textKey(note).value_or(QByteArray());
}

QByteArray decimalKeyOf(double number)
{
    QByteArray key(sizeof number, Qt::Uninitialized);
    constexpr quint64 sign = quint64{1} << 63U;
    const auto bits = std::bit_cast<quint64>(number);
    qToBigEndian((bits & sign) != 0 ? ~bits : bits | sign, key.data()); // IEEE 754: the larger one has the larger bits
    return key;
}

/// What has parts of its own has no place among the others.
SortKey payloadKey(const LogStatement& row, int first, const QString& path)
{
    using Type = JsonValue::Type;
    constexpr qsizetype mostRead = qsizetype{1} << 20;
    const BodyContent body =
        readShownContent(row.value(first).toByteArray(), decodeHeaders(row.value(first + 1).toByteArray()), mostRead);
    const auto json = parseJson(body.bytes);
    const JsonValue* value = json ? jsonValueAt(*json, path) : nullptr;
    if (!value)
        return {};
    if (value->type == Type::Bool)
        return QByteArray(value->boolean ? "b1" : "b0");
    if (value->type == Type::Number)
        return 'n' + decimalKeyOf(value->text.toDouble());
    const SortKey text = value->isString() ? textKey(value->text) : SortKey();
    return text ? SortKey('t' + *text) : SortKey();
}

} // namespace

QString sortColumns(Key key)
{
    switch (key) {
    case Key::Arrival:
        return QStringLiteral("d.number");
    case Key::Verdict:
        return QStringLiteral("d.verdict");
    case Key::EventType:
        return QStringLiteral("e.type, d.own_event");
    case Key::Company:
        return QStringLiteral("e.company, d.own_event");
    case Key::EventId:
        return QStringLiteral("e.id, d.own_event");
    case Key::Attempts:
        return QStringLiteral("e.attempts");
    case Key::Resource:
        return QStringLiteral("e.url, d.own_event, (SELECT CASE x.error_step WHEN '' THEN x.millis ELSE -1 - x.status"
                              " END FROM resources x WHERE x.subject = coalesce(d.event, d.number)%1)")
            .arg(shownResourceFirst());
    case Key::Endpoint:
        return QStringLiteral("d.endpoint");
    case Key::Peer:
        return QStringLiteral("d.peer");
    case Key::Status:
        return QStringLiteral("d.status");
    case Key::Size:
        return QStringLiteral("d.body_bytes");
    case Key::Stored:
        return storedMicrosColumn();
    case Key::Tenant:
        return QStringLiteral("e.tenant, d.own_event");
    case Key::Correlation:
        return QStringLiteral("e.correlation, d.own_event");
    case Key::Mark:
        return QStringLiteral("(SELECT a.marked FROM annotations a WHERE a.subject = coalesce(d.event, d.number)),"
                              " (SELECT a.note FROM annotations a WHERE a.subject = coalesce(d.event, d.number))");
    case Key::PayloadField:
        return QStringLiteral("(SELECT c.body FROM contents c WHERE c.number = d.number),"
                              " (SELECT c.headers FROM contents c WHERE c.number = d.number)");
    }
    return {};
}

SortKey sortKeyFrom(const LogStatement& row, int first, const DeliveryOrder& order)
{
    switch (order.key) {
    case Key::Arrival:
    case Key::Attempts:
    case Key::Status:
    case Key::Size:
    case Key::Stored:
        return numberKey(row.value(first));
    case Key::Verdict:
    case Key::Endpoint:
    case Key::Peer:
        return textKey(row.value(first).toString());
    case Key::EventType:
        return eventKey(row, first, &WebhookEvent::eventType);
    case Key::Company:
        return eventKey(row, first, &WebhookEvent::companyName);
    case Key::EventId:
        return eventKey(row, first, &WebhookEvent::id);
    case Key::Tenant:
        return eventKey(row, first, &WebhookEvent::tenantId);
    case Key::Correlation:
        return eventKey(row, first, &WebhookEvent::correlationId);
    case Key::Resource:
        return resourceKey(row, first);
    case Key::Mark:
        return markKey(row.value(first), row.value(first + 1).toString());
    case Key::PayloadField:
        return payloadKey(row, first, order.path);
    }
    return {};
}

QByteArray sortKeyOf(qint64 number)
{
    QByteArray key(sizeof number, Qt::Uninitialized);
    constexpr quint64 sign = quint64{1} << 63U; // negative ones first
    qToBigEndian(static_cast<quint64>(number) ^ sign, key.data());
    return key;
}

bool comesBefore(const SortedRow& left, const SortedRow& right, bool isAscending)
{
    if (left.key.has_value() != right.key.has_value())
        return left.key.has_value();
    if (left.key && *left.key != *right.key)
        return (*left.key < *right.key) == isAscending;
    return left.number > right.number;
}

} // namespace kaunt
