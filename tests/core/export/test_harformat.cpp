// SPDX-License-Identifier: MIT
#include "core/export/harformat.h"
#include "core/webhook/answertime.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace kaunt;

namespace {

constexpr auto text = QJsonValue::String;
constexpr auto number = QJsonValue::Double;
constexpr auto array = QJsonValue::Array;
constexpr auto object = QJsonValue::Object;

ExportedDelivery sample()
{
    ExportedDelivery delivery;
    DeliveryRecord& record = delivery.record;
    record.summary.number = 17;
    record.summary.receivedAt = 1'769'864'531'123;
    record.summary.status = 200;
    record.summary.storedMicros = 310;
    record.method = "POST";
    record.target = "/hook?a=1&b=%20";
    record.headers = {{"Host", "desk.example:8787"}, {"Content-Type", "application/json"}};
    record.body = "{\"Id\":\"\xc3\xa6\"}";
    record.summary.bodyBytes = record.body.size();
    return delivery;
}

/// Required fields, their types and nothing that is not the specification's or begins with an underscore
/// (http://www.softwareishard.com/blog/har-12-spec, har-schema 2.0).
void holdTo(const QJsonObject& part, const QHash<QString, QJsonValue::Type>& required, const QStringList& optional)
{
    for (auto field = required.cbegin(); field != required.cend(); ++field)
        QVERIFY2(part.value(field.key()).type() == field.value(), qPrintable(field.key()));
    const QStringList names = part.keys();
    for (const QString& name : names)
        QVERIFY2(required.contains(name) || optional.contains(name) || name.startsWith(u'_'), qPrintable(name));
}

/// Of sample().
void holdRequest(const QJsonObject& request)
{
    holdTo(request,
           {{QStringLiteral("method"), text},
            {QStringLiteral("url"), text},
            {QStringLiteral("httpVersion"), text},
            {QStringLiteral("cookies"), array},
            {QStringLiteral("headers"), array},
            {QStringLiteral("queryString"), array},
            {QStringLiteral("headersSize"), number},
            {QStringLiteral("bodySize"), number}},
           {QStringLiteral("postData")});
    QCOMPARE(request.value(QStringLiteral("url")), QStringLiteral("http://desk.example:8787/hook?a=1&b=%20"));
    QCOMPARE(request.value(QStringLiteral("queryString")).toArray().at(1).toObject().value(QStringLiteral("value")),
             QStringLiteral(" "));
    holdTo(request.value(QStringLiteral("postData")).toObject(),
           {{QStringLiteral("mimeType"), text}, {QStringLiteral("text"), text}},
           {QStringLiteral("params"), QStringLiteral("comment")});
}

void holdResponse(const QJsonObject& response)
{
    holdTo(response,
           {{QStringLiteral("status"), number},
            {QStringLiteral("statusText"), text},
            {QStringLiteral("httpVersion"), text},
            {QStringLiteral("cookies"), array},
            {QStringLiteral("headers"), array},
            {QStringLiteral("content"), object},
            {QStringLiteral("redirectURL"), text},
            {QStringLiteral("headersSize"), number},
            {QStringLiteral("bodySize"), number}},
           {});
    holdTo(response.value(QStringLiteral("content")).toObject(),
           {{QStringLiteral("size"), number}, {QStringLiteral("mimeType"), text}}, {});
}

} // namespace

/// The required fields of HAR 1.2, as its schema lists them.
class TestHarFormat final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasAllThatIsRequired();
    void tellsWhenItWasAnswered();
    void keepsBodiesWhole();
    void takesNoUrlFromAHostileHost();
    void keepsThePathOfAnAbsoluteTarget();
    void hasNoBodyThatWasNotRead();
};

void TestHarFormat::hasAllThatIsRequired()
{
    HarFormat format(QUrl(QStringLiteral("http://127.0.0.1:8787")));
    QByteArray file = format.beginning();
    file += format.delivery(sample());
    file += format.delivery(sample());
    file += format.ending();
    QJsonParseError error;
    const QJsonObject log = QJsonDocument::fromJson(file, &error).object().value(QStringLiteral("log")).toObject();
    QCOMPARE(error.error, QJsonParseError::NoError);
    holdTo(log,
           {{QStringLiteral("version"), text}, {QStringLiteral("creator"), object}, {QStringLiteral("entries"), array}},
           {});
    QCOMPARE(log.value(QStringLiteral("version")), QStringLiteral("1.2"));
    holdTo(log.value(QStringLiteral("creator")).toObject(),
           {{QStringLiteral("name"), text}, {QStringLiteral("version"), text}}, {});
    QCOMPARE(log.value(QStringLiteral("entries")).toArray().size(), 2);
    const QJsonObject entry = log.value(QStringLiteral("entries")).toArray().at(0).toObject();
    holdTo(entry,
           {{QStringLiteral("startedDateTime"), text},
            {QStringLiteral("time"), number},
            {QStringLiteral("request"), object},
            {QStringLiteral("response"), object},
            {QStringLiteral("cache"), object},
            {QStringLiteral("timings"), object}},
           {});
    QVERIFY(
        QDateTime::fromString(entry.value(QStringLiteral("startedDateTime")).toString(), Qt::ISODateWithMs).isValid());
    holdRequest(entry.value(QStringLiteral("request")).toObject());
    holdResponse(entry.value(QStringLiteral("response")).toObject());
    holdTo(entry.value(QStringLiteral("timings")).toObject(),
           {{QStringLiteral("send"), number}, {QStringLiteral("wait"), number}, {QStringLiteral("receive"), number}},
           {});
}

