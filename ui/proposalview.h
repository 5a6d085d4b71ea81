// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace kaunt {

class AlternativesModel;
class AmountsNotice;
class CombinationsModel;
class CopyableTable;
class DocumentLinesModel;
class FieldsModel;
class PostingGroupsModel;
class ProposalLinesModel;
class SentenceLabel;

/// An invoice coding proposal as people read it: lines by dimensions with the alternatives beside them, combinations,
/// posting groups, the invoice, and what is not understood. GUI thread.
class ProposalView final : public QWidget {
    Q_OBJECT

public:
    explicit ProposalView(QWidget* parent = nullptr);

    void showProposal(const InvoiceCodingProposal& proposal);

private:
    void addLinesPage();
    void addCombinationsPage();
    void addGroupsPage();
    void addFieldsPages();
    void showAlternatives();
    void showGroup();
    void showFailure(const InvoiceCodingProposal& proposal);
    void showPagesInUse(const InvoiceCodingProposal& proposal);

    ProposalLinesModel* m_lines;
    AlternativesModel* m_alternatives;
    CombinationsModel* m_combinations;
    PostingGroupsModel* m_groups;
    FieldsModel* m_groupFields;
    FieldsModel* m_invoice;
    DocumentLinesModel* m_invoiceLines;
    FieldsModel* m_unknown;
    CopyableTable* m_lineTable;
    CopyableTable* m_groupTable;
    CopyableTable* m_invoiceLineTable;
    QLabel* m_title;
    SentenceLabel* m_error;
    AmountsNotice* m_amounts;
    QTabWidget* m_tabs;
    QString m_currency;
};

} // namespace kaunt
