// SPDX-License-Identifier: MIT
#include "core/api/invoicecodingproposal.h"

#include "core/api/answertext.h"
#include "core/api/objectreader.h"
#include "core/api/partyreader.h"

#include <algorithm>
#include <limits>

namespace kaunt {

namespace {

template <typename Item>
void sortByPriority(QList<Item>& items)
{
    const auto rank = [](const Item& item) {
        return item.priority > 0 ? item.priority : std::numeric_limits<int>::max();
    };
    std::stable_sort(items.begin(), items.end(),
                     [&rank](const Item& one, const Item& other) { return rank(one) < rank(other); });
}

DimensionValue readValue(ObjectReader& source)
{
    DimensionValue value;
    value.dimensionId = source.text(u"externalDimensionId");
    value.dimensionName = source.text(u"externalDimensionName");
    value.valueId = source.text(u"externalDimensionValueId");
    value.valueName = source.text(u"externalDimensionValueName");
    value.confidence = confidenceFromText(source.text(u"confidence"));
    value.priority = source.number(u"proposalPriority");
    return value;
}

DimensionProposal readDimension(ObjectReader& source)
{
    DimensionProposal dimension;
    dimension.dimensionId = source.text(u"externalDimensionId");
    dimension.dimensionName = source.text(u"externalDimensionName");
    dimension.values = source.list(u"dimensionValueProposals", [&dimension](ObjectReader& item) {
        DimensionValue value = readValue(item);
        value.dimensionId = dimension.dimensionId;
        value.dimensionName = dimension.dimensionName;
        return value;
    });
    sortByPriority(dimension.values);
    return dimension;
}

DimensionCombination readCombination(ObjectReader& source)
{
    DimensionCombination combination;
    combination.confidence = confidenceFromText(source.text(u"confidence"));
    combination.priority = source.number(u"proposalPriority");
    combination.values = source.list(u"dimensionsWithValues", readValue);
    return combination;
}

Accrual readAccrual(ObjectReader& source)
{
    Accrual accrual;
    accrual.priority = source.number(u"proposalPriority");
    accrual.confidence = confidenceFromText(source.text(u"confidence"));
    accrual.hasAccrual = source.boolean(u"hasAccrual");
    accrual.code = source.text(u"accrualCode");
    accrual.startDate = source.text(u"accrualStartDate");
    accrual.endDate = source.text(u"accrualEndDate");
    return accrual;
}

PostingGroup readGroup(ObjectReader& source)
{
    PostingGroup group;
    group.type = source.text({u"type", u"groupType"});
    group.lineNumbers = source.texts(u"invoiceLineNumbers");
    group.lineIndexes = source.indexes(u"invoiceLineIndexes");
    group.texts = source.list(u"postingTextProposals", [](ObjectReader& item) {
        return PostingText{item.text(u"text"), item.number(u"proposalPriority")};
    });
    sortByPriority(group.texts);
    ObjectReader combination(source.child(u"dimensionCombinationProposal"),
                             source.pathOf(u"dimensionCombinationProposal"), source.unknown());
    if (combination.isPresent())
        group.combination = readCombination(combination);
    group.amountExVat = source.text(u"amountExVat");
    group.vatAmount = source.text(u"vatAmount");
    group.amountInclVat = source.text(u"amountInclVat");
    group.accruals = source.list(u"accrual", readAccrual);
    sortByPriority(group.accruals);
    return group;
}

InvoiceLine readInvoiceLine(ObjectReader& source)
{
    InvoiceLine line;
    line.lineNumber = source.text(u"lineNumber");
    line.description = source.text(u"description");
    line.name = source.text(u"name");
    line.quantity = source.text(u"quantity");
    line.unitOfMeasure = source.text(u"unitOfMeasure");
    line.amountExVat = source.text(u"lineAmountExVat");
    line.vatAmount = source.text(u"lineVatAmount");
    line.amountInclVat = source.text(u"lineAmountInclVat");
    return line;
}

Invoice readInvoice(ObjectReader& source)
{
    Invoice invoice;
    invoice.externalInvoiceId = source.text(u"externalInvoiceId");
    invoice.invoiceDate = source.text(u"invoiceDate");
    invoice.postingDate = source.text(u"postingDate");
    invoice.dueDate = source.text(u"dueDate");
    invoice.currencyCode = source.text(u"currencyCode");
    invoice.amountExVat = source.text(u"amountExVat");
    invoice.vatAmount = source.text(u"vatAmount");
    invoice.amountInclVat = source.text(u"amountInclVat");
    invoice.externalPurchaserId = source.text(u"externalPurchaserId");
    invoice.buyer = readParty(source, u"buyer");
    invoice.vendor = readParty(source, u"vendor");
    invoice.lines = source.list({u"lines", u"invoiceLines"}, readInvoiceLine);
    invoice.deliveryAddress = readAddress(source, u"deliveryAddress");
    return invoice;
}

void readLines(ObjectReader& source, InvoiceCodingProposal& proposal)
{
    proposal.lines = source.list(u"invoiceLineCodingDimensionProposals", [](ObjectReader& item) {
        return LineProposal{item.text(u"invoiceLineNumber"), item.list(u"dimensionProposals", readDimension)};
    });
    proposal.combinations = source.list(u"invoiceLineCodingDimensionCombinationProposals", [](ObjectReader& item) {
        LineCombinations line{item.text(u"invoiceLineNumber"),
                              item.list(u"dimensionCombinationProposals", readCombination)};
        sortByPriority(line.combinations);
        return line;
    });
    proposal.groups = source.list(u"invoiceCodingProposalGroups", readGroup);
}

} // namespace

Confidence confidenceFromText(QStringView text)
{
    if (text.compare(u"high", Qt::CaseInsensitive) == 0)
        return Confidence::High;
    if (text.compare(u"medium", Qt::CaseInsensitive) == 0)
        return Confidence::Medium;
    return text.compare(u"low", Qt::CaseInsensitive) == 0 ? Confidence::Low : Confidence::Unknown;
}

InvoiceCodingProposal readInvoiceCodingProposal(const JsonValue& answer)
{
    InvoiceCodingProposal proposal;
    const JsonValue& result = unwrapped(answer);
    const JsonValue* inner = result.find(u"invoiceCodingProposal");
    {
        const JsonValue& source = inner && inner->isObject() ? *inner : result;
        ObjectReader reader(&source, QString(), proposal.unknownFields);
        proposal.id = reader.text(u"id");
        readLines(reader, proposal);
        if (const JsonValue* invoice = reader.child(u"invoice"); invoice && !inner) {
            ObjectReader invoiceReader(invoice, QStringLiteral("invoice"), proposal.unknownFields);
            proposal.invoice = readInvoice(invoiceReader);
        }
        proposal.errorText = messageOf(source);
        if (proposal.errorText.isNull())
            proposal.errorText = reader.text({u"errorMessage", u"processingErrorMessage"});
        reader.ignore({u"correlationId", u"isSuccess", u"error", u"errors", u"message", u"detail", u"title"});
    }
    if (inner) {
        ObjectReader reader(&result, QString(), proposal.unknownFields);
        reader.ignore({u"invoiceCodingProposal", u"correlationId", u"isSuccess"});
        ObjectReader invoice(reader.child(u"invoice"), QStringLiteral("invoice"), proposal.unknownFields);
        if (invoice.isPresent())
            proposal.invoice = readInvoice(invoice);
    }
    return proposal;
}

} // namespace kaunt
