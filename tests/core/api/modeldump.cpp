// SPDX-License-Identifier: MIT
#include "tests/core/api/modeldump.h"

namespace kaunt::test {

namespace {

using Fields = std::initializer_list<std::pair<const char*, QString>>;

QString nameOf(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Low:
        return QStringLiteral("Low");
    case Confidence::Medium:
        return QStringLiteral("Medium");
    case Confidence::High:
        return QStringLiteral("High");
    case Confidence::Unknown:
        break;
    }
    return {};
}

QString nameOf(DocumentResult::State state)
{
    using State = DocumentResult::State;
    switch (state) {
    case State::Unspecified:
        return QStringLiteral("Unspecified");
    case State::Pending:
        return QStringLiteral("Pending");
    case State::Processed:
        return QStringLiteral("Processed");
    case State::Error:
        return QStringLiteral("Error");
    case State::Unknown:
        break;
    }
    return QStringLiteral("Unknown");
}

QString textOf(int priority)
{
    return priority == 0 ? QString() : QString::number(priority);
}

QString textOf(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

/// Collects lines below a path.
class Lines {
public:
    void add(const Fields& fields)
    {
        for (const auto& [name, value] : fields) {
            if (!value.isNull())
                m_lines.append(m_path + QString::fromLatin1(name) + QLatin1String(": ") + value);
        }
    }
    template <typename Write>
    void below(const QString& name, Write write)
    {
        const QString above = m_path;
        m_path += name + u'.';
        write();
        m_path = above;
    }
    template <typename Item, typename Write>
    void each(const char* name, const QList<Item>& items, Write write)
    {
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString path = QStringLiteral("%1[%2]").arg(QLatin1String(name)).arg(i);
            m_lines.append(m_path + path);
            below(path, [&] { write(items.at(i)); });
        }
    }
    void texts(const char* name, const QStringList& texts)
    {
        for (qsizetype i = 0; i < texts.size(); ++i)
            m_lines.append(QStringLiteral("%1%2[%3]: %4")
                               .arg(m_path, QLatin1String(name), QString::number(i),
                                    texts.at(i).isNull() ? QStringLiteral("(null)") : texts.at(i)));
    }
    [[nodiscard]] const QStringList& all() const { return m_lines; }

private:
    QString m_path;
    QStringList m_lines;
};

void add(Lines& lines, const DimensionValue& value)
{
    lines.add({{"dimensionId", value.dimensionId},
               {"dimensionName", value.dimensionName},
               {"valueId", value.valueId},
               {"valueName", value.valueName},
               {"confidence", nameOf(value.confidence)},
               {"confidenceWord", value.confidenceWord},
               {"priority", textOf(value.priority)}});
}

void add(Lines& lines, const DimensionCombination& combination)
{
    lines.add({{"confidence", nameOf(combination.confidence)},
               {"confidenceWord", combination.confidenceWord},
               {"priority", textOf(combination.priority)}});
    lines.each("values", combination.values, [&](const DimensionValue& value) { add(lines, value); });
}

void add(Lines& lines, const LineProposal& line)
{
    lines.add({{"lineNumber", line.lineNumber}});
    lines.each("dimensions", line.dimensions, [&](const DimensionProposal& dimension) {
        lines.add({{"dimensionId", dimension.dimensionId}, {"dimensionName", dimension.dimensionName}});
        lines.each("values", dimension.values, [&](const DimensionValue& value) { add(lines, value); });
    });
}

void add(Lines& lines, const LineCombinations& line)
{
    lines.add({{"lineNumber", line.lineNumber}});
    lines.each("combinations", line.combinations,
               [&](const DimensionCombination& combination) { add(lines, combination); });
}

void add(Lines& lines, const Accrual& accrual)
{
    lines.add({{"priority", textOf(accrual.priority)},
               {"confidence", nameOf(accrual.confidence)},
               {"confidenceWord", accrual.confidenceWord},
               {"hasAccrual", accrual.hasAccrual ? textOf(*accrual.hasAccrual) : QString()},
               {"code", accrual.code},
               {"startDate", accrual.startDate},
               {"endDate", accrual.endDate}});
}

void add(Lines& lines, const PostingGroup& group)
{
    lines.add({{"type", group.type}});
    lines.texts("lineNumbers", group.lineNumbers);
    QStringList indexes;
    for (const int index : group.lineIndexes)
        indexes.append(QString::number(index));
    lines.texts("lineIndexes", indexes);
    lines.each("texts", group.texts, [&](const PostingText& text) {
        lines.add({{"text", text.text}, {"priority", textOf(text.priority)}});
    });
    if (group.combination)
        lines.below(QStringLiteral("combination"), [&] { add(lines, *group.combination); });
    lines.add(
        {{"amountExVat", group.amountExVat}, {"vatAmount", group.vatAmount}, {"amountInclVat", group.amountInclVat}});
    lines.each("accruals", group.accruals, [&](const Accrual& accrual) { add(lines, accrual); });
}

void add(Lines& lines, const QString& name, const Address& address)
{
    lines.below(name, [&] {
        lines.add({{"street", address.street},
                   {"city", address.city},
                   {"postalCode", address.postalCode},
                   {"state", address.state},
                   {"countryCode", address.countryCode}});
    });
}

void add(Lines& lines, const QString& name, const Party& party)
{
    lines.below(name, [&] {
        lines.add({{"externalId", party.externalId},
                   {"name", party.name},
                   {"glnNumber", party.glnNumber},
                   {"taxIdentificationNumber", party.taxIdentificationNumber},
                   {"emailAddress", party.emailAddress},
                   {"phoneNumber", party.phoneNumber}});
        add(lines, QStringLiteral("address"), party.address);
    });
}

void add(Lines& lines, const InvoiceLine& line)
{
    lines.add({{"lineNumber", line.lineNumber},
               {"description", line.description},
               {"name", line.name},
               {"quantity", line.quantity},
               {"unitOfMeasure", line.unitOfMeasure},
               {"amountExVat", line.amountExVat},
               {"vatAmount", line.vatAmount},
               {"amountInclVat", line.amountInclVat}});
}

void add(Lines& lines, const Invoice& invoice)
{
    lines.add({{"externalInvoiceId", invoice.externalInvoiceId},
               {"invoiceDate", invoice.invoiceDate},
               {"postingDate", invoice.postingDate},
               {"dueDate", invoice.dueDate},
               {"currencyCode", invoice.currencyCode},
               {"amountExVat", invoice.amountExVat},
               {"vatAmount", invoice.vatAmount},
               {"amountInclVat", invoice.amountInclVat},
               {"externalPurchaserId", invoice.externalPurchaserId}});
    add(lines, QStringLiteral("buyer"), invoice.buyer);
    add(lines, QStringLiteral("vendor"), invoice.vendor);
    add(lines, QStringLiteral("deliveryAddress"), invoice.deliveryAddress);
    lines.each("lines", invoice.lines, [&](const InvoiceLine& line) { add(lines, line); });
}

void add(Lines& lines, const DocumentLine& line)
{
    lines.add({{"lineNumber", line.lineNumber},
               {"itemDescription", line.itemDescription},
               {"itemCode", line.itemCode},
               {"quantity", line.quantity},
               {"unitOfMeasure", line.unitOfMeasure},
               {"unitPrice", line.unitPrice},
               {"amountExVat", line.amountExVat},
               {"vatAmount", line.vatAmount},
               {"vatRate", line.vatRate},
               {"amountInclVat", line.amountInclVat}});
    lines.each("customFields", line.customFields, [&](const CustomField& field) {
        lines.add({{"id", field.id}, {"name", field.name}, {"value", field.value}});
    });
}

void add(Lines& lines, const char* name, const QList<DocumentField>& fields)
{
    QStringList texts;
    for (const DocumentField& field : fields)
        texts.append(field.key + QLatin1String(" = ") + field.value);
    lines.texts(name, texts);
}

} // namespace

