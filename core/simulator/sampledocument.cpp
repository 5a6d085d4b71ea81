// SPDX-License-Identifier: MIT
#include "core/simulator/answerwriter.h"
#include "core/simulator/sampleinvoice.h"
#include "core/simulator/samples.h"

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

void writeAddress(AnswerWriter& out, const char* key, const SampleParty& party)
{
    out.beginObject(key);
    out.text("street", party.street);
    out.text("city", party.city);
    out.text("postalCode", party.postalCode);
    out.null("state");
    out.text("countryCode", party.countryCode);
    out.endObject();
}

void writeDocumentParty(AnswerWriter& out, const char* key, const SampleParty& party)
{
    out.beginObject(key);
    out.text("name", party.name);
    out.text("taxIdentificationNumber", party.taxIdentificationNumber);
    out.text("emailAddress", party.emailAddress);
    out.text("phoneNumber", party.phoneNumber);
    writeAddress(out, "address", party);
    out.endObject();
}

void writeCustomFields(AnswerWriter& out, const SampleInvoice& invoice, int line)
{
    out.beginArray("customFields");
    out.beginObject();
    out.text("id", u"cf-1"_s);
    out.text("fieldName", u"Delivery note"_s);
    out.text("fieldValue", u"DN-"_s + invoice.number + u'-' + QString::number(line));
    out.endObject();
    out.beginObject();
    out.text("id", u"cf-2"_s);
    out.text("fieldName", u"Weight (kg)"_s);
    out.amount("fieldValue", qint64(line) * 1'250);
    out.endObject();
    out.endArray();
}

void writeLines(AnswerWriter& out, const SampleInvoice& invoice)
{
    int number = 0;
    out.beginArray("lines");
    for (const SampleLine& line : invoice.lines) {
        ++number;
        out.beginObject();
        out.text("lineNumber", QString::number(number * 10));
        out.text("itemDescription", line.description);
        out.text("itemCode", line.itemCode);
        out.integer("quantity", line.quantity);
        out.text("unitOfMeasure", line.unit);
        out.amount("unitPrice", line.unitPrice);
        out.amount("lineAmountExVat", line.amountExVat());
        out.amount("lineVatAmount", line.vatAmount());
        out.integer("lineVatRate", line.vatPercent);
        out.amount("lineAmountInclVat", line.amountInclVat());
        writeCustomFields(out, invoice, number);
        out.endObject();
    }
    out.endArray();
}

void writeResult(AnswerWriter& out, const SampleInvoice& invoice)
{
    out.beginObject("documentAIResult");
    out.text("documentDate", invoice.invoiceDate.toString(Qt::ISODate));
    out.text("dueDate", invoice.dueDate.toString(Qt::ISODate));
    out.text("currencyCode", invoice.currencyCode);
    out.amount("amountExVat", invoice.amountExVat());
    out.amount("vatAmount", invoice.vatAmount());
    out.integer("vatRate", 25);
    out.amount("amountInclVat", invoice.amountInclVat());
    out.text("vendorInvoiceNumber", invoice.number);
    out.null("orderNumber");
    out.null("projectNumber");
    out.text("purchaseOrderNumber", invoice.purchaseOrderNumber);
    out.null("contractNumber");
    out.text("customerNumber", invoice.buyer.externalId);
    writeDocumentParty(out, "buyer", invoice.buyer);
    writeDocumentParty(out, "vendor", invoice.vendor);
    writeAddress(out, "deliveryAddress", invoice.buyer);
    out.beginObject("paymentInformation");
    out.text("iban", invoice.iban);
    out.text("paymentReference", u"+71<"_s + invoice.number);
    out.endObject();
    writeLines(out, invoice);
    out.endObject();
}

} // namespace

QByteArray sampleDocumentAnswer(const WebhookEvent& event, quint32 seed)
{
    const SampleInvoice invoice = sampleInvoice(event.companyName, seed);
    const bool hasFailed = event.kind() == EventKind::DocumentFailed;
    AnswerWriter out;
    out.beginAnswer(sampleRequestId(seed));
    out.text("id", event.id);
    out.text("fileName", u"invoice-"_s + invoice.number + u".pdf"_s);
    out.text("mimeType", u"application/pdf"_s);
    out.text("processingState", hasFailed ? u"Error"_s : u"Processed"_s);
    if (hasFailed) {
        out.text("processingErrorMessage", u"The document has no readable page: it is protected by a password."_s);
        out.null("documentAIResult");
    } else {
        out.null("processingErrorMessage");
        writeResult(out, invoice);
    }
    out.endAnswer();
    return out.result();
}

} // namespace kaunt
