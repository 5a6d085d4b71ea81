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

/// A word that is none of the three is kept, so that it can be shown in its place, and told as unknown, too.
template <typename Proposed>
void readConfidence(ObjectReader& source, Proposed& proposed)
{
    const QString word = source.text(u"confidence");
    proposed.confidence = confidenceFromText(word);
    if (proposed.confidence != Confidence::Unknown || word.isEmpty())
        return;
    proposed.confidenceWord = word;
    source.addUnknown(source.pathOf(u"confidence"), word);
}

DimensionValue readValue(ObjectReader& source)
{
    DimensionValue value;
    value.dimensionId = source.text(u"externalDimensionId");
    value.dimensionName = source.text(u"externalDimensionName");
    value.valueId = source.text(u"externalDimensionValueId");
    value.valueName = source.text(u"externalDimensionValueName");
    readConfidence(source, value);
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
    readConfidence(source, combination);
    combination.priority = source.number(u"proposalPriority");
    combination.values = source.list(u"dimensionsWithValues", readValue);
    return combination;
}

Accrual readAccrual(ObjectReader& source)
{
    Accrual accrual;
    accrual.priority = source.number(u"proposalPriority");
    readConfidence(source, accrual);
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
    ObjectReader combination = source.child(u"dimensionCombinationProposal");
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

void readInvoiceOf(ObjectReader& source, InvoiceCodingProposal& proposal)
{
    if (proposal.invoice)
        return; // another one stays unread, and is told as unknown
    ObjectReader invoice = source.child(u"invoice");
    if (invoice.isPresent())
        proposal.invoice = readInvoice(invoice);
}

/// The error of an object that stands for a coding that failed. A field is told as unknown unless it is what is shown.
QString readError(ObjectReader& source, const JsonValue& object)
{
    QString text = messageOf(object);
    if (text.isNull())
        text = source.text({u"errorMessage", u"processingErrorMessage"});
    if (text.isEmpty())
        text = failureReasonOf(object);
    for (const JsonMember& member : object.members) {
        if (!text.isEmpty() && member.value.isString() && member.value.text == text)
            source.ignore({member.key});
    }
    return text;
}

/// What the field of a state is called, and its words, are documented of Document AI only (kaunt-api.md).
bool isInErrorState(const JsonValue& object)
{
    const auto isOneOf = [](std::initializer_list<QStringView> words, const QString& text) {
        return std::any_of(words.begin(), words.end(),
                           [&text](QStringView word) { return word.compare(text, Qt::CaseInsensitive) == 0; });
    };
    return std::any_of(object.members.cbegin(), object.members.cend(), [&isOneOf](const JsonMember& member) {
        return isOneOf({u"processingState", u"state", u"status"}, member.key) && member.value.isString() &&
               isOneOf({u"error", u"failed"}, member.value.text);
    });
}

void readProposal(ObjectReader& source, const JsonValue& object, InvoiceCodingProposal& proposal)
{
    proposal.id = source.text(u"id");
    readLines(source, proposal);
    readInvoiceOf(source, proposal);
    proposal.hasFailed = proposal.hasFailed || isInErrorState(object);
    if (proposal.hasFailed)
        proposal.errorText = readError(source, object);
    source.ignore({u"correlationId", u"isSuccess"});
}

void readResult(const JsonValue& result, InvoiceCodingProposal& proposal)
{
    ObjectReader outer(&result, QString(), proposal.unknownFields);
    outer.ignore({u"correlationId", u"isSuccess"});
    if (const JsonValue* inner = outer.object(u"invoiceCodingProposal")) {
        proposal.hasFailed = proposal.hasFailed || isInErrorState(result);
        ObjectReader reader = outer.child(u"invoiceCodingProposal");
        readProposal(reader, *inner, proposal);
        if (proposal.hasFailed && proposal.errorText.isEmpty())
            proposal.errorText = readError(outer, result);
    } else {
        readProposal(outer, result, proposal);
    }
    readInvoiceOf(outer, proposal);
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

bool InvoiceCodingProposal::isEmpty() const
{
    return !hasFailed && lines.isEmpty() && combinations.isEmpty() && groups.isEmpty() && !invoice &&
           unknownFields.isEmpty();
}

InvoiceCodingProposal readInvoiceCodingProposal(const JsonValue& answer, EventKind event)
{
    InvoiceCodingProposal proposal;
    proposal.hasFailed = event == EventKind::ProposalFailed;
    readResult(unwrapped(answer), proposal);
    return proposal;
}

} // namespace kaunt
