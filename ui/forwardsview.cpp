// SPDX-License-Identifier: MIT
#include "ui/forwardsview.h"

#include "ui/buttonrow.h"
#include "ui/copyabletable.h"
#include "ui/forwardsmodel.h"
#include "ui/pagetext.h"
#include "ui/rawtextview.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace kaunt {

ForwardsView::ForwardsView(QWidget* parent)
    : QWidget(parent)
    , m_model(new ForwardsModel(this))
    , m_table(new CopyableTable(QStringLiteral("forwardsTable"), tr("Forwarded to")))
    , m_heading(makePageText(QStringLiteral("forwardAnswerHeading"), {}))
    , m_compare(makeRowButton(QStringLiteral("compareForwards"), tr("Co&mpare with an earlier one…"),
                              tr("See what has changed since the target answered the delivery before.")))
    , m_try(makeRowButton(QStringLiteral("tryForward"), tr("Try n&ow"),
                          tr("Send it to the target again at once, without waiting for its turn.")))
    , m_tryOne(new QAction(tr("Try n&ow"), this))
    , m_tryAll(new QAction(tr("Try all of this tar&get now"), this))
    , m_answer(new RawTextView)
{
    setObjectName(QStringLiteral("forwardsView"));
    m_answer->setObjectName(QStringLiteral("forwardAnswer"));
    m_answer->setAccessibleName(tr("Answer of the target"));
    m_table->setTableModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(true);
    layOut();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ForwardsView::showAnswer);
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(chosen()); });
    addTries();
    hide();
}

void ForwardsView::layOut()
{
    constexpr int tableShare = 3;
    constexpr int answerShare = 2;
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table, 0, 0, 2, 1);
    layout->addWidget(m_heading, 0, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_compare);
    buttons->addWidget(m_try);
    layout->addLayout(buttons, 0, 2);
    layout->addWidget(m_answer, 1, 1, 1, 2);
    layout->setColumnStretch(0, tableShare);
    layout->setColumnStretch(1, answerShare);
    layout->setRowStretch(1, 1);
}

void ForwardsView::addTries()
{
    m_tryOne->setObjectName(QStringLiteral("tryForwardAction"));
    m_tryAll->setObjectName(QStringLiteral("tryForwardsAction"));
    m_table->addAction(m_tryOne);
    m_table->addAction(m_tryAll);
    connect(m_try, &QPushButton::clicked, m_tryOne, &QAction::trigger);
    connect(m_tryOne, &QAction::triggered, this, [this] { Q_EMIT tryRequested(chosen().target, chosen().delivery); });
    connect(m_tryAll, &QAction::triggered, this, [this] { Q_EMIT tryRequested(chosen().target, 0); });
}

void ForwardsView::showForwards(const QList<ForwardRecord>& forwards)
{
    const QString target = chosen().target;
    const auto same = std::find_if(forwards.cbegin(), forwards.cend(),
                                   [&target](const ForwardRecord& one) { return one.target == target; });
    m_model->setRows(forwards);
    const auto row = same == forwards.cend() ? 0 : static_cast<int>(same - forwards.cbegin());
    m_table->setCurrentIndex(m_model->index(row, 0));
    showAnswer();
    setVisible(!forwards.isEmpty());
}

ForwardRecord ForwardsView::chosen() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 ? ForwardRecord() : m_model->rows().at(row);
}

void ForwardsView::showAnswer()
{
    const ForwardRecord shown = chosen();
    if (shown.nextAt > 0 && shown.finishedAt == 0)
        m_heading->setText(tr("What the target answered so far is not kept."));
    else if (shown.status == 0)
        m_heading->setText(tr("There was no answer."));
    else if (shown.answer.isEmpty())
        m_heading->setText(tr("The answer had no body."));
    else
        m_heading->setText(shown.answer.size() < ForwardRecord::mostAnswer ? tr("The answer:")
                                                                           : tr("The first 4 KiB of the answer:"));
    m_compare->setEnabled(shown.status > 0);
    const bool isWaiting = shown.nextAt > 0;
    if (!isWaiting && m_try->hasFocus()) // else Qt hands the keyboard on to anything
        m_table->setFocus();
    m_try->setVisible(isWaiting);
    m_tryOne->setEnabled(isWaiting);
    m_tryAll->setEnabled(isWaiting);
    m_answer->setText(ShownText(shown.answer, ShownText::LongLines::Break));
}

} // namespace kaunt
