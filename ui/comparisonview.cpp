// SPDX-License-Identifier: MIT
#include "ui/comparisonview.h"

#include "core/whenanswered.h"
#include "ui/copyabletable.h"
#include "ui/differencedelegate.h"
#include "ui/differencesmodel.h"
#include "ui/differingbytesmodel.h"
#include "ui/tabsinuse.h"

#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kaunt {

ComparisonView::ComparisonView(QWidget* parent)
    : QWidget(parent)
    , m_differences(new DifferencesModel(this))
    , m_bytes(new DifferingBytesModel(this))
    , m_bytesTable(new CopyableTable(QStringLiteral("differingBytes"), tr("Bytes side by side")))
    , m_summary(new QLabel)
    , m_tabs(new QTabWidget)
{
    setObjectName(QStringLiteral("comparisonView"));
    m_summary->setObjectName(QStringLiteral("comparisonSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tabs->setObjectName(QStringLiteral("comparisonTabs"));
    m_tabs->setAccessibleName(tr("The comparison"));
    m_tabs->setDocumentMode(true);
    auto* differences = new CopyableTable(QStringLiteral("differences"), tr("Differences"));
    differences->setItemDelegate(new DifferenceDelegate(differences));
    differences->setTableModel(m_differences);
    for (const int side : {DifferencesModel::BeforeColumn, DifferencesModel::AfterColumn})
        differences->horizontalHeader()->setSectionResizeMode(side, QHeaderView::Stretch);
    m_bytesTable->setTableModel(m_bytes);
    m_bytesTable->horizontalHeader()->setStretchLastSection(true);
    m_tabs->addTab(differences, tr("Content"));
    m_tabs->addTab(m_bytesTable, tr("Bytes"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
}

ComparisonView::~ComparisonView()
{
    m_stop.request_stop();
}

void ComparisonView::compare(const QByteArray& before, const QByteArray& after, qsizetype mostKept)
{
    ++m_question;
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_summary->setText(tr("Comparing …"));
    const auto kept = [mostKept](const QByteArray& body) { return mostKept == 0 ? body : body.left(mostKept); };
    whenAnswered(this, compareBodiesAside(kept(before), kept(after), m_stop.get_token()),
                 [this, question = m_question, mostKept](const BodyComparison& comparison) {
                     if (question == m_question)
                         showComparison(comparison, mostKept);
                 });
}

void ComparisonView::showHint(const QString& text)
{
    ++m_question;
    m_stop.request_stop();
    m_summary->setText(text);
    m_differences->setRows({});
    m_bytes->setBodies({}, {}, {});
    m_tabs->hide();
}

void ComparisonView::showComparison(const BodyComparison& comparison, qsizetype mostKept)
{
    m_summary->setText(comparisonText(comparison, mostKept));
    m_differences->setRows(comparison.json.differences);
    m_bytes->setBodies(comparison.before, comparison.after, comparison.bytes);
    showTabsInUse(m_tabs, {m_differences->rowCount() > 0, m_bytes->rowCount() > 0});
    m_tabs->setVisible(m_bytes->rowCount() > 0);
    if (const int row = m_bytes->firstDifferingRow(); row >= 0) {
        const QModelIndex first = m_bytes->index(row, DifferingBytesModel::BytesBeforeColumn);
        m_bytesTable->setCurrentIndex(first);
        m_bytesTable->scrollTo(first, QAbstractItemView::PositionAtCenter);
    }
}

} // namespace kaunt
