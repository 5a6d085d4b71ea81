// SPDX-License-Identifier: MIT
#include "ui/amountsnotice.h"

#include "ui/amountsentences.h"
#include "ui/sentencelabel.h"
#include "ui/wholevaluedialog.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace kaunt {

AmountsNotice::AmountsNotice(const QString& objectName, QWidget* parent)
    : QWidget(parent)
    , m_sentence(new SentenceLabel(objectName))
    , m_all(new QToolButton)
{
    m_all->setObjectName(QStringLiteral("allAmounts"));
    m_all->setText(tr("Show all"));
    m_all->setAccessibleName(tr("Show all that was found about the amounts"));
    m_all->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_all, 0, Qt::AlignTop);
    connect(m_all, &QToolButton::clicked, this, &AmountsNotice::showAll);
    hide();
}

void AmountsNotice::setFindings(const AmountFindings& findings)
{
    m_texts = amountTexts(findings);
    m_sentence->setSentence(amountsSentence(findings));
    m_all->setVisible(m_texts.size() > 1);
    setVisible(!m_texts.isEmpty());
}

void AmountsNotice::showAll()
{
    auto* dialog = new WholeValueDialog(tr("Amounts"), m_texts.join(u'\n'), this);
    dialog->show();
}

} // namespace kaunt
