// SPDX-License-Identifier: MIT
#include "ui/resourcefields.h"

#include "core/api/exactdecimal.h"
#include "ui/proposalwording.h"
#include "ui/quantities.h"

#include <QCoreApplication>
#include <QHash>

namespace kaunt {

namespace {

struct ResourceFields {
    Q_DECLARE_TR_FUNCTIONS(ResourceFields)
};

/// Collects fields that are not empty.
class FieldList {
public:
    void add(const QString& name, const QString& value)
    {
        if (!value.isEmpty())
            m_fields.append({name, value, {}});
    }
    void addDate(const QString& name, const QString& isoDate)
    {
        addFormatted(name, dateText(isoDate), isoDate, dateText(isoDate), {});
    }
    void addAmount(const QString& name, const DecimalText& amount, const QString& currency)
    {
        addFormatted(name, amountText(amount, currency), amount, amountNumber(amount, currency), currency);
    }
    void addQuantity(const QString& name, const DecimalText& quantity, const QString& unit)
    {
        addFormatted(name, quantityText(quantity, unit), quantity, quantityText(quantity, {}), unit);
    }
    /// A number from the source; whole ones may be anybody's, such as an order's, and stay as they are.
    void addNumber(const QString& name, const DecimalText& number)
    {
        if (plainDecimal(number).contains(u'.'))
            addQuantity(name, number, {});
        else
            add(name, number);
    }
    /// A field of which only the name tells what it is.
    void addNamed(const QString& name, const DocumentField& field, const QString& currency)
    {
        if (field.key.endsWith(QLatin1String("date"), Qt::CaseInsensitive))
            addDate(name, field.value);
        else if (field.key.contains(QLatin1String("amount"), Qt::CaseInsensitive) && millionths(field.value))
            addAmount(name, field.value, currency);
        else if (field.isNumber || field.key.compare(QLatin1String("vatRate"), Qt::CaseInsensitive) == 0)
            addNumber(name, field.value);
        else
            add(name, field.value);
    }
    void addAddress(const QString& name, const Address& address)
    {
        QStringList parts{address.street, QStringLiteral("%1 %2").arg(address.postalCode, address.city).trimmed(),
                          address.state, address.countryCode};
        parts.removeAll(QString());
        add(name, parts.join(QLatin1String(", ")));
    }
    void addParty(const QString& role, const Party& party)
    {
        add(role, party.name);
        add(ResourceFields::tr("%1, id").arg(role), party.externalId);
        add(ResourceFields::tr("%1, tax number").arg(role), party.taxIdentificationNumber);
        add(ResourceFields::tr("%1, GLN").arg(role), party.glnNumber);
        add(ResourceFields::tr("%1, e-mail").arg(role), party.emailAddress);
        add(ResourceFields::tr("%1, phone").arg(role), party.phoneNumber);
        addAddress(ResourceFields::tr("%1, address").arg(role), party.address);
    }
    void addAmounts(const DecimalText& exVat, const DecimalText& vat, const DecimalText& inclVat,
                    const QString& currency)
    {
        addAmount(ResourceFields::tr("Amount excl. VAT"), exVat, currency);
        addAmount(ResourceFields::tr("VAT"), vat, currency);
        addAmount(ResourceFields::tr("Amount incl. VAT"), inclVat, currency);
    }
    [[nodiscard]] QList<Field> result() const { return m_fields; }

private:
    void addFormatted(const QString& name, const QString& shown, const QString& source, const QString& tableValue,
                      const QString& unit)
    {
        if (!source.isEmpty())
            m_fields.append({name, shown, source, {}, tableValue, unit});
    }

