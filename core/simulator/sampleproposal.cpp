// SPDX-License-Identifier: MIT
#include "core/simulator/answerwriter.h"
#include "core/simulator/sampleinvoice.h"
#include "core/simulator/samples.h"

#include <QMap>
#include <QRandomGenerator>

#include <initializer_list>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

struct Value {
    QString id, name, confidence;
};

struct Dimension {
    QString id, name;
    QList<Value> values; ///< best first
};

QString vatCode(int percent)
{
    return percent == 0 ? u"I0"_s : u"I"_s + QString::number(percent);
}

/// General ledger account, cost centre and VAT code, the first two with a second best.
QList<Dimension> dimensionsOf(const SampleLine& line, const SampleInvoice& invoice)
{
    const bool isSure = line.account.endsWith(u'0') && line.quantity < 20;
    return {
        {u"gl-account"_s,
         u"GL account"_s,
         {{line.account, line.accountName, isSure ? u"High"_s : u"Medium"_s}, {u"3690"_s, u"Other costs"_s, u"Low"_s}}},
        {u"cost-centre"_s,
         u"Cost centre"_s,
         {{invoice.costCentre, invoice.costCentreName, u"Medium"_s},
          {invoice.otherCostCentre, invoice.otherCostCentreName, u"Low"_s}}},
        {u"vat-code"_s,
         u"VAT code"_s,
         {{vatCode(line.vatPercent), u"Input VAT "_s + QString::number(line.vatPercent) + u" %"_s, u"High"_s}}}};
}

QString lineNumber(qsizetype index)
{
    return QString::number((index + 1) * 10);
}

