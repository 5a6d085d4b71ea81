// SPDX-License-Identifier: MIT
#include "core/export/csvformat.h"

#include "core/export/deliverylines.h"

#include <algorithm>

namespace kaunt {

namespace {

/// What spreadsheets begin a formula with, in both widths, and the white space that they skip before it.
bool looksLikeFormula(const QString& text)
{
    static const QString starts = QStringLiteral("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");
    const auto first = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c != u' '; });
    return first != text.cend() && starts.contains(*first);
}

QString withoutControls(QString text)
{
    constexpr char16_t firstPicture = 0x2400;
    for (QChar& c : text) {
        const bool isSpace = c == u'\t' || c == u'\r' || c == u'\n';
        if (c.unicode() < u' ' && !isSpace)
            c = QChar(static_cast<char16_t>(firstPicture + c.unicode()));
    }
    return text;
}

QByteArray number(qint64 value)
{
    return value < 0 ? QByteArray() : QByteArray::number(value);
}

QList<QByteArray> eventFields(const std::optional<WebhookEvent>& event)
{
    if (!event)
        return {{}, {}, {}, {}, {}, {}};
    QList<QByteArray> fields;
    for (const QString& text :
         {event->id, event->eventType, event->tenantId, event->companyName, event->correlationId, event->url})
        fields.append(csvField(text));
    return fields;
}

} // namespace

QByteArray csvField(const QString& text)
{
    QString value = withoutControls(text);
    if (looksLikeFormula(value))
        value.prepend(u'\'');
    const bool isQuoted = std::any_of(value.cbegin(), value.cend(), [](QChar c) {
        return c == u'"' || c == u',' || c == u'\r' || c == u'\n' || c == u';' || c == u'\t';
    });
    if (!isQuoted)
        return value.toUtf8();
    return '"' + value.replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
}

QByteArray CsvFormat::beginning() const
{
    return "delivery,receivedAt,endpoint,peer,status,verdict,encoding,attempt,bodyBytes,bodySha256,id,eventType,"
           "tenantId,companyName,correlationId,url,notes,cause,storedMicros,resourceStatus,resourceMillis\r\n";
}

QByteArray CsvFormat::delivery(const ExportedDelivery& delivery)
{
    const DeliverySummary& summary = delivery.record.summary;
    QList<QByteArray> fields{
        number(summary.number),
        utcText(summary.receivedAt),
        csvField(summary.endpoint),
        csvField(summary.peer),
        number(summary.status),
        csvField(verdictCode(summary.verdict)),
        csvField(summary.encoding ? encodingCode(*summary.encoding) : QString()),
        number(summary.attempt),
        number(summary.isBodyRead() ? summary.bodyBytes : -1),
        summary.isBodyRead() ? summary.bodySha256 : QByteArray(),
    };
    fields += eventFields(summary.event);
    fields.append(csvField(summary.notes.join(u' ')));
    fields.append(csvField(summary.diagnosis ? summary.diagnosis->cause : QString()));
    fields.append(number(summary.storedMicros));
    fields.append(summary.resource ? number(summary.resource->status) : QByteArray());
    fields.append(summary.resource ? number(summary.resource->millis) : QByteArray());
    return fields.join(',') + "\r\n";
}

} // namespace kaunt
