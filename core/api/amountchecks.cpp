// SPDX-License-Identifier: MIT
#include "core/api/amountchecks.h"

#include "core/api/exactdecimal.h"
#include "core/api/linepairs.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace kaunt {

namespace {

using Where = AmountMismatch::Where;

constexpr std::array kinds{AmountKind::ExVat, AmountKind::Vat, AmountKind::InclVat};
constexpr Millionths hundredth = 10'000;

/// Of whatever has the three amounts.
template <typename Source>
const DecimalText& amountOf(const Source& source, AmountKind kind)
{
    if (kind == AmountKind::ExVat)
        return source.amountExVat;
    return kind == AmountKind::Vat ? source.vatAmount : source.amountInclVat;
}

class Checker {
public:
    void compare(Where where, int index, AmountKind kind, const DecimalText& stated, std::optional<Millionths> computed,
                 Millionths tolerance = 0)
    {
        const auto value = millionths(stated);
        if (value && computed && std::abs(*value - *computed) > tolerance)
            m_found.append({where, index, kind, stated, decimalText(*computed)});
    }

    template <typename Source>
    void checkVat(Where where, int index, const Source& source)
    {
        compare(where, index, AmountKind::InclVat, source.amountInclVat,
                sumOf(millionths(source.amountExVat), millionths(source.vatAmount)));
    }

    /// `parts` are pointers, so that a group can name the lines that it is made of.
    template <typename Source, typename Part>
    void checkSum(Where where, int index, const Source& source, const QList<const Part*>& parts)
    {
        for (const AmountKind kind : kinds) {
            std::optional<Millionths> total = 0;
            for (const Part* part : parts)
                total = sumOf(total, millionths(amountOf(*part, kind)));
            if (!parts.isEmpty())
                compare(where, index, kind, amountOf(source, kind), total);
        }
    }

    [[nodiscard]] QList<AmountMismatch> found() const { return m_found; }

private:
    QList<AmountMismatch> m_found;
};

template <typename Part>
QList<const Part*> pointersTo(const QList<Part>& parts)
{
    QList<const Part*> pointers;
    for (const Part& part : parts)
        pointers.append(&part);
    return pointers;
}

/// Empty where one of them is not to be found, or could be another one: a number may be that of several lines.
QList<const InvoiceLine*> linesOf(const PostingGroup& group, const QList<InvoiceLine>& lines)
{
    QList<const InvoiceLine*> found;
    for (const int index : group.lineIndexes) {
        if (index >= lines.size())
            return {};
        found.append(&lines.at(index));
    }
    if (!group.lineIndexes.isEmpty())
        return found;
    const QHash<QString, qsizetype> places = placesByNumber(lines);
    for (const QString& number : group.lineNumbers) {
        const qsizetype place = places.value(number, -1);
        if (place < 0)
            return {};
        found.append(&lines.at(place));
    }
    return found;
}

/// By how much a quantity times a price may miss the amount, each being rounded to the places that it has: by half of
/// the last one. A quantity without decimals is counted, and exact.
std::optional<Millionths> roundingOf(const DocumentLine& line)
{
    const auto size = [](const DecimalText& text) {
        const auto value = millionths(text);
        return value ? std::optional(std::abs(*value)) : std::nullopt;
    };
    const Millionths ofPrice = halfOfLastPlace(line.unitPrice);
    const Millionths ofQuantity = line.quantity.contains(u'.') ? halfOfLastPlace(line.quantity) : 0;
    const auto byPrice = productOf(size(line.quantity), ofPrice);
    const auto byQuantity = productOf(size(line.unitPrice), ofQuantity);
    return sumOf(sumOf(byPrice, byQuantity), halfOfLastPlace(line.amountExVat));
}

bool isSameValue(const DimensionValue& one, const DimensionValue& other)
{
    return one.valueId.isEmpty() || other.valueId.isEmpty() ? one.valueName == other.valueName
                                                            : one.valueId == other.valueId;
}

} // namespace

QList<AmountMismatch> checkAmounts(const InvoiceCodingProposal& proposal)
{
    const Invoice invoice = proposal.invoice.value_or(Invoice());
    Checker checker;
    checker.checkVat(Where::Whole, -1, invoice);
    checker.checkSum(Where::WholeLines, -1, invoice, pointersTo(invoice.lines));
    checker.checkSum(Where::WholeGroups, -1, invoice, pointersTo(proposal.groups));
    for (int i = 0; i < invoice.lines.size(); ++i)
        checker.checkVat(Where::Line, i, invoice.lines.at(i));
    for (int i = 0; i < proposal.groups.size(); ++i) {
        const PostingGroup& group = proposal.groups.at(i);
        checker.checkVat(Where::Group, i, group);
        checker.checkSum(Where::GroupLines, i, group, linesOf(group, invoice.lines));
    }
    return checker.found();
}

QList<AmountMismatch> checkAmounts(const DocumentResult& document)
{
    Checker checker;
    checker.checkVat(Where::Whole, -1, document);
    checker.checkSum(Where::WholeLines, -1, document, pointersTo(document.lines));
    for (int i = 0; i < document.lines.size(); ++i) {
        const DocumentLine& line = document.lines.at(i);
        checker.checkVat(Where::Line, i, line);
        checker.compare(Where::LinePrice, i, AmountKind::ExVat, line.amountExVat,
                        productOf(millionths(line.quantity), millionths(line.unitPrice)),
                        std::max(hundredth, roundingOf(line).value_or(0)));
    }
    return checker.found();
}

bool isComparedWithLines(const InvoiceCodingProposal& proposal, int group)
{
    const Invoice invoice = proposal.invoice.value_or(Invoice());
    const QList<const InvoiceLine*> lines = linesOf(proposal.groups.at(group), invoice.lines);
    return !lines.isEmpty() && millionths(proposal.groups.at(group).amountExVat) &&
           std::all_of(lines.cbegin(), lines.cend(),
                       [](const InvoiceLine* line) { return millionths(line->amountExVat).has_value(); });
}

QList<CombinationConflict> combinationConflicts(const DimensionCombination& combination, const LineProposal& line)
{
    QList<CombinationConflict> conflicts;
    for (const DimensionValue& value : combination.values) {
        const auto dimension =
            std::find_if(line.dimensions.cbegin(), line.dimensions.cend(), [&value](const DimensionProposal& one) {
                return one.dimensionId == value.dimensionId && !one.values.isEmpty();
            });
        if (dimension != line.dimensions.cend() && !isSameValue(value, dimension->values.first()))
            conflicts.append({value, dimension->values.first()});
    }
    return conflicts;
}

} // namespace kaunt
