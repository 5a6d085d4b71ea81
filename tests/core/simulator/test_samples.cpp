// SPDX-License-Identifier: MIT
#include "core/simulator/sampleinvoice.h"
#include "core/simulator/samples.h"
#include "core/webhook/jsonvalue.h"
#include "core/webhook/webhookevent.h"

#include <QFile>
#include <QSet>
#include <QTest>
#include <QUuid>

#include <initializer_list>
#include <set>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

namespace {

const QUrl kauntBase(u"https://api.kaunt.com"_s);

JsonValue parsed(const QByteArray& answer)
{
    const auto root = parseJson(answer);
    return root ? *root : JsonValue();
}

/// The value behind the keys; one that is nowhere is null.
JsonValue at(const JsonValue& root, std::initializer_list<QStringView> keys)
{
    const JsonValue* value = &root;
    for (const QStringView key : keys) {
        value = value->find(key);
        if (value == nullptr)
            return {};
    }
    return *value;
}

/// Hundredths of the text of an amount with two decimals; -1 for anything else, so that no sum holds by chance.
qint64 hundredths(const JsonValue& value)
{
    const qsizetype point = value.text.indexOf(u'.');
    if (!value.isNumber() || point < 0 || value.text.size() != point + 3)
        return -1;
    QString digits = value.text;
    return digits.remove(point, 1).toLongLong();
}

qint64 sum(const std::vector<JsonValue>& rows, QStringView key)
{
    qint64 total = 0;
    for (const JsonValue& row : rows)
        total += hundredths(at(row, {key}));
    return total;
}

} // namespace

/// Promises of the samples: they look like what Kaunt sends, they add up, and the same seed gives the same.
class TestSamples final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void printsEventsAsDocumented();
    void printsEventsThatAreReadBack_data();
    void printsEventsThatAreReadBack();
    void followsTheSeed();
    void sharesTheRequest();
    void addsUpProposals();
    void codesEveryLine();
    void showsAccrualsAndSeveralGroups();
    void tellsWhyAProposalFailed();
    void addsUpDocuments();
    void tellsWhyADocumentFailed();
    void belongsToOneTenantPerCompany();
    void keepsSampleFilesInStep_data();
    void keepsSampleFilesInStep();
};

void TestSamples::printsEventsAsDocumented()
{
    const WebhookEvent event{u"1"_s, u"https://api.kaunt.com/v1/x"_s, u"t"_s, {}, u"\u00e6\"\n"_s, u"ModelReady"_s};
    QCOMPARE(webhookBody(event),
             QByteArray("{\"Id\":\"1\",\"Url\":\"https://api.kaunt.com/v1/x\",\"TenantId\":\"t\",\"CompanyName\":null,"
                        "\"CorrelationId\":\"\xc3\xa6\\\"\\n\",\"EventType\":\"ModelReady\"}"));
}

void TestSamples::printsEventsThatAreReadBack_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("path");
    const QStringList paths{u"invoicecodingproposals"_s, u"invoicecodingproposals"_s, u"models"_s,
                            u"documentai/documents"_s, u"documentai/documents"_s};
    for (qsizetype i = 0; i < paths.size(); ++i)
        QTest::newRow(qPrintable(knownEventTypes().at(i))) << knownEventTypes().at(i) << paths.at(i);
}

void TestSamples::printsEventsThatAreReadBack()
{
    QFETCH(const QString, type);
    QFETCH(const QString, path);
    const WebhookEvent event = sampleEvent(type, kauntBase, 7);
    const WebhookPayload read = readWebhookPayload(webhookBody(event));
    QVERIFY(read.event.has_value());
    QVERIFY(*read.event == event);
    QCOMPARE(read.notes, QStringList());
    QCOMPARE(event.eventType, type);
    for (const QString& id : {event.id, event.tenantId, event.correlationId}) {
        const QUuid uuid(id);
        QCOMPARE(uuid.version(), QUuid::Random);
        QCOMPARE(uuid.variant(), QUuid::DCE);
    }
    QCOMPARE(event.url, u"https://api.kaunt.com/v1/tenants/%1/companies/%2/%3/%4"_s.arg(
                            event.tenantId, event.companyName, path, event.id));
    const JsonValue answer = parsed(sampleAnswer(event, 7));
    QVERIFY(at(answer, {u"isSuccess"}).boolean);
    QVERIFY(at(answer, {u"result"}).isObject());
    QVERIFY(at(answer, {u"correlationId"}).text != event.correlationId);
}

