// SPDX-License-Identifier: MIT
#include "core/api/documentresult.h"

#include "core/api/answertext.h"
#include "core/api/objectreader.h"
#include "core/api/partyreader.h"
#include "core/webhook/webhookevent.h"

namespace kaunt {

namespace {

DocumentResult::State stateFromText(QStringView text)
{
    using State = DocumentResult::State;
    if (text.isEmpty() || text.compare(u"unspecified", Qt::CaseInsensitive) == 0)
        return State::Unspecified;
    if (text.compare(u"pending", Qt::CaseInsensitive) == 0)
        return State::Pending;
    if (text.compare(u"processed", Qt::CaseInsensitive) == 0)
        return State::Processed;
    return text.compare(u"error", Qt::CaseInsensitive) == 0 ? State::Error : State::Unknown;
}

CustomField readCustomField(ObjectReader& source)
{
    return CustomField{source.text(u"id"), source.text(u"fieldName"), source.text(u"fieldValue"),
                       source.isNumber(u"fieldValue")};
}

DocumentLine readLine(ObjectReader& source)
{
    DocumentLine line;
    line.lineNumber = source.text(u"lineNumber");
    line.itemDescription = source.text(u"itemDescription");
    line.itemCode = source.text(u"itemCode");
    line.quantity = source.text(u"quantity");
    line.unitOfMeasure = source.text(u"unitOfMeasure");
    line.unitPrice = source.text(u"unitPrice");
    line.amountExVat = source.text(u"lineAmountExVat");
    line.vatAmount = source.text(u"lineVatAmount");
    line.vatRate = source.text(u"lineVatRate");
    line.amountInclVat = source.text(u"lineAmountInclVat");
    line.customFields = source.list(u"customFields", readCustomField);
    return line;
}

bool isScalar(const JsonValue& value)
{
    return value.isString() || value.isNumber() || value.type == JsonValue::Type::Bool;
}

/// The fields that hold one value, known or not, in their order: nothing of them is hidden.
QList<DocumentField> readScalars(const JsonValue* object, ObjectReader& reader)
{
    QList<DocumentField> fields;
    for (size_t i = 0; object && i < object->members.size(); ++i) {
        const JsonMember& member = object->members[i];
        if (!isScalar(member.value))
            continue;
        fields.append({member.key, scalarText(member.value), member.value.isNumber()});
        reader.ignore({member.key});
    }
    return fields;
}

QList<DocumentField> readPaymentInformation(ObjectReader& source)
{
    const JsonValue* object = source.object(u"paymentInformation");
    ObjectReader reader = source.child(u"paymentInformation");
    // Its fields are not documented, so one that is null says nothing.
    for (size_t i = 0; object && i < object->members.size(); ++i)
        reader.acceptNull({object->members[i].key});
    return readScalars(object, reader);
}

void readExtraction(const JsonValue* source, DocumentResult& document)
{
    ObjectReader reader(source, QStringLiteral("documentAIResult"), document.unknownFields);
    document.fields = readScalars(source, reader);
    document.currencyCode = reader.text(u"currencyCode");
    document.amountExVat = reader.text(u"amountExVat");
    document.vatAmount = reader.text(u"vatAmount");
    document.amountInclVat = reader.text(u"amountInclVat");
    document.buyer = readParty(reader, u"buyer");
    document.vendor = readParty(reader, u"vendor");
    document.deliveryAddress = readAddress(reader, u"deliveryAddress");
    document.paymentInformation = readPaymentInformation(reader);
    document.lines = reader.list({u"lines", u"lineItems", u"documentLines", u"invoiceLines"}, readLine);
    reader.acceptNull({u"documentDate", u"dueDate", u"vatRate", u"vendorInvoiceNumber", u"orderNumber",
                       u"projectNumber", u"purchaseOrderNumber", u"contractNumber", u"customerNumber"});
}

void readResult(const JsonValue& result, DocumentResult& document)
{
    ObjectReader reader(&result, QString(), document.unknownFields);
    document.id = reader.text(u"id");
    document.fileName = reader.text(u"fileName");
    document.mimeType = reader.text(u"mimeType");
    document.stateText = reader.text(u"processingState");
    document.state = stateFromText(document.stateText);
    document.errorMessage = reader.text(u"processingErrorMessage");
    readExtraction(reader.object(u"documentAIResult"), document);
    reader.ignore({u"correlationId", u"isSuccess"});
}

} // namespace

DocumentResult readDocumentResult(const JsonValue& answer, EventKind event)
{
    using State = DocumentResult::State;
    DocumentResult document;
    readResult(unwrapped(answer), document);
    document.hasFailed =
        document.state == State::Error || (event == EventKind::DocumentFailed && document.state != State::Processed);
    return document;
}

ResourceKind resourceKind(const JsonValue& answer, QStringView eventType)
{
    if (!answer.isObject())
        return ResourceKind::Unknown;
    const JsonValue& result = unwrapped(answer);
    for (const char* key : {"invoiceCodingProposal", "invoiceLineCodingDimensionProposals",
                            "invoiceCodingProposalGroups", "invoiceLineCodingDimensionCombinationProposals"}) {
        if (result.find(QString::fromLatin1(key)))
            return ResourceKind::Proposal;
    }
    if (result.find(u"documentAIResult"))
        return ResourceKind::Document;
    switch (eventKind(eventType)) {
    case EventKind::ProposalCompleted:
    case EventKind::ProposalFailed:
        return ResourceKind::Proposal;
    case EventKind::DocumentReady:
    case EventKind::DocumentFailed:
        return ResourceKind::Document;
    case EventKind::ModelReady:
    case EventKind::Unknown:
        break;
    }
    return result.find(u"processingState") ? ResourceKind::Document : ResourceKind::Unknown;
}

} // namespace kaunt
