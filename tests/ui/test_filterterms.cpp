// SPDX-License-Identifier: MIT
#include "core/storage/filterexpression.h"
#include "core/webhook/payloadvalues.h"
#include "ui/attemptsmodel.h"
#include "ui/chainmodel.h"
#include "ui/fieldsmodel.h"
#include "ui/filterterms.h"
#include "ui/headerfields.h"
#include "ui/jsontreemodel.h"
#include "ui/proposalwording.h"

#include <QTest>

using namespace kaunt;

/// Whatever is shown can be filtered by: the terms say what the cells say, and the filter understands them.
class TestFilterTerms final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofTheList_data();
    void ofTheList();
    void ofARefusal();
    void ofAPayload_data();
    void ofAPayload();
    void ofWhatTheLogKnowsNoEventOf();
    void ofAResource();
    void ofWhatAPathDoesNotFind();
    void ofHeaders();
    void ofDetails();
    void cutsWhatIsLong();
    void negates();
};

namespace {

DeliverySummary repeated()
{
    DeliverySummary delivery;
    delivery.receivedAt = 1'769'864'531'123; // 2026-01-31T14:02:11.123 in Copenhagen
    delivery.endpoint = QStringLiteral("default");
    delivery.peer = QStringLiteral("::1");
    delivery.status = 200;
    delivery.verdict = Verdict::Verified;
    delivery.attempts = 3;
    delivery.event =
        WebhookEvent{QStringLiteral("6d1f"),        QStringLiteral("https://x/"), QStringLiteral("tenant-1"),
                     QStringLiteral("Nordlys A/S"), QStringLiteral("request"),    QStringLiteral("ModelReady")};
    return delivery;
}

enum class Body { Event, Payload, Resource };

/// The term of the value at this path.
QString payloadTerm(const QByteArray& body, const QString& path, Body kind = Body::Event)
{
    JsonTreeModel model;
    model.setOfEvent(kind == Body::Event);
    if (kind != Body::Resource)
        model.setOfPayload();
    const auto json = parseJson(body);
    model.setJson(std::make_shared<JsonValue>(*json), body);
    model.fetchMore({});
    for (int row = 0; row < model.rowCount(); ++row)
        model.fetchMore(model.index(row, 0));
    const QModelIndexList found =
        model.match(model.index(0, 0), JsonTreeModel::PathRole, path, 1, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QStringLiteral("no such path") : found.first().data(filterTermRole).toString();
}

} // namespace

void TestFilterTerms::ofTheList_data()
{
    QTest::addColumn<DeliveryColumn>("column");
    QTest::addColumn<QString>("term");
    const auto row = [](const char* name, DeliveryColumn column, const char* term) {
        QTest::newRow(name) << column << QString::fromUtf8(term);
    };
    row("time", DeliveryColumn::Time, "since:2026-01-31T14:02:11.123+01:00");
    row("signature", DeliveryColumn::Signature, "verdict:verified");
    row("event", DeliveryColumn::Event, "type=:ModelReady");
    row("company", DeliveryColumn::Company, "company=:\"Nordlys A/S\"");
    row("id", DeliveryColumn::Id, "id=:6d1f");
    row("attempts", DeliveryColumn::Attempts, "has:repeats");
    row("resource", DeliveryColumn::Resource, "-has:resource");
    row("endpoint", DeliveryColumn::Endpoint, "endpoint=:default");
    row("peer", DeliveryColumn::Peer, "peer=:::1");
    row("status", DeliveryColumn::Status, "status:200");
    row("size", DeliveryColumn::Size, "");
    row("stored", DeliveryColumn::Stored, "");
    row("tenant", DeliveryColumn::Tenant, "tenant=:tenant-1");
    row("correlation", DeliveryColumn::CorrelationId, "correlation=:request");
    row("mark", DeliveryColumn::Mark, "");
}

void TestFilterTerms::ofTheList()
{
    QFETCH(const DeliveryColumn, column);
    const QString term = cellTerm(repeated(), column);
    QTEST(term, "term");
    const auto filter = parseFilter(term);
    QVERIFY2(filter, qPrintable(term));
    QCOMPARE(filter->terms.size(), term.isEmpty() ? 0 : 1);
}

void TestFilterTerms::ofARefusal()
{
    DeliverySummary refused;
    refused.note = QStringLiteral("mine");
    QCOMPARE(cellTerm(refused, DeliveryColumn::Mark), QStringLiteral("has:note"));
    refused.isMarked = true;
    QCOMPARE(cellTerm(refused, DeliveryColumn::Mark), QStringLiteral("has:mark"));
    refused.verdict = Verdict::NoSecret;
    QCOMPARE(cellTerm(refused, DeliveryColumn::Signature), QStringLiteral("verdict:no-secret"));
    QVERIFY(cellTerm(refused, DeliveryColumn::Event).isEmpty());
    QVERIFY(cellTerm(refused, DeliveryColumn::Company).isEmpty());
    QVERIFY(cellTerm(refused, DeliveryColumn::Peer).isEmpty());
    QCOMPARE(cellTerm(refused, DeliveryColumn::Attempts), QStringLiteral("-has:repeats"));
}

void TestFilterTerms::ofAPayload_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("term");
    const auto row = [](const char* path, const char* term) {
        QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(term);
    };
    row("$.Id", "id=:6d1f");
    row("$.CompanyName", "company=:\"Nordlys A/S\"");
    row("$.EventType", "type=:ModelReady");
    row("$.Note", R"(field:"Note=say \"hi\" æ")");
    row("$.Total", "field:Total=12.50");
    row("$.Paid", "field:Paid=null");
    row("$.Two", "field:Two=ab");
    row("$.None", "field:None=");
    row("$.Lines", "");
    row("$.Lines[0]", "field:Lines[0]=first");
    row("$.Inner.Id", "field:Inner.Id=inner");
    row("$.Inner['odd key']", "field:\"Inner['odd key']=1\"");
}

