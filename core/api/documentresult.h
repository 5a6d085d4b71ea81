// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

namespace kaunt {

/// What Document AI read from a document (kaunt-api.md, Document AI result). Everything may be missing.
struct CustomField {
    QString id, name, value;
};

struct DocumentLine {
    QString lineNumber, itemDescription, itemCode;
    DecimalText quantity;
    QString unitOfMeasure;
    DecimalText unitPrice, amountExVat, vatAmount, vatRate, amountInclVat;
    QList<CustomField> customFields;
};

struct DocumentField {
    QString key; ///< as in the source: "vendorInvoiceNumber", "documentDate" …
    QString value;
};

struct DocumentResult {
    enum class State { Unspecified, Pending, Processed, Error, Unknown };

    QString id, fileName, mimeType;
    State state = State::Unspecified;
    QString stateText; ///< as received
    QString errorMessage;
    bool hasResult = false;
    QString currencyCode;
    DecimalText amountExVat, vatAmount, amountInclVat;
    QList<DocumentField> fields; ///< the scalar fields of documentAIResult in their order
    Party buyer, vendor;
    Address deliveryAddress;
    QList<DocumentField> paymentInformation;
    QList<DocumentLine> lines;
    QList<UnknownField> unknownFields;
};

/// Wrapped in `result` or not. Never fails. Pure.
[[nodiscard]] DocumentResult readDocumentResult(const JsonValue& answer);

enum class ResourceKind { Proposal, Document, Unknown };

/// By the shape of what came, where that says it; else by what the event's type lets expect.
[[nodiscard]] ResourceKind resourceKind(const JsonValue& answer, QStringView eventType);

} // namespace kaunt
