// SPDX-License-Identifier: MIT
#include "core/api/amountchecks.h"

#include "core/api/currencyplaces.h"
#include "core/api/exactdecimal.h"
#include "core/api/groupedlines.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

using Where = AmountMismatch::Where;

constexpr std::array kinds{AmountKind::ExVat, AmountKind::Vat, AmountKind::InclVat};
constexpr Millionths hundredth = 10'000;
/// Of prices and quantities.
constexpr int usualPlaces = 2;

struct Amount {
    DecimalText text;
    std::optional<Millionths> value;
    Millionths halfPlace = 0; ///< by what it may have been rounded
};
using Amounts = std::array<Amount, kinds.size()>; ///< by kind

Amount amountOf(const DecimalText& text, int places)
{
    return {text, millionths(text), halfOfLastPlace(text, places)};
}

/// Of whatever has the three.
template <typename Source>
Amounts amountsOf(const Source& source, int places)
{
    return {amountOf(source.amountExVat, places), amountOf(source.vatAmount, places),
            amountOf(source.amountInclVat, places)};
}

template <typename Source>
QList<Amounts> amountsOfEach(const QList<Source>& sources, int places)
{
    QList<Amounts> each;
    for (const Source& source : sources)
        each.append(amountsOf(source, places));
    return each;
}

const Amount& ofKind(const Amounts& amounts, AmountKind kind)
{
    return amounts.at(static_cast<size_t>(kind));
}

QList<Amount> ofKind(const QList<Amounts>& each, AmountKind kind)
{
    QList<Amount> amounts;
    for (const Amounts& one : each)
        amounts.append(ofKind(one, kind));
    return amounts;
}

/// Nothing where there is none, or one can't be read.
std::optional<Millionths> totalOf(const QList<Amount>& parts)
{
    std::optional<Millionths> total = parts.isEmpty() ? std::nullopt : std::optional(Millionths{0});
    for (const Amount& part : parts)
        total = sumOf(total, part.value);
    return total;
}

/// A line that is text alone, which many an invoice has between its others, is no part of a sum.
bool isOfText(const InvoiceLine& line)
{
    return line.quantity.isEmpty() && line.amountExVat.isEmpty() && line.vatAmount.isEmpty() &&
           line.amountInclVat.isEmpty();
}

bool isOfText(const DocumentLine& line)
{
    return line.quantity.isEmpty() && line.unitPrice.isEmpty() && line.amountExVat.isEmpty() &&
           line.vatAmount.isEmpty() && line.amountInclVat.isEmpty();
}

/// Of all lines but those of text; `amounts` has those of each line.
template <typename Line>
QList<Amounts> amountsInSums(const QList<Line>& lines, const QList<Amounts>& amounts)
{
    QList<Amounts> inSums;
    for (qsizetype place = 0; place < lines.size(); ++place) {
        if (!isOfText(lines.at(place)))
            inSums.append(amounts.at(place));
    }
    return inSums;
}

enum class Parts {
    Exact,   ///< what they make is their sum
    Rounded, ///< each has been rounded, and what they make may have been reckoned without
};

/// By how much the sum of `parts` may miss `whole` and nothing is wrong. What has fewer places than that with which it
/// is compared has been rounded, to half of its last one.
Millionths roundingOf(const Amount& whole, const QList<Amount>& parts, Parts are)
{
    const bool isEachRounded = are == Parts::Rounded && parts.size() > 1;
    bool isWholeRounded = isEachRounded;
    Millionths rounding = 0;
    for (const Amount& part : parts) {
        if (isEachRounded || part.halfPlace > whole.halfPlace)
            rounding += part.halfPlace;
        isWholeRounded = isWholeRounded || part.halfPlace < whole.halfPlace;
    }
    return rounding + (isWholeRounded ? whole.halfPlace : 0);
}

/// VAT is reckoned on a sum, or rounded for each line. Without VAT the sum is that of the lines (EN 16931, BR-CO-10).
Parts partsOfSum(AmountKind kind)
{
    return kind == AmountKind::ExVat ? Parts::Exact : Parts::Rounded;
}

class Checker {
public:
    explicit Checker(int places)
        : m_places(places)
    {
    }

    void compare(Where where, int index, AmountKind kind, const Amount& stated, std::optional<Millionths> computed,
                 Millionths tolerance)
    {
        if (stated.value && computed && sizeOf(*stated.value - *computed) > tolerance)
            m_found.append({where, index, kind, stated.text, decimalText(*computed, m_places)});
    }

    void compare(Where where, int index, AmountKind kind, const Amount& whole, const QList<Amount>& parts, Parts are)
    {
        compare(where, index, kind, whole, totalOf(parts), roundingOf(whole, parts, are));
    }

    void checkVat(Where where, int index, const Amounts& amounts)
    {
        compare(where, index, AmountKind::InclVat, ofKind(amounts, AmountKind::InclVat),
                {ofKind(amounts, AmountKind::ExVat), ofKind(amounts, AmountKind::Vat)}, Parts::Exact);
    }