/// And not when it was stored.
void TestHarFormat::tellsWhenItWasAnswered()
{
    HarFormat format(QUrl(QStringLiteral("http://127.0.0.1:8787")));
    ExportedDelivery delivery = sample();
    delivery.record.summary.storedMicros = 500;
    delivery.record.summary.notes = {answerWaitNote(std::chrono::milliseconds(3'000))};
    const QJsonObject entry = QJsonDocument::fromJson(format.delivery(delivery)).object();
    QCOMPARE(entry.value(QStringLiteral("time")).toDouble(), 3'000.5);
    QCOMPARE(entry.value(QStringLiteral("timings")).toObject().value(QStringLiteral("wait")).toDouble(), 3'000.5);
}

void TestHarFormat::keepsBodiesWhole()
{
    HarFormat format(QUrl(QStringLiteral("http://127.0.0.1:8787")));
    ExportedDelivery delivery = sample();
    const auto postData = [&] {
        const QJsonObject entry = QJsonDocument::fromJson(format.delivery(delivery).mid(2)).object();
        return entry.value(QStringLiteral("request")).toObject().value(QStringLiteral("postData")).toObject();
    };
    (void)format.delivery(delivery); // the first has no comma
    QCOMPARE(postData().value(QStringLiteral("text")).toString().toUtf8(), delivery.record.body);
    delivery.record.body = QByteArray("\xff\0\x80", 3);
    delivery.record.summary.bodyBytes = 3;
    QCOMPARE(QByteArray::fromBase64(postData().value(QStringLiteral("text")).toString().toLatin1()),
             delivery.record.body);
    QCOMPARE(postData().value(QStringLiteral("_encoding")), QStringLiteral("base64"));
    QVERIFY(!postData().contains(QStringLiteral("comment")));
    delivery.record.summary.bodyBytes = 100;
    QCOMPARE(postData().value(QStringLiteral("comment")), QStringLiteral("The first 3 of 100 bytes."));
    delivery.record.headers.clear();
    QCOMPARE(postData().value(QStringLiteral("mimeType")), QStringLiteral(""));
}

void TestHarFormat::takesNoUrlFromAHostileHost()
{
    HarFormat format(QUrl(QStringLiteral("https://127.0.0.1:8787")));
    ExportedDelivery delivery = sample();
    delivery.record.headers = {{"Host", "user:pass@evil/\"x"}};
    delivery.record.target = "*";
    const QJsonObject entry = QJsonDocument::fromJson(format.delivery(delivery)).object();
    QCOMPARE(entry.value(QStringLiteral("request")).toObject().value(QStringLiteral("url")),
             QStringLiteral("https://127.0.0.1:8787/"));
}

void TestHarFormat::keepsThePathOfAnAbsoluteTarget()
{
    HarFormat format(QUrl(QStringLiteral("http://127.0.0.1:8787")));
    ExportedDelivery delivery = sample();
    const auto url = [&](const QByteArray& target) {
        delivery.record.target = target;
        const QByteArray entry = format.delivery(delivery);
        return QJsonDocument::fromJson(entry.mid(entry.indexOf('{')))
            .object()
            .value(QStringLiteral("request"))
            .toObject()
            .value(QStringLiteral("url"))
            .toString();
    };
    QCOMPARE(url("http://x/hook?a=1"), QStringLiteral("http://desk.example:8787/hook?a=1"));
    QCOMPARE(url("http://x?a=1"), QStringLiteral("http://desk.example:8787/?a=1"));
    QCOMPARE(url("http://x"), QStringLiteral("http://desk.example:8787/"));
    QCOMPARE(url("/h\xf8"), QStringLiteral("http://desk.example:8787/h\u00f8")); // of a capture; else it were no JSON
}

void TestHarFormat::hasNoBodyThatWasNotRead()
{
    ExportedDelivery delivery = sample();
    delivery.record.summary.verdict = Verdict::Misdirected;
    delivery.record.summary.bodyBytes = 0;
    delivery.record.body.clear();
    const QByteArray entry = HarFormat(QUrl(QStringLiteral("http://127.0.0.1:8787"))).delivery(delivery);
    const QJsonObject request = QJsonDocument::fromJson(entry).object().value(QStringLiteral("request")).toObject();
    QVERIFY(!request.contains(QStringLiteral("postData")));
    QCOMPARE(request.value(QStringLiteral("bodySize")).toInt(), -1);
}

QTEST_GUILESS_MAIN(TestHarFormat)
#include "test_harformat.moc"
