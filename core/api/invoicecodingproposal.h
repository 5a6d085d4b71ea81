// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amounts.h"
#include "core/api/unknownfield.h"
#include "core/webhook/jsonvalue.h"
#include "core/webhook/webhookevent.h"

#include <QList>
#include <QString>

#include <optional>

namespace kaunt {

enum class Confidence { Unknown, Low, Medium, High };

/// Reads `Low`, `Medium`, `High` in any letter case; anything else is Unknown.
[[nodiscard]] Confidence confidenceFromText(QStringView text);

/// What Kaunt proposes for one invoice (kaunt-api.md, Invoice coding proposal). Plain values; a text that is absent or
/// null is a null QString, a priority that is absent is 0. Lists of alternatives are sorted by priority, best first,
/// those without one last, equal ones in the order in which they came.
struct DimensionValue {
    QString dimensionId;
    QString dimensionName;
    QString valueId;
    QString valueName;
    Confidence confidence = Confidence::Unknown;
    QString confidenceWord; ///< as it came, where it is none of the three
    int priority = 0;       ///< from 1, the best
};

/// An element of `dimensionProposals`: what one dimension of a line may be, as alternatives.
struct DimensionProposal {
    QString dimensionId;
    QString dimensionName;
    QList<DimensionValue> values;
};

/// An element of `invoiceLineCodingDimensionProposals`: what the dimensions of one line may be, each by itself.
struct LineProposal {
    QString lineNumber; ///< a string; may be null
    QList<DimensionProposal> dimensions;
};

/// An element of `dimensionCombinationProposals`: values of several dimensions that go together.
struct DimensionCombination {
    Confidence confidence = Confidence::Unknown; ///< that all values together are right
    QString confidenceWord;                      ///< as in DimensionValue
    int priority = 0;
    QList<DimensionValue> values;
};

/// An element of `invoiceLineCodingDimensionCombinationProposals`: what the dimensions of a line may be together, as
/// alternatives.
struct LineCombinations {
    QString lineNumber;
    QList<DimensionCombination> combinations;
};

/// An element of `postingTextProposals`; an alternative to the others.
struct PostingText {
    QString text;
    int priority = 0;
};

/// An element of `accrual`: whether a posting is to be spread over time, and from when to when: a date or a date with
/// time, as it came.
struct Accrual {
    int priority = 0;
    Confidence confidence = Confidence::Unknown;
    QString confidenceWord; ///< as in DimensionValue
    std::optional<bool> hasAccrual;
    QString code; ///< a string or a number in the source
    QString startDate;
    QString endDate;
};

/// An element of `invoiceCodingProposalGroups`: lines that are posted as one. Amounts are those of the group, where
/// they came.
struct PostingGroup {
    QString type; ///< Posting or Residual; the field's name is not known, `type` and `groupType` are read
    QStringList lineNumbers;
    QList<int> lineIndexes; ///< zero-based; the safe link to lines
    QList<PostingText> texts;
    std::optional<DimensionCombination> combination;
    DecimalText amountExVat, vatAmount, amountInclVat;
    QList<Accrual> accruals;
};

/// `address` and `deliveryAddress`, of an invoice (kaunt-api.md, Invoice) and of a Document AI result.
struct Address {
    QString street, city, postalCode, state, countryCode;
};

/// `buyer` and `vendor` of an invoice (kaunt-api.md, Invoice) and of a Document AI result, each with fields of its own;
/// what the other one has stays null.
struct Party {
    QString externalId, name, glnNumber, taxIdentificationNumber, emailAddress, phoneNumber;
    Address address;
};

/// A line of the invoice; `quantity` and the `line…` amounts as they came.
struct InvoiceLine {
    QString lineNumber, description, name;
    DecimalText quantity;
    QString unitOfMeasure;
    DecimalText amountExVat, vatAmount, amountInclVat;
};

/// The invoice that the proposal is of, as Kaunt has it (kaunt-api.md, Invoice); texts as they came.
struct Invoice {
    QString externalInvoiceId, invoiceDate, postingDate, dueDate, currencyCode;
    DecimalText amountExVat, vatAmount, amountInclVat;
    QString externalPurchaserId;
    Party buyer, vendor;
    Address deliveryAddress;
    QList<InvoiceLine> lines; ///< the array's name is not known; `lines` and `invoiceLines` are read
};

/// The whole answer, of which every part may be missing.
struct InvoiceCodingProposal {
    QString id;
    QList<LineProposal> lines;
    QList<LineCombinations> combinations;
    QList<PostingGroup> groups;
    std::optional<Invoice> invoice;
    bool hasFailed = false;            ///< by the event, or by its own state
    QString errorText;                 ///< of one that failed, where a text was found; field names are not known
    QList<UnknownField> unknownFields; ///< what is in the source and not in here

    /// Whether there is nothing to show but an id.
    [[nodiscard]] bool isEmpty() const;
};

/// Reads both shapes of the answer: wrapped in `result` or not, the proposal itself or an object with
/// `invoiceCodingProposal` and `invoice`. Coding has failed where `event`, from which the answer was asked for, or a
/// state (`Error`, `Failed`) says so, and not because there is a text that could be an error's. Never fails: what is
/// missing is empty. Pure.
[[nodiscard]] InvoiceCodingProposal readInvoiceCodingProposal(const JsonValue& answer,
                                                              EventKind event = EventKind::Unknown);

} // namespace kaunt