void TestFilterTerms::ofAPayload()
{
    QFETCH(const QString, path);
    const QByteArray body = R"({"Id":"6d1f","CompanyName":"Nordlys A/S","EventType":"ModelReady",)"
                            R"("Note":"say \"hi\" \u00e6","Total" : 12.50,"Paid":null,"Two":"ab","None":"",)"
                            R"("Lines":["first",2],"Inner":{"Id":"inner","odd key":1}})";
    const QString term = payloadTerm(body, path);
    QTEST(term, "term");
    const auto filter = parseFilter(term);
    QVERIFY2(filter, qPrintable(term));
    if (!filter->isEmpty() && filter->terms.at(0).field == FilterExpression::Field::PayloadField) {
        const FilterExpression::Alternative& sought = filter->terms.at(0).alternatives.at(0);
        QCOMPARE(sought.path, path);
        QCOMPARE(payloadValues(body, {sought.path}), QStringList{sought.text});
    }
}

/// A filter's fields know verified events only, so that they would not find a refused delivery itself.
void TestFilterTerms::ofWhatTheLogKnowsNoEventOf()
{
    QCOMPARE(payloadTerm(R"({"CompanyName":"nordlys"})", QStringLiteral("$.CompanyName"), Body::Payload),
             QStringLiteral("field:CompanyName=nordlys"));
}