void TestSamples::followsTheSeed()
{
    QSet<QString> ids;
    for (quint32 seed = 0; seed < 200; ++seed) {
        for (const QString& type : knownEventTypes()) {
            const WebhookEvent event = sampleEvent(type, kauntBase, seed);
            QVERIFY(event == sampleEvent(type, kauntBase, seed));
            QCOMPARE(sampleAnswer(event, seed), sampleAnswer(event, seed));
            ids.insert(event.id);
        }
    }
    QCOMPARE(ids.size(), qsizetype(200 * 5));
}

void TestSamples::sharesTheRequest()
{
    const WebhookEvent document = sampleEvent(u"DocumentAIDocumentResultReady"_s, kauntBase, 3);
    const WebhookEvent proposal = sampleEvent(u"InvoiceCodingProposalProcessingCompleted"_s, kauntBase, 3);
    QCOMPARE(document.correlationId, proposal.correlationId);
    QCOMPARE(document.companyName, proposal.companyName);
    QVERIFY(document.id != proposal.id);
    const JsonValue read = parsed(sampleAnswer(document, 3));
    const JsonValue coded = parsed(sampleAnswer(proposal, 3));
    QCOMPARE(u"INV-"_s + at(read, {u"result", u"documentAIResult", u"vendorInvoiceNumber"}).text,
             at(coded, {u"result", u"invoice", u"externalInvoiceId"}).text);
}

void TestSamples::addsUpProposals()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        const WebhookEvent event = sampleEvent(knownEventTypes().front(), kauntBase, seed);
        const JsonValue answer = parsed(sampleProposalAnswer(event, seed));
        const JsonValue invoice = at(answer, {u"result", u"invoice"});
        const JsonValue groups = at(answer, {u"result", u"invoiceCodingProposal", u"invoiceCodingProposalGroups"});
        const qint64 exVat = hundredths(at(invoice, {u"amountExVat"}));
        const qint64 vat = hundredths(at(invoice, {u"vatAmount"}));
        const qint64 inclVat = hundredths(at(invoice, {u"amountInclVat"}));
        QVERIFY(exVat > 0);
        QCOMPARE(exVat + vat, inclVat);
        QCOMPARE(sum(at(invoice, {u"lines"}).elements, u"lineAmountExVat"), exVat);
        QCOMPARE(sum(at(invoice, {u"lines"}).elements, u"lineVatAmount"), vat);
        QCOMPARE(sum(at(invoice, {u"lines"}).elements, u"lineAmountInclVat"), inclVat);
        QCOMPARE(sum(groups.elements, u"amountExVat"), exVat);
        QCOMPARE(sum(groups.elements, u"vatAmount"), vat);
        QCOMPARE(sum(groups.elements, u"amountInclVat"), inclVat);
    }
}

void TestSamples::codesEveryLine()
{
    const WebhookEvent event = sampleEvent(knownEventTypes().front(), kauntBase, 11);
    const JsonValue result = at(parsed(sampleProposalAnswer(event, 11)), {u"result"});
    const JsonValue proposal = at(result, {u"invoiceCodingProposal"});
    QCOMPARE(at(proposal, {u"id"}).text, event.id);
    const JsonValue lines = at(result, {u"invoice", u"lines"});
    const JsonValue coded = at(proposal, {u"invoiceLineCodingDimensionProposals"});
    const JsonValue combined = at(proposal, {u"invoiceLineCodingDimensionCombinationProposals"});
    QVERIFY(lines.elements.size() >= 2);
    QCOMPARE(coded.elements.size(), lines.elements.size());
    QCOMPARE(combined.elements.size(), lines.elements.size());
    for (size_t i = 0; i < lines.elements.size(); ++i) {
        const JsonValue& line = coded.elements[i];
        QCOMPARE(at(line, {u"invoiceLineNumber"}).text, at(lines.elements[i], {u"lineNumber"}).text);
        const JsonValue dimensions = at(line, {u"dimensionProposals"});
        QCOMPARE(dimensions.elements.size(), size_t(3));
        QVERIFY(at(dimensions.elements[0], {u"dimensionValueProposals"}).elements.size() > 1);
        QCOMPARE(at(combined.elements[i], {u"dimensionCombinationProposals"}).elements.size(), size_t(2));
    }
    std::set<QString> posted;
    const JsonValue groups = at(proposal, {u"invoiceCodingProposalGroups"});
    for (const JsonValue& group : groups.elements) {
        QVERIFY(!at(group, {u"postingTextProposals"}).elements.empty());
        for (const JsonValue& index : at(group, {u"invoiceLineIndexes"}).elements)
            QVERIFY2(posted.insert(index.text).second, "a line was posted twice");
    }
    QCOMPARE(posted.size(), lines.elements.size());
}