    void checkSum(Where where, int index, const Amounts& whole, const QList<Amounts>& parts)
    {
        for (const AmountKind kind : kinds) {
            // A total may have been made of prices that include VAT, and its lines have been rounded without.
            const Parts are = where == Where::WholeLines ? Parts::Rounded : partsOfSum(kind);
            compare(where, index, kind, ofKind(whole, kind), ofKind(parts, kind), are);
        }
    }

    /// Where the whole is stated, either is compared with that.
    void checkGroupsWithLines(const Amounts& whole, const QList<Amounts>& groups, const QList<Amounts>& lines)
    {
        for (const AmountKind kind : kinds) {
            const QList<Amount> parts = ofKind(groups, kind);
            const auto total = totalOf(parts);
            if (!total || !ofKind(whole, kind).text.isEmpty())
                continue;
            const Parts are = partsOfSum(kind);
            Amount made{decimalText(*total, m_places), total, are == Parts::Exact ? parts.first().halfPlace : 0};
            for (const Amount& part : parts)
                made.halfPlace =
                    are == Parts::Exact ? std::min(made.halfPlace, part.halfPlace) : made.halfPlace + part.halfPlace;
            compare(Where::GroupsAndLines, -1, kind, made, ofKind(lines, kind), are);
        }
    }

    [[nodiscard]] QList<AmountMismatch> found() const { return m_found; }

private:
    int m_places; ///< of the currency
    QList<AmountMismatch> m_found;
};

/// Likewise, of the lines at these places.
QList<Amounts> amountsInSums(const QList<InvoiceLine>& lines, const QList<Amounts>& amounts, const QList<qsizetype>& at)
{
    QList<Amounts> there;
    for (const qsizetype place : at) {
        if (!isOfText(lines.at(place)))
            there.append(amounts.at(place));
    }
    return there;
}

/// By how much a quantity times a price may miss the amount, each being rounded to the places that it has, but prices
/// to no less than hundredths. A quantity without decimals is counted, and exact.
Millionths roundingOf(const Amount& quantity, const Amount& price, const Amount& amount)
{
    const auto size = [](const Amount& one) { return one.value ? std::optional(sizeOf(*one.value)) : std::nullopt; };
    const bool isCounted = !plainDecimal(quantity.text).contains(u'.');
    const auto byPrice = productOf(size(quantity), price.halfPlace);
    const auto byQuantity = productOf(size(price), isCounted ? Millionths{0} : quantity.halfPlace);
    return std::max(hundredth, sumOf(sumOf(byPrice, byQuantity), amount.halfPlace).value_or(0));
}

bool isNear(const Amount& stated, std::optional<Millionths> computed, Millionths tolerance)
{
    return stated.value && computed && sizeOf(*stated.value - *computed) <= tolerance;
}

/// Collects what is there and can't be reckoned with, each once.
class Unread {
public:
    void add(const DecimalText& text)
    {
        if (text.isEmpty() || millionths(text) || m_known.contains(text))
            return;
        m_known.insert(text);
        m_texts.append(text);
    }
    template <typename Source>
    void addAmounts(const Source& source)
    {
        add(source.amountExVat);
        add(source.vatAmount);
        add(source.amountInclVat);
    }
    [[nodiscard]] QList<DecimalText> texts() const { return m_texts; }

private:
    QList<DecimalText> m_texts;
    QSet<DecimalText> m_known;
};

/// The kinds whose sum of the lines is not quite what the group states.
QList<AmountMismatch> roundedAmounts(int index, const Amounts& stated, const QList<Amounts>& lines, int places)
{
    QList<AmountMismatch> rounded;
    for (const AmountKind kind : kinds) {
        const QList<Amount> parts = ofKind(lines, kind);
        const Amount& whole = ofKind(stated, kind);
        const auto total = totalOf(parts);
        if (!whole.value || !total || *whole.value == *total)
            continue;
        if (sizeOf(*whole.value - *total) <= roundingOf(whole, parts, partsOfSum(kind)))
            rounded.append({Where::GroupLines, index, kind, whole.text, decimalText(*total, places)});
    }
    return rounded;
}

/// Of each group.
QList<QList<qsizetype>> groupedPlaces(const InvoiceCodingProposal& proposal, const QList<InvoiceLine>& lines)
{
    const GroupedLines grouped(lines);
    QList<QList<qsizetype>> places;
    for (const PostingGroup& group : proposal.groups)
        places.append(grouped.of(group));
    return places;
}

} // namespace

