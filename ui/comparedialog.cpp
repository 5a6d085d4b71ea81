// SPDX-License-Identifier: MIT
#include "ui/comparedialog.h"

#include "ui/comparisonview.h"
#include "ui/helpdesk.h"
#include "ui/visibletext.h"
#include "ui/windowplace.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

CompareDialog::CompareDialog(const QString& title, const QString& afterTitle, const QByteArray& after, QWidget* parent)
    : QDialog(parent)
    , m_after(after)
    , m_choices(new QComboBox)
    , m_view(new ComparisonView)
{
    constexpr QSize comfortable(860, 520);
    setObjectName(QStringLiteral("compareDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    addHelpKey(*this, QStringLiteral("fetch.md"));
    m_choices->setObjectName(QStringLiteral("comparedWith"));
    m_choices->setAccessibleName(tr("Before"));
    m_choices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* later = new QLabel(visibleText(afterTitle));
    later->setObjectName(QStringLiteral("comparedAfter"));
    later->setTextFormat(Qt::PlainText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_choices, &QComboBox::currentIndexChanged, this, &CompareDialog::requestChosen);

    auto* sides = new QFormLayout;
    sides->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    sides->addRow(tr("&Before:"), m_choices);
    sides->addRow(tr("After:"), later);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(sides);
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    resizeWithinScreen(*this, comfortable);
    setChoices({}, tr("Looking for what to compare with …"));
}

void CompareDialog::setChoices(const QList<ComparisonChoice>& choices, const QString& hint)
{
    const QSignalBlocker quiet(m_choices);
    m_choices->clear();
    for (const ComparisonChoice& choice : choices)
        m_choices->addItem(visibleText(choice.title), choice.id);
    m_choices->setEnabled(!choices.isEmpty());
    if (choices.isEmpty())
        m_view->showHint(hint);
    else
        requestChosen();
}

void CompareDialog::setBefore(qint64 id, const QByteArray& before, qsizetype mostKept)
{
    if (m_choices->currentData().toLongLong() == id)
        m_view->compare(before, m_after, mostKept);
}

void CompareDialog::showProblem(const QString& text)
{
    m_view->showHint(text);
}

void CompareDialog::requestChosen()
{
    if (m_choices->currentIndex() >= 0)
        Q_EMIT beforeRequested(m_choices->currentData().toLongLong());
}

} // namespace kaunt