void TestSamples::showsAccrualsAndSeveralGroups()
{
    int accrued = 0;
    int several = 0;
    for (quint32 seed = 0; seed < 50; ++seed) {
        const WebhookEvent event = sampleEvent(knownEventTypes().front(), kauntBase, seed);
        const QByteArray answer = sampleProposalAnswer(event, seed);
        accrued += answer.contains("\"accrualStartDate\"") ? 1 : 0;
        const auto groups = at(parsed(answer), {u"result", u"invoiceCodingProposal", u"invoiceCodingProposalGroups"});
        several += groups.elements.size() > 1 ? 1 : 0;
    }
    QVERIFY(accrued > 5);
    QVERIFY(several > 5);
}

void TestSamples::tellsWhyAProposalFailed()
{
    const WebhookEvent event = sampleEvent(u"InvoiceCodingProposalProcessingFailed"_s, kauntBase, 2);
    const JsonValue proposal = at(parsed(sampleAnswer(event, 2)), {u"result", u"invoiceCodingProposal"});
    QCOMPARE(at(proposal, {u"id"}).text, event.id);
    QCOMPARE(at(proposal, {u"processingState"}).text, u"Error"_s);
    QVERIFY(!at(proposal, {u"processingErrorMessage"}).text.isEmpty());
    QVERIFY(at(proposal, {u"invoiceCodingProposalGroups"}).isNull());
}

void TestSamples::addsUpDocuments()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        const WebhookEvent event = sampleEvent(u"DocumentAIDocumentResultReady"_s, kauntBase, seed);
        const JsonValue result = at(parsed(sampleDocumentAnswer(event, seed)), {u"result"});
        QCOMPARE(at(result, {u"id"}).text, event.id);
        QCOMPARE(at(result, {u"processingState"}).text, u"Processed"_s);
        const JsonValue document = at(result, {u"documentAIResult"});
        const JsonValue lines = at(document, {u"lines"});
        QVERIFY(lines.elements.size() >= 2);
        QCOMPARE(at(lines.elements.front(), {u"customFields"}).elements.size(), size_t(2));
        QCOMPARE(sum(lines.elements, u"lineAmountExVat"), hundredths(at(document, {u"amountExVat"})));
        QCOMPARE(sum(lines.elements, u"lineVatAmount"), hundredths(at(document, {u"vatAmount"})));
        QCOMPARE(sum(lines.elements, u"lineAmountInclVat"), hundredths(at(document, {u"amountInclVat"})));
        for (const JsonValue& line : lines.elements) {
            QCOMPARE(at(line, {u"quantity"}).text.toLongLong() * hundredths(at(line, {u"unitPrice"})),
                     hundredths(at(line, {u"lineAmountExVat"})));
        }
    }
}

void TestSamples::tellsWhyADocumentFailed()
{
    const WebhookEvent event = sampleEvent(u"DocumentAIDocumentResultFailed"_s, kauntBase, 5);
    const JsonValue result = at(parsed(sampleAnswer(event, 5)), {u"result"});
    QCOMPARE(at(result, {u"processingState"}).text, u"Error"_s);
    QVERIFY(!at(result, {u"processingErrorMessage"}).text.isEmpty());
    QVERIFY(at(result, {u"documentAIResult"}).isNull());
}

void TestSamples::belongsToOneTenantPerCompany()
{
    QHash<QString, QString> tenantOf;
    for (quint32 seed = 0; seed < 100; ++seed) {
        const WebhookEvent event = sampleEvent(u"ModelReady"_s, kauntBase, seed);
        QCOMPARE(tenantOf.value(event.companyName, event.tenantId), event.tenantId);
        tenantOf.insert(event.companyName, event.tenantId);
    }
    QCOMPARE(tenantOf.size(), sampleCompanies().size());
    QVERIFY(QSet<QString>(tenantOf.cbegin(), tenantOf.cend()).size() > 1);
}

void TestSamples::keepsSampleFilesInStep_data()
{
    QTest::addColumn<QString>("type");
    for (const QString& type : knownEventTypes())
        QTest::newRow(qPrintable(type)) << type;
}

/// resources/samples/<type>.json is the body of an event with seed 1, without a newline behind it.
void TestSamples::keepsSampleFilesInStep()
{
    QFETCH(const QString, type);
    QFile file(QStringLiteral(KAUNT_SOURCE_DIR "/resources/samples/%1.json").arg(type));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(file.readAll(), webhookBody(sampleEvent(type, kauntBase, 1)));
}

QTEST_APPLESS_MAIN(TestSamples)
#include "test_samples.moc"