QList<AmountMismatch> checkAmounts(const InvoiceCodingProposal& proposal)
{
    const Invoice invoice = proposal.invoice.value_or(Invoice());
    const int places = currencyPlaces(invoice.currencyCode);
    const Amounts whole = amountsOf(invoice, places);
    const QList<Amounts> lines = amountsOfEach(invoice.lines, places);
    const QList<Amounts> parts = amountsInSums(invoice.lines, lines);
    const QList<Amounts> groups = amountsOfEach(proposal.groups, places);
    const GroupedLines grouped(invoice.lines);
    Checker checker(places);
    checker.checkVat(Where::Whole, -1, whole);
    checker.checkSum(Where::WholeLines, -1, whole, parts);
    checker.checkSum(Where::WholeGroups, -1, whole, groups);
    checker.checkGroupsWithLines(whole, groups, parts);
    for (int i = 0; i < lines.size(); ++i)
        checker.checkVat(Where::Line, i, lines.at(i));
    for (int i = 0; i < groups.size(); ++i) {
        checker.checkVat(Where::Group, i, groups.at(i));
        checker.checkSum(Where::GroupLines, i, groups.at(i),
                         amountsInSums(invoice.lines, lines, grouped.of(proposal.groups.at(i))));
    }
    return checker.found();
}

QList<AmountMismatch> checkAmounts(const DocumentResult& document)
{
    const int places = currencyPlaces(document.currencyCode);
    const Amounts whole = amountsOf(document, places);
    const QList<Amounts> lines = amountsOfEach(document.lines, places);
    Checker checker(places);
    checker.checkVat(Where::Whole, -1, whole);
    checker.checkSum(Where::WholeLines, -1, whole, amountsInSums(document.lines, lines));
    for (int i = 0; i < lines.size(); ++i) {
        const Amount quantity = amountOf(document.lines.at(i).quantity, usualPlaces);
        const Amount price = amountOf(document.lines.at(i).unitPrice, usualPlaces);
        const Amount& amount = ofKind(lines.at(i), AmountKind::ExVat);
        const auto product = productOf(quantity.value, price.value);
        checker.checkVat(Where::Line, i, lines.at(i));
        // A shop's prices include VAT, and which they do is not told.
        const Amount& inclVat = ofKind(lines.at(i), AmountKind::InclVat);
        if (!isNear(inclVat, product, roundingOf(quantity, price, inclVat)))
            checker.compare(Where::LinePrice, i, AmountKind::ExVat, amount, product,
                            roundingOf(quantity, price, amount));
    }
    return checker.found();
}

QList<DecimalText> unreadAmounts(const InvoiceCodingProposal& proposal)
{
    const Invoice invoice = proposal.invoice.value_or(Invoice());
    Unread unread;
    unread.addAmounts(invoice);
    for (const InvoiceLine& line : invoice.lines)
        unread.addAmounts(line);
    for (const PostingGroup& group : proposal.groups)
        unread.addAmounts(group);
    return unread.texts();
}

QList<DecimalText> unreadAmounts(const DocumentResult& document)
{
    Unread unread;
    unread.addAmounts(document);
    for (const DocumentLine& line : document.lines) {
        unread.addAmounts(line);
        unread.add(line.unitPrice);
        if (!line.unitPrice.isEmpty()) // else nothing is reckoned with it
            unread.add(line.quantity);
    }
    return unread.texts();
}

QList<GroupCheck> checkGroups(const InvoiceCodingProposal& proposal)
{
    const Invoice invoice = proposal.invoice.value_or(Invoice());
    const int decimals = currencyPlaces(invoice.currencyCode);
    const QList<Amounts> lines = amountsOfEach(invoice.lines, decimals);
    const QList<QList<qsizetype>> places = groupedPlaces(proposal, invoice.lines);
    QList<int> uses(lines.size(), 0);
    for (const QList<qsizetype>& group : places) {
        for (const qsizetype place : group)
            ++uses[place];
    }
    QList<GroupCheck> checks;
    for (qsizetype i = 0; i < places.size(); ++i) {
        GroupCheck check;
        const Amounts stated = amountsOf(proposal.groups.at(i), decimals);
        const QList<Amounts> parts = amountsInSums(invoice.lines, lines, places.at(i));
        for (const AmountKind kind : kinds) {
            const Amount& amount = ofKind(stated, kind);
            if (amount.value && totalOf(ofKind(parts, kind)))
                check.compared.append(kind);
            check.isWhole = check.isWhole && (amount.text.isEmpty() || check.compared.contains(kind));
        }
        check.rounded = roundedAmounts(static_cast<int>(i), stated, parts, decimals);
        for (const qsizetype place : places.at(i)) {
            if (uses.at(place) > 1)
                check.shared.append(place);
        }
        checks.append(check);
    }
    return checks;
}

QList<qsizetype> ungroupedLines(const InvoiceCodingProposal& proposal)
{
    const QList<InvoiceLine> lines = proposal.invoice.value_or(Invoice()).lines;
    const QList<QList<qsizetype>> places = groupedPlaces(proposal, lines);
    if (places.isEmpty())
        return {};
    QSet<qsizetype> grouped;
    for (const QList<qsizetype>& group : places) {
        if (group.isEmpty())
            return {};
        grouped.unite(QSet<qsizetype>(group.cbegin(), group.cend()));
    }
    QList<qsizetype> ungrouped;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!grouped.contains(i) && !isOfText(lines.at(i)))
            ungrouped.append(i);
    }
    return ungrouped;
}

} // namespace kaunt
