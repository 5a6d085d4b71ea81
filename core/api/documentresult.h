// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

namespace kaunt {

/// What Document AI read from a document (kaunt-api.md, Document AI result). Everything may be missing.
struct CustomField {
    QString id, name, value;
    bool isNumber = false; ///< in the source, and no string
};

/// A line of the document (kaunt-api.md, Document AI result); texts and amounts as they came.
struct DocumentLine {
    QString lineNumber, itemDescription, itemCode;
    DecimalText quantity;
    QString unitOfMeasure;
    DecimalText unitPrice, amountExVat, vatAmount, vatRate, amountInclVat;
    QList<CustomField> customFields;
};

/// A scalar of `documentAIResult`, or of its `paymentInformation`.
struct DocumentField {
    QString key; ///< as in the source: "vendorInvoiceNumber", "documentDate" …
    QString value;
    bool isNumber = false; ///< in the source, and no string
};

/// The whole answer.
struct DocumentResult {
    enum class State { Unspecified, Pending, Processed, Error, Unknown };

    QString id, fileName, mimeType;
    State state = State::Unspecified;
    QString stateText; ///< as received
    QString errorMessage;
    bool hasFailed = false; ///< by its state, or by the event where the state does not say otherwise
    QString currencyCode;
    DecimalText amountExVat, vatAmount, amountInclVat;
    QList<DocumentField> fields; ///< the scalar fields of documentAIResult in their order
    Party buyer, vendor;
    Address deliveryAddress;
    QList<DocumentField> paymentInformation;
    QList<DocumentLine> lines;
    QList<UnknownField> unknownFields;
};

/// Wrapped in `result` or not; `event` is the one from which the answer was asked for. Never fails. Pure.
[[nodiscard]] DocumentResult readDocumentResult(const JsonValue& answer, EventKind event = EventKind::Unknown);

enum class ResourceKind { Proposal, Document, Unknown };

/// By the fields that only one of them has; where there are none, by what the event's type lets expect; and where that
/// says nothing, by a state, which both may have. What is no object is neither.
[[nodiscard]] ResourceKind resourceKind(const JsonValue& answer, QStringView eventType);

} // namespace kaunt