void writeDimension(AnswerWriter& out, const Dimension& dimension)
{
    out.beginObject();
    out.text("externalDimensionId", dimension.id);
    out.text("externalDimensionName", dimension.name);
    out.beginArray("dimensionValueProposals");
    int priority = 0;
    for (const Value& value : dimension.values) {
        out.beginObject();
        out.text("externalDimensionValueId", value.id);
        out.text("externalDimensionValueName", value.name);
        out.text("confidence", value.confidence);
        out.integer("proposalPriority", ++priority);
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

void writeLineProposals(AnswerWriter& out, const SampleInvoice& invoice)
{
    out.beginArray("invoiceLineCodingDimensionProposals");
    for (qsizetype i = 0; i < invoice.lines.size(); ++i) {
        out.beginObject();
        out.text("invoiceLineNumber", lineNumber(i));
        out.beginArray("dimensionProposals");
        const QList<Dimension> dimensions = dimensionsOf(invoice.lines.at(i), invoice);
        for (const Dimension& dimension : dimensions)
            writeDimension(out, dimension);
        out.endArray();
        out.endObject();
    }
    out.endArray();
}

/// The members of one combination; `rank` 0 takes the best value of each dimension.
void writeCombination(AnswerWriter& out, const QList<Dimension>& dimensions, qsizetype rank)
{
    out.text("confidence", rank == 0 ? u"Medium"_s : u"Low"_s);
    out.integer("proposalPriority", rank + 1);
    out.beginArray("dimensionsWithValues");
    for (const Dimension& dimension : dimensions) {
        const Value& value = dimension.values.at(std::min(rank, dimension.values.size() - 1));
        out.beginObject();
        out.text("externalDimensionId", dimension.id);
        out.text("externalDimensionName", dimension.name);
        out.text("externalDimensionValueId", value.id);
        out.text("externalDimensionValueName", value.name);
        out.text("confidence", value.confidence);
        out.endObject();
    }
    out.endArray();
}

void writeLineCombinations(AnswerWriter& out, const SampleInvoice& invoice)
{
    out.beginArray("invoiceLineCodingDimensionCombinationProposals");
    for (qsizetype i = 0; i < invoice.lines.size(); ++i) {
        const QList<Dimension> dimensions = dimensionsOf(invoice.lines.at(i), invoice);
        out.beginObject();
        out.text("invoiceLineNumber", lineNumber(i));
        out.beginArray("dimensionCombinationProposals");
        for (qsizetype rank = 0; rank < 2; ++rank) {
            out.beginObject();
            writeCombination(out, dimensions, rank);
            out.endObject();
        }
        out.endArray();
        out.endObject();
    }
    out.endArray();
}

void writeAccruals(AnswerWriter& out, const SampleInvoice& invoice, bool isAccrued)
{
    out.beginArray("accrual");
    out.beginObject();
    out.integer("proposalPriority", 1);
    out.text("confidence", isAccrued ? u"Medium"_s : u"High"_s);
    out.truth("hasAccrual", isAccrued);
    if (isAccrued) {
        const QDate start(invoice.invoiceDate.year(), invoice.invoiceDate.month(), 1);
        out.text("accrualCode", u"12M"_s);
        out.text("accrualStartDate", start.toString(Qt::ISODate));
        out.text("accrualEndDate", start.addYears(1).addDays(-1).toString(Qt::ISODate));
    }
    out.endObject();
    out.endArray();
}

void writeGroup(AnswerWriter& out, const SampleInvoice& invoice, const QList<qsizetype>& indexes)
{
    const SampleLine& first = invoice.lines.at(indexes.front());
    qint64 exVat = 0;
    qint64 vat = 0;
    out.beginObject();
    out.text("type", u"Posting"_s);
    out.beginArray("invoiceLineNumbers");
    for (const qsizetype index : indexes)
        out.text(lineNumber(index));
    out.endArray();
    out.beginArray("invoiceLineIndexes");
    for (const qsizetype index : indexes) {
        out.integer(index);
        exVat += invoice.lines.at(index).amountExVat();
        vat += invoice.lines.at(index).vatAmount();
    }
    out.endArray();
    out.beginArray("postingTextProposals");
    int priority = 0;
    for (const QString& text :
         {invoice.vendor.name + u", "_s + first.description, first.accountName + u' ' + invoice.number}) {
        out.beginObject();
        out.text("text", text);
        out.integer("proposalPriority", ++priority);
        out.endObject();
    }
    out.endArray();
    out.beginObject("dimensionCombinationProposal");
    writeCombination(out, dimensionsOf(first, invoice), 0);
    out.endObject();
    out.amount("amountExVat", exVat);
    out.amount("vatAmount", vat);
    out.amount("amountInclVat", exVat + vat);
    writeAccruals(out, invoice, first.accrued);
    out.endObject();
}

/// Lines that are posted alike, in the order of their first line.
void writeGroups(AnswerWriter& out, const SampleInvoice& invoice)
{
    QMap<QString, QList<qsizetype>> groups;
    QStringList order;
    for (qsizetype i = 0; i < invoice.lines.size(); ++i) {
        const SampleLine& line = invoice.lines.at(i);
        const QString posting = line.account + (line.accrued ? u"/12M"_s : QString()) + vatCode(line.vatPercent);
        if (!groups.contains(posting))
            order.append(posting);
        groups[posting].append(i);
    }
    out.beginArray("invoiceCodingProposalGroups");
    for (const QString& posting : std::as_const(order))
        writeGroup(out, invoice, groups.value(posting));
    out.endArray();
}

void writeProposalParty(AnswerWriter& out, const char* key, const SampleParty& party)
{
    out.beginObject(key);
    out.text("externalId", party.externalId);
    out.text("name", party.name);
    out.text("glnNumber", party.glnNumber);
    out.text("taxIdentificationNumber", party.taxIdentificationNumber);
    out.beginObject("address");
    out.text("street", party.street);
    out.text("city", party.city);
    out.text("postalCode", party.postalCode);
    out.text("countryCode", party.countryCode);
    out.endObject();
    out.endObject();
}

void writeInvoiceLines(AnswerWriter& out, const SampleInvoice& invoice)
{
    out.beginArray("lines");
    for (qsizetype i = 0; i < invoice.lines.size(); ++i) {
        const SampleLine& line = invoice.lines.at(i);
        out.beginObject();
        out.text("lineNumber", lineNumber(i));
        out.text("description", line.description);
        out.text("name", line.itemCode);
        out.integer("quantity", line.quantity);
        out.text("unitOfMeasure", line.unit);
        out.amount("lineAmountExVat", line.amountExVat());
        out.amount("lineVatAmount", line.vatAmount());
        out.amount("lineAmountInclVat", line.amountInclVat());
        out.endObject();
    }
    out.endArray();
}

void writeInvoice(AnswerWriter& out, const SampleInvoice& invoice)
{
    out.beginObject("invoice");
    out.text("externalInvoiceId", u"INV-"_s + invoice.number);
    out.text("invoiceDate", invoice.invoiceDate.toString(Qt::ISODate));
    out.text("postingDate", invoice.invoiceDate.addDays(1).toString(Qt::ISODate));
    out.text("dueDate", invoice.dueDate.toString(Qt::ISODate));
    out.text("currencyCode", invoice.currencyCode);
    out.amount("amountExVat", invoice.amountExVat());
    out.amount("vatAmount", invoice.vatAmount());
    out.amount("amountInclVat", invoice.amountInclVat());
    writeProposalParty(out, "buyer", invoice.buyer);
    writeProposalParty(out, "vendor", invoice.vendor);
    writeInvoiceLines(out, invoice);
    out.endObject();
}

} // namespace

QByteArray sampleProposalAnswer(const WebhookEvent& event, quint32 seed)
{
    const SampleInvoice invoice = sampleInvoice(event.companyName, seed);
    AnswerWriter out;
    out.beginAnswer(sampleRequestId(seed));
    out.beginObject("invoiceCodingProposal");
    out.text("id", event.id);
    writeLineProposals(out, invoice);
    writeLineCombinations(out, invoice);
    writeGroups(out, invoice);
    out.endObject();
    writeInvoice(out, invoice);
    out.endAnswer();
    return out.result();
}

QByteArray sampleFailedProposalAnswer(const WebhookEvent& event, quint32 seed)
{
    const QStringList reasons{u"The invoice has no lines and no amount that could be coded."_s,
                              u"The chart of accounts of this company has not been uploaded."_s,
                              u"The currency XTS is not known for this company."_s};
    // How Kaunt names the error of a failed proposal is not known; these are the names of a failed document.
    AnswerWriter out;
    out.beginAnswer(sampleRequestId(seed));
    out.beginObject("invoiceCodingProposal");
    out.text("id", event.id);
    out.text("processingState", u"Error"_s);
    out.text("processingErrorMessage", reasons.at(static_cast<qsizetype>(seed) % reasons.size()));
    out.null("invoiceLineCodingDimensionProposals");
    out.null("invoiceLineCodingDimensionCombinationProposals");
    out.null("invoiceCodingProposalGroups");
    out.endObject();
    writeInvoice(out, sampleInvoice(event.companyName, seed));
    out.endAnswer();
    return out.result();
}

} // namespace kaunt