/// It is found by what stands in it.
void TestFilterTerms::ofAResource()
{
    const QByteArray body = R"({"Note":"say \"hi\" \u00e6","Total" : 12.50,"Paid":null,"Two":"ab","Lines":["first"],)"
                            R"("o\"dd":1})";
    const auto term = [&body](const char* path) { return payloadTerm(body, QLatin1String(path), Body::Resource); };
    QCOMPARE(term("$.Note"), QStringLiteral(R"("say \\\"hi\\\" \\u00e6")"));
    QCOMPARE(term("$.Total"), QStringLiteral(R"("\"Total\" : 12.50")"));
    QCOMPARE(term("$.Paid"), QStringLiteral(R"("\"Paid\":null")"));
    QCOMPARE(term("$.Two"), QStringLiteral(R"("\"Two\":\"ab\"")"));
    QCOMPARE(term("$.Lines[0]"), QStringLiteral("first"));
    QCOMPARE(term("$['o\"dd']"), QStringLiteral(R"("\"o\\\"dd\":1")"));
}

void TestFilterTerms::ofWhatAPathDoesNotFind()
{
    QCOMPARE(payloadTerm(R"({"A":"first","A":"second"})", QStringLiteral("$.A")), QStringLiteral("first"));
    const QByteArray text(300, 'x');
    QCOMPARE(payloadTerm("{\"A\":\"" + text + "\"}", QStringLiteral("$.A")), QString(200, u'x'));
}

void TestFilterTerms::ofHeaders()
{
    FieldsModel model;
    model.setRows(headerFields({{"X-Forwarded-For", "10.0.0.1"}, {"Odd", R"(back\slash)"}}));
    QCOMPARE(model.index(0, FieldsModel::NameColumn).data(filterTermRole).toString(),
             QStringLiteral("\"X-Forwarded-For:\""));
    QCOMPARE(model.index(0, FieldsModel::ValueColumn).data(filterTermRole).toString(),
             QStringLiteral("\"X-Forwarded-For: 10.0.0.1\""));
    // The log writes a backslash twice.
    const auto odd = parseFilter(model.index(1, FieldsModel::ValueColumn).data(filterTermRole).toString());
    QVERIFY(odd);
    QCOMPARE(odd->terms.at(0).alternatives.at(0).text, QStringLiteral(R"(Odd: back\\slash)"));
}

void TestFilterTerms::ofDetails()
{
    AttemptsModel attempts;
    attempts.setAttempts({repeated()}, 0, repeated().receivedAt);
    QCOMPARE(attempts.index(0, AttemptsModel::AnswerColumn).data(filterTermRole).toString(),
             QStringLiteral("status:200"));
    QVERIFY(attempts.index(0, AttemptsModel::StoredColumn).data(filterTermRole).toString().isEmpty());
    ChainModel chain;
    chain.setChain({repeated()}, 0);
    QCOMPARE(chain.index(0, ChainModel::EventColumn).data(filterTermRole).toString(),
             QStringLiteral("type=:ModelReady"));
    FieldsModel fields;
    fields.setRows({{QStringLiteral("Note"), QStringLiteral("a \"b\""), {}}});
    QCOMPARE(fields.index(0, FieldsModel::ValueColumn).data(filterTermRole).toString(),
             QStringLiteral(R"("a \\\"b\\\"")"));
    QVERIFY(fields.index(0, FieldsModel::NameColumn).data(filterTermRole).toString().isEmpty());
    fields.setRows({{QStringLiteral("Note"), QStringLiteral("a \"b\""), {}, textTerm(QStringLiteral("a \"b\""))}});
    QCOMPARE(fields.index(0, FieldsModel::ValueColumn).data(filterTermRole).toString(), QStringLiteral(R"("a \"b\"")"));
    DimensionValue value;
    value.valueId = QStringLiteral("3600");
    QCOMPARE(dimensionValueTerm(value), QStringLiteral("3600"));
    value.valueName = QStringLiteral("Office supplies");
    QCOMPARE(dimensionValueTerm(value), QStringLiteral("\"Office supplies\""));
}

void TestFilterTerms::cutsWhatIsLong()
{
    const QString smile = QString::fromUtf8("\xf0\x9f\x99\x82");
    const QString term = textTerm(QString(199, u'x') + smile);
    QCOMPARE(term, QString(199, u'x'));
    QVERIFY(parseFilter(textTerm(QString(100'000, u'"'))));
}

void TestFilterTerms::negates()
{
    QCOMPARE(negatedTerm(QStringLiteral("company:x")), QStringLiteral("-company:x"));
    QCOMPARE(negatedTerm(QStringLiteral("-has:resource")), QStringLiteral("has:resource"));
    QCOMPARE(negatedTerm(textTerm(QStringLiteral("-x"))), QStringLiteral("-\"-x\""));
}

QTEST_MAIN(TestFilterTerms)
#include "test_filterterms.moc"