QStringList pathsOf(const QList<UnknownField>& fields)
{
    QStringList paths;
    for (const UnknownField& field : fields)
        paths.append(field.path);
    return paths;
}

QStringList dump(const InvoiceCodingProposal& proposal)
{
    Lines lines;
    lines.add({{"id", proposal.id}, {"errorText", proposal.errorText}});
    lines.each("lines", proposal.lines, [&](const LineProposal& line) { add(lines, line); });
    lines.each("combinations", proposal.combinations, [&](const LineCombinations& line) { add(lines, line); });
    lines.each("groups", proposal.groups, [&](const PostingGroup& group) { add(lines, group); });
    lines.add({{"hasInvoice", textOf(proposal.invoice.has_value())}});
    if (proposal.invoice)
        lines.below(QStringLiteral("invoice"), [&] { add(lines, *proposal.invoice); });
    lines.texts("unknownFields", pathsOf(proposal.unknownFields));
    return lines.all();
}

QStringList dump(const DocumentResult& document)
{
    Lines lines;
    lines.add({{"id", document.id},
               {"fileName", document.fileName},
               {"mimeType", document.mimeType},
               {"state", nameOf(document.state)},
               {"stateText", document.stateText},
               {"errorMessage", document.errorMessage},
               {"currencyCode", document.currencyCode},
               {"amountExVat", document.amountExVat},
               {"vatAmount", document.vatAmount},
               {"amountInclVat", document.amountInclVat}});
    add(lines, "fields", document.fields);
    add(lines, QStringLiteral("buyer"), document.buyer);
    add(lines, QStringLiteral("vendor"), document.vendor);
    add(lines, QStringLiteral("deliveryAddress"), document.deliveryAddress);
    add(lines, "paymentInformation", document.paymentInformation);
    lines.each("lines", document.lines, [&](const DocumentLine& line) { add(lines, line); });
    lines.texts("unknownFields", pathsOf(document.unknownFields));
    return lines.all();
}

} // namespace kaunt::test
