// SPDX-License-Identifier: MIT
#include "ui/proposalview.h"

#include "ui/alternativesmodel.h"
#include "ui/amountsentences.h"
#include "ui/amountsnotice.h"
#include "ui/combinationsmodel.h"
#include "ui/confidencedelegate.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/fieldsmodel.h"
#include "ui/pagetext.h"
#include "ui/postinggroupsmodel.h"
#include "ui/proposallinesmodel.h"
#include "ui/resourcefields.h"
#include "ui/sentencelabel.h"
#include "ui/tablepair.h"
#include "ui/tabsinuse.h"
#include "ui/visibletext.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kaunt {

ProposalView::ProposalView(QWidget* parent)
    : QWidget(parent)
    , m_lines(new ProposalLinesModel(this))
    , m_alternatives(new AlternativesModel(this))
    , m_combinations(new CombinationsModel(this))
    , m_groups(new PostingGroupsModel(this))
    , m_groupFields(new FieldsModel(this))
    , m_invoice(new FieldsModel(this))
    , m_invoiceLines(new DocumentLinesModel(this))
    , m_unknown(new FieldsModel(this))
    , m_title(makeSelectableText(QStringLiteral("invoiceTitle")))
    , m_error(new SentenceLabel(QStringLiteral("proposalError")))
    , m_amounts(new AmountsNotice(QStringLiteral("proposalAmounts")))
    , m_tabs(new QTabWidget)
{
    setObjectName(QStringLiteral("proposalView"));
    m_title->setAccessibleName(tr("Invoice"));
    m_tabs->setObjectName(QStringLiteral("proposalTabs"));
    m_tabs->setAccessibleName(tr("The proposal"));
    m_tabs->setDocumentMode(true);
    addLinesPage();
    addCombinationsPage();
    addGroupsPage();
    addFieldsPages();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_error);
    layout->addWidget(m_amounts);
    layout->addWidget(m_tabs, 1);
}

void ProposalView::addLinesPage()
{
    m_lineTable = new CopyableTable(QStringLiteral("proposalLines"), tr("Lines by dimensions"));
    m_lineTable->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_lineTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_lineTable->setTextLinesPerRow(2);
    m_lineTable->setItemDelegate(new ConfidenceDelegate(m_lineTable));
    m_lineTable->setTableModel(m_lines);
    auto* alternatives = new CopyableTable(QStringLiteral("alternatives"), tr("All proposed values"));
    alternatives->setItemDelegate(new ConfidenceDelegate(alternatives));
    alternatives->setTableModel(m_alternatives);
    m_tabs->addTab(makeTablePair(m_lineTable, tr("All proposed values of the chosen cell"), alternatives), tr("Lines"));
    connect(m_lineTable->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProposalView::showAlternatives);
}

void ProposalView::addCombinationsPage()
{
    auto* table = new CopyableTable(QStringLiteral("combinations"), tr("Combinations"));
    table->setTextLinesPerRow(2);
    table->setItemDelegate(new ConfidenceDelegate(table));
    table->setTableModel(m_combinations);
    m_tabs->addTab(table, tr("Combinations"));
}

void ProposalView::addGroupsPage()
{
    m_groupTable = new CopyableTable(QStringLiteral("postingGroups"), tr("Posting groups"));
    m_groupTable->setTableModel(m_groups);
    auto* fields = new CopyableTable(QStringLiteral("groupFields"), tr("The chosen posting group"));
    fields->setTableModel(m_groupFields);
    fields->horizontalHeader()->setStretchLastSection(true);
    m_tabs->addTab(makeTablePair(m_groupTable, tr("The chosen group"), fields), tr("Posting groups"));
    connect(m_groupTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ProposalView::showGroup);
}

void ProposalView::addFieldsPages()
{
    auto* invoice = new CopyableTable(QStringLiteral("invoiceFields"), tr("Invoice"));
    invoice->setTableModel(m_invoice);
    invoice->horizontalHeader()->setStretchLastSection(true);
    auto* lines = new CopyableTable(QStringLiteral("invoiceLines"), tr("The invoice's lines"));
    lines->setTableModel(m_invoiceLines);
    lines->hideColumn(DocumentLinesModel::UnitPriceColumn);
    m_invoiceLineTable = lines;
    m_tabs->addTab(makeTablePair(invoice, tr("Its lines"), lines, 1), tr("Invoice"));
    auto* unknown = new CopyableTable(QStringLiteral("unknownFields"), tr("Fields that are not known"));
    unknown->setTableModel(m_unknown);
    unknown->setTextElideMode(Qt::ElideMiddle); // their paths begin alike
    unknown->horizontalHeader()->setStretchLastSection(true);
    m_tabs->addTab(unknown, tr("Other fields"));
}

void ProposalView::showProposal(const InvoiceCodingProposal& proposal)
{
    constexpr qsizetype longestShown = 400;
    const Invoice invoice = proposal.invoice.value_or(Invoice());
    m_currency = invoice.currencyCode;
    m_title->setText(elidedText(visibleText(invoiceTitle(invoice)), longestShown));
    m_title->setVisible(!m_title->text().isEmpty());
    showFailure(proposal);
    m_lines->setProposal(proposal);
    const AmountFindings amounts = amountFindings(proposal);
    m_amounts->setFindings(amounts);
    m_combinations->setCombinations(proposal.combinations, proposal.lines);
    m_groups->setProposal(proposal);
    m_invoice->setRows(invoiceFields(invoice));
    m_invoiceLines->setLines(invoice.lines, m_currency, lineCheckTexts(amounts, invoice.lines.size()));
    m_invoiceLineTable->setColumnHidden(DocumentLinesModel::CheckColumn, !m_invoiceLines->hasChecks());
    m_unknown->setRows(unknownFields(proposal.unknownFields));
    // What a line is about comes first, also where the table is not on display yet and would scroll when it is.
    m_lineTable->setAutoScroll(false);
    m_lineTable->setCurrentIndex(m_lines->index(0, ProposalLinesModel::FirstDimensionColumn));
    m_lineTable->setAutoScroll(true);
    m_lineTable->horizontalScrollBar()->setValue(0);
    m_groupTable->selectRow(0);
    showAlternatives();
    showGroup();
    showPagesInUse(proposal);
}

void ProposalView::showFailure(const InvoiceCodingProposal& proposal)
{
    constexpr qsizetype longestShown = 400;
    if (!proposal.hasFailed) {
        m_error->setSentence({});
        return;
    }
    const QString error = elidedText(visibleText(proposal.errorText), longestShown);
    m_error->setSentence(
        {tr("Kaunt could not code this invoice."),
         error.isEmpty() ? tr("No reason stands in a field that is known.") : tr("It says: “%1”").arg(error),
         error.isEmpty() ? tr("Look at the other fields, and at the raw JSON.") : QString()});
}

void ProposalView::showPagesInUse(const InvoiceCodingProposal& proposal)
{
    showTabsInUse(m_tabs, {!proposal.lines.isEmpty(), m_combinations->rowCount() > 0, !proposal.groups.isEmpty(),
                           m_invoice->rowCount() + m_invoiceLines->rowCount() > 0, !proposal.unknownFields.isEmpty()});
}

void ProposalView::showAlternatives()
{
    m_alternatives->setRows(m_lines->valuesAt(m_lineTable->currentIndex()));
}

void ProposalView::showGroup()
{
    const int row = m_groupTable->currentIndex().row();
    const bool isChosen = row >= 0 && row < m_groups->rowCount();
    m_groupFields->setRows(isChosen ? postingGroupFields(m_groups->rows().at(row), m_currency) : QList<Field>());
}

} // namespace kaunt
