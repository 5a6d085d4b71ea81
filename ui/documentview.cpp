// SPDX-License-Identifier: MIT
#include "ui/documentview.h"

#include "ui/amountsentences.h"
#include "ui/amountsnotice.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/fieldsmodel.h"
#include "ui/resourcefields.h"
#include "ui/sentencelabel.h"
#include "ui/tablepair.h"
#include "ui/tabsinuse.h"
#include "ui/visibletext.h"

#include <QHeaderView>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kaunt {

DocumentView::DocumentView(QWidget* parent)
    : QWidget(parent)
    , m_fields(new FieldsModel(this))
    , m_lines(new DocumentLinesModel(this))
    , m_lineFields(new FieldsModel(this))
    , m_unknown(new FieldsModel(this))
    , m_lineTable(new CopyableTable(QStringLiteral("documentLines"), tr("Lines of the document")))
    , m_error(new SentenceLabel(QStringLiteral("documentError")))
    , m_amounts(new AmountsNotice(QStringLiteral("documentAmounts")))
    , m_tabs(new QTabWidget)
{
    setObjectName(QStringLiteral("documentView"));
    m_tabs->setObjectName(QStringLiteral("documentTabs"));
    m_tabs->setAccessibleName(tr("The document"));
    m_tabs->setDocumentMode(true);
    addPages();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_error);
    layout->addWidget(m_amounts);
    layout->addWidget(m_tabs, 1);
    connect(m_lineTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DocumentView::showLine);
}

void DocumentView::addPages()
{
    auto* fields = new CopyableTable(QStringLiteral("documentFields"), tr("Fields of the document"));
    auto* lineFields = new CopyableTable(QStringLiteral("documentLineFields"), tr("The chosen line"));
    auto* unknown = new CopyableTable(QStringLiteral("unknownFields"), tr("Fields that are not known"));
    fields->setTableModel(m_fields);
    lineFields->setTableModel(m_lineFields);
    unknown->setTableModel(m_unknown);
    unknown->setTextElideMode(Qt::ElideMiddle); // their paths begin alike
    for (CopyableTable* table : {fields, lineFields, unknown})
        table->horizontalHeader()->setStretchLastSection(true);
    m_lineTable->setTableModel(m_lines);
    m_tabs->addTab(fields, tr("Fields"));
    m_tabs->addTab(makeTablePair(m_lineTable, tr("The chosen line"), lineFields), tr("Lines"));
    m_tabs->addTab(unknown, tr("Other fields"));
}

void DocumentView::showDocument(const DocumentResult& document)
{
    constexpr qsizetype longestShown = 400;
    m_currency = document.currencyCode;
    const QString message = elidedText(visibleText(document.errorMessage), longestShown);
    const QString reason = message.isEmpty() ? tr("No reason is given.") : tr("It says: “%1”").arg(message);
    m_error->setSentence(document.hasFailed ? Sentence{tr("Document AI could not read this document."), reason, {}}
                                            : Sentence());
    const AmountFindings amounts = amountFindings(document);
    m_amounts->setFindings(amounts);
    m_fields->setRows(documentFields(document));
    m_lines->setLines(document.lines, m_currency, lineCheckTexts(amounts, document.lines.size()));
    m_lineTable->setColumnHidden(DocumentLinesModel::CheckColumn, !m_lines->hasChecks());
    m_unknown->setRows(unknownFields(document.unknownFields));
    showTabsInUse(m_tabs, {true, !document.lines.isEmpty(), !document.unknownFields.isEmpty()});
    m_lineTable->selectRow(0);
    showLine();
}

void DocumentView::showLine()
{
    const int row = m_lineTable->currentIndex().row();
    const bool isChosen = row >= 0 && row < m_lines->rowCount();
    m_lineFields->setRows(isChosen ? documentLineFields(m_lines->rows().at(row), m_currency) : QList<Field>());
}

} // namespace kaunt
