// SPDX-License-Identifier: MIT
#pragma once

#include <QDate>
#include <QList>
#include <QString>

namespace kaunt {

/// The made-up invoice behind a proposal and a Document AI result; both are printed from it, so that they agree.
/// Amounts are in hundredths of the currency's unit; lines add up to the totals.
struct SampleLine {
    QString itemCode, description, unit;
    qint64 quantity = 1;
    qint64 unitPrice = 0;
    int vatPercent = 25;
    QString account, accountName; ///< of the general ledger
    bool accrued = false;         ///< paid ahead, to be spread over a year

    [[nodiscard]] qint64 amountExVat() const { return quantity * unitPrice; }
    [[nodiscard]] qint64 vatAmount() const;
    [[nodiscard]] qint64 amountInclVat() const { return amountExVat() + vatAmount(); }
};

/// A company that buys or sells; none of them exists.
struct SampleParty {
    QString externalId, name, taxIdentificationNumber, glnNumber, emailAddress, phoneNumber;
    QString street, city, postalCode, countryCode;
};

/// See SampleLine for the units.
struct SampleInvoice {
    QString number, currencyCode;
    QDate invoiceDate, dueDate;
    SampleParty buyer, vendor;
    QString purchaseOrderNumber, iban;
    QString costCentre, costCentreName;
    QString otherCostCentre, otherCostCentreName; ///< the second best
    QList<SampleLine> lines;

    [[nodiscard]] qint64 amountExVat() const;
    [[nodiscard]] qint64 vatAmount() const;
    [[nodiscard]] qint64 amountInclVat() const { return amountExVat() + vatAmount(); }
};

/// Pure: the same company and seed give the same invoice.
[[nodiscard]] SampleInvoice sampleInvoice(const QString& companyName, quint32 seed);

/// The made-up companies that receive invoices, by the name in the API's paths, and the tenants that they belong to.
struct SampleCompany {
    QString name;
    QString tenantId;
    SampleParty party;
    QString currencyCode;
};
[[nodiscard]] const QList<SampleCompany>& sampleCompanies();

} // namespace kaunt
