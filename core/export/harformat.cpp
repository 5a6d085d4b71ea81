// SPDX-License-Identifier: MIT
#include "core/export/harformat.h"

#include "core/asciicharacters.h"
#include "core/export/deliverylines.h"
#include "core/export/linewriter.h"
#include "core/urltext.h"
#include "core/webhook/answertime.h"

#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr double microsPerMilli = 1'000.0;

/// Letters that a host and port consist of; what else a peer calls us by is not put into a URL.
bool isPlainAuthority(const QByteArray& text)
{
    return !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](char c) {
        return isAsciiLetterOrDigit(c) || c == '.' || c == ':' || c == '-' || c == '[' || c == ']';
    });
}

void writeNameAndValue(LineWriter& line, const QString& name, const QString& value)
{
    line.startObject();
    line.key("name").text(name.isNull() ? QStringLiteral("") : name);
    line.key("value").text(value.isNull() ? QStringLiteral("") : value);
    line.endObject();
}

void writeEmptyArray(LineWriter& line, const char* key)
{
    line.key(key).startArray();
    line.endArray();
}

void writePostData(LineWriter& line, const DeliveryRecord& delivery)
{
    line.key("postData").startObject();
    line.key("mimeType")
        .text(QString::fromLatin1(headerValues(delivery.headers, "Content-Type").value(0)) + QStringLiteral(""));
    writeEmptyArray(line, "params");
    if (QByteArrayView(delivery.body).isValidUtf8()) {
        line.key("text").text(delivery.body);
    } else {
        line.key("text").text(delivery.body.toBase64());
        line.key("_encoding").text(QByteArray("base64"));
    }
    if (delivery.isBodyCut())
        line.key("comment").text("The first " + QByteArray::number(delivery.body.size()) + " of " +
                                 QByteArray::number(delivery.summary.bodyBytes) + " bytes.");
    line.endObject();
}

void writeRequest(LineWriter& line, const DeliveryRecord& delivery, const QByteArray& url)
{
    line.key("request").startObject();
    line.key("method").text(delivery.method.isEmpty() ? QByteArray("POST") : delivery.method);
    line.key("url").text(QString::fromLatin1(url)); // a capture's target may be any bytes
    line.key("httpVersion").text(QByteArray("HTTP/1.1"));
    writeEmptyArray(line, "cookies");
    line.key("headers").startArray();
    for (const Header& header : delivery.headers)
        writeNameAndValue(line, QString::fromLatin1(header.name), QString::fromLatin1(header.value));
    line.endArray();
    line.key("queryString").startArray();
    const auto parameters = QUrlQuery(QUrl::fromEncoded(url).query(QUrl::FullyEncoded)).queryItems(QUrl::FullyDecoded);
    for (const auto& [name, value] : parameters)
        writeNameAndValue(line, name, value);
    line.endArray();
    const bool isRead = delivery.summary.isBodyRead();
    if (isRead)
        writePostData(line, delivery);
    line.key("headersSize").number(qint64{-1});
    line.key("bodySize").number(isRead ? delivery.summary.bodyBytes : -1);
    line.endObject();
}

/// What was answered is known by its status; its few words are not kept.
void writeResponse(LineWriter& line, int status)
{
    line.key("response").startObject();
    line.key("status").number(static_cast<qint64>(status));
    line.key("statusText").text(QByteArray(""));
    line.key("httpVersion").text(QByteArray("HTTP/1.1"));
    writeEmptyArray(line, "cookies");
    writeEmptyArray(line, "headers");
    line.key("content").startObject();
    line.key("size").number(qint64{0});
    line.key("mimeType").text(QByteArray("application/json"));
    line.endObject();
    line.key("redirectURL").text(QByteArray(""));
    line.key("headersSize").number(qint64{-1});
    line.key("bodySize").number(qint64{-1});
    line.endObject();
}

void writeTimings(LineWriter& line, qint64 micros)
{
    const double millis = micros < 0 ? 0 : static_cast<double>(micros) / microsPerMilli;
    line.key("time").real(millis);
    line.key("cache").startObject();
    line.endObject();
    line.key("timings").startObject();
    line.key("send").number(qint64{0});
    line.key("wait").real(millis);
    line.key("receive").number(qint64{0});
    line.endObject();
}

void writeOwnFields(LineWriter& line, const DeliverySummary& summary)
{
    line.key("_kaunt").startObject();
    line.key("delivery").number(summary.number);
    line.key("endpoint").text(summary.endpoint);
    line.key("peer").text(summary.peer);
    line.key("verdict").text(verdictCode(summary.verdict));
    writeEncoding(line, summary.encoding);
    line.key("attempt").number(static_cast<qint64>(summary.attempt));
    writeEvent(line, summary.event);
    writeDiagnosis(line, summary.diagnosis);
    line.endObject();
}

} // namespace

HarFormat::HarFormat(QUrl receiver)
    : m_receiver(std::move(receiver))
{
}

QByteArray HarFormat::beginning() const
{
    return R"({"log":{"version":"1.2","creator":{"name":"Kaunt Monitor","version":")" KAUNT_VERSION R"("},"entries":[)";
}

QByteArray HarFormat::ending() const
{
    return "\n]}}\n";
}

QByteArray HarFormat::urlOf(const DeliveryRecord& delivery) const
{
    const QByteArray host = headerValues(delivery.headers, "Host").value(0);
    const QByteArray authority = isPlainAuthority(host) ? host : m_receiver.authority(QUrl::FullyEncoded).toLatin1();
    const QByteArray target = originForm(delivery.target);
    return m_receiver.scheme().toLatin1() + "://" + authority + (target.isEmpty() ? QByteArray("/") : target);
}

QByteArray HarFormat::delivery(const ExportedDelivery& delivery)
{
    const DeliveryRecord& record = delivery.record;
    LineWriter line;
    line.key("startedDateTime").text(utcText(record.summary.receivedAt));
    writeRequest(line, record, urlOf(record));
    writeResponse(line, record.summary.status);
    writeTimings(line, answeredMicros(record.summary));
    writeOwnFields(line, record.summary);
    return (std::exchange(m_isFirst, false) ? "\n" : ",\n") + line.line();
}

} // namespace kaunt