    QList<Field> m_fields;
};

QString numbered(const QString& name, qsizetype index, qsizetype count)
{
    return count == 1 ? name : QStringLiteral("%1 %2").arg(name).arg(index + 1);
}

/// What the scalar fields of a Document AI result are called; others keep the name that they came with.
QString documentFieldName(const QString& key)
{
    static const QHash<QString, const char*> names{
        {QStringLiteral("documentDate"), QT_TRANSLATE_NOOP("ResourceFields", "Document date")},
        {QStringLiteral("dueDate"), QT_TRANSLATE_NOOP("ResourceFields", "Due date")},
        {QStringLiteral("currencyCode"), QT_TRANSLATE_NOOP("ResourceFields", "Currency")},
        {QStringLiteral("amountExVat"), QT_TRANSLATE_NOOP("ResourceFields", "Amount excl. VAT")},
        {QStringLiteral("vatAmount"), QT_TRANSLATE_NOOP("ResourceFields", "VAT")},
        {QStringLiteral("vatRate"), QT_TRANSLATE_NOOP("ResourceFields", "VAT rate")},
        {QStringLiteral("amountInclVat"), QT_TRANSLATE_NOOP("ResourceFields", "Amount incl. VAT")},
        {QStringLiteral("vendorInvoiceNumber"), QT_TRANSLATE_NOOP("ResourceFields", "Invoice number")},
        {QStringLiteral("orderNumber"), QT_TRANSLATE_NOOP("ResourceFields", "Order number")},
        {QStringLiteral("projectNumber"), QT_TRANSLATE_NOOP("ResourceFields", "Project number")},
        {QStringLiteral("purchaseOrderNumber"), QT_TRANSLATE_NOOP("ResourceFields", "Purchase order")},
        {QStringLiteral("contractNumber"), QT_TRANSLATE_NOOP("ResourceFields", "Contract number")},
        {QStringLiteral("customerNumber"), QT_TRANSLATE_NOOP("ResourceFields", "Customer number")},
    };
    const char* name = names.value(key);
    return name ? ResourceFields::tr(name) : key;
}

QString stateText(const DocumentResult& document)
{
    switch (document.state) {
    case DocumentResult::State::Unspecified:
        return ResourceFields::tr("not specified");
    case DocumentResult::State::Pending:
        return ResourceFields::tr("pending: fetch again in a moment");
    case DocumentResult::State::Processed:
        return ResourceFields::tr("processed");
    case DocumentResult::State::Error:
        return ResourceFields::tr("error");
    case DocumentResult::State::Unknown:
        break;
    }
    return document.stateText;
}

} // namespace

QList<Field> invoiceFields(const Invoice& invoice)
{
    FieldList fields;
    fields.add(ResourceFields::tr("Invoice id"), invoice.externalInvoiceId);
    fields.addParty(ResourceFields::tr("Vendor"), invoice.vendor);
    fields.addParty(ResourceFields::tr("Buyer"), invoice.buyer);
    fields.add(ResourceFields::tr("Purchaser id"), invoice.externalPurchaserId);
    fields.addAddress(ResourceFields::tr("Delivery address"), invoice.deliveryAddress);
    fields.addDate(ResourceFields::tr("Invoice date"), invoice.invoiceDate);
    fields.addDate(ResourceFields::tr("Posting date"), invoice.postingDate);
    fields.addDate(ResourceFields::tr("Due date"), invoice.dueDate);
    fields.addAmounts(invoice.amountExVat, invoice.vatAmount, invoice.amountInclVat, invoice.currencyCode);
    return fields.result();
}

QList<Field> postingGroupFields(const PostingGroup& group, const QString& currency)
{
    FieldList fields;
    for (qsizetype i = 0; i < group.texts.size(); ++i)
        fields.add(numbered(ResourceFields::tr("Posting text"), i, group.texts.size()), group.texts.at(i).text);
    if (group.combination) {
        for (const DimensionValue& value : group.combination->values) {
            const QStringList parts{dimensionValueText(value), confidenceText(value)};
            fields.add(dimensionTitle(value.dimensionId, value.dimensionName), parts.join(u' ').trimmed());
        }
        fields.add(ResourceFields::tr("All of it together"), confidenceText(*group.combination));
    }
    fields.addAmounts(group.amountExVat, group.vatAmount, group.amountInclVat, currency);
    for (qsizetype i = 0; i < group.accruals.size(); ++i)
        fields.add(numbered(ResourceFields::tr("Accrual"), i, group.accruals.size()),
                   accrualText(group.accruals.at(i)));
    fields.add(ResourceFields::tr("Group type"), group.type);
    return fields.result();
}

QList<Field> documentFields(const DocumentResult& document)
{
    FieldList fields;
    fields.add(ResourceFields::tr("State"), stateText(document));
    if (!document.hasFailed) // else it is the sentence above
        fields.add(ResourceFields::tr("Error message"), document.errorMessage);
    fields.add(ResourceFields::tr("File"), document.fileName);
    fields.add(ResourceFields::tr("File type"), document.mimeType);
    for (const DocumentField& field : document.fields)
        fields.addNamed(documentFieldName(field.key), field, document.currencyCode);
    fields.addParty(ResourceFields::tr("Vendor"), document.vendor);
    fields.addParty(ResourceFields::tr("Buyer"), document.buyer);
    fields.addAddress(ResourceFields::tr("Delivery address"), document.deliveryAddress);
    for (const DocumentField& field : document.paymentInformation)
        fields.addNamed(ResourceFields::tr("Payment, %1").arg(field.key), field, {}); // its currency is not known
    fields.add(ResourceFields::tr("Id"), document.id);
    return fields.result();
}

QList<Field> documentLineFields(const DocumentLine& line, const QString& currency)
{
    FieldList fields;
    fields.add(ResourceFields::tr("Line"), line.lineNumber);
    fields.add(ResourceFields::tr("Description"), line.itemDescription);
    fields.add(ResourceFields::tr("Item code"), line.itemCode);
    fields.addQuantity(ResourceFields::tr("Quantity"), line.quantity, line.unitOfMeasure);
    fields.addAmount(ResourceFields::tr("Unit price"), line.unitPrice, currency);
    fields.addAmounts(line.amountExVat, line.vatAmount, line.amountInclVat, currency);
    fields.addNumber(ResourceFields::tr("VAT rate"), line.vatRate);
    for (const CustomField& field : line.customFields) {
        const QString& name = field.name.isEmpty() ? field.id : field.name;
        if (field.isNumber)
            fields.addNumber(name, field.value);
        else
            fields.add(name, field.value);
    }
    return fields.result();
}

QList<Field> unknownFields(const QList<UnknownField>& unknown)
{
    QList<Field> fields;
    for (const UnknownField& field : unknown)
        fields.append({field.path, field.text.isNull() ? ResourceFields::tr("see the raw JSON") : field.text, {}});
    return fields;
}

QString invoiceTitle(const Invoice& invoice)
{
    const QStringList names{invoice.vendor.name, invoice.buyer.name};
    QStringList parts{names.contains(QString()) ? names.join(QString()) : names.join(QStringLiteral(" → ")),
                      invoice.externalInvoiceId, dateText(invoice.invoiceDate),
                      amountText(invoice.amountInclVat, invoice.currencyCode)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace kaunt
