// SPDX-License-Identifier: MIT
#include "ui/connectionstepsview.h"

#include "ui/sentencelabel.h"
#include "ui/verdicticon.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QStyle>

namespace kaunt {

namespace {

using Step = ConnectionTest::Step;
using State = ConnectionTest::State;

QString stepName(Step step)
{
    switch (step) {
    case Step::Listening:
        return ConnectionStepsView::tr("Listening");
    case Step::Sent:
        return ConnectionStepsView::tr("Test sent and answered");
    case Step::Verified:
        return ConnectionStepsView::tr("Signature verified");
    case Step::Stored:
        return ConnectionStepsView::tr("Stored in the log");
    case Step::Shown:
        return ConnectionStepsView::tr("Shown in the list");
    }
    return {};
}

QString stateText(State state)
{
    switch (state) {
    case State::Waiting:
        return ConnectionStepsView::tr("not yet");
    case State::Running:
        return ConnectionStepsView::tr("under way");
    case State::Passed:
        return ConnectionStepsView::tr("done");
    case State::Failed:
        return ConnectionStepsView::tr("failed");
    }
    return {};
}

} // namespace

ConnectionStepsView::ConnectionStepsView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("connectionSteps"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setColumnMinimumWidth(0, style()->pixelMetric(QStyle::PM_SmallIconSize)); // in a large font a sign needs more
    grid->setColumnStretch(2, 1);
    for (int i = 0; i < ConnectionTest::stepCount; ++i) {
        Row& row = m_rows.at(static_cast<std::size_t>(i));
        row.sign = new QLabel;
        row.sign->setObjectName(QStringLiteral("stepSign%1").arg(i));
        row.sign->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        row.name = new QLabel(stepName(static_cast<Step>(i)));
        row.name->setObjectName(QStringLiteral("stepName%1").arg(i));
        row.sentence = new SentenceLabel(QStringLiteral("stepSentence%1").arg(i), this);
        grid->addWidget(row.sign, i, 0, Qt::AlignTop);
        grid->addWidget(row.name, i, 1, Qt::AlignTop);
        grid->addWidget(row.sentence, i, 2);
        showStep(static_cast<Step>(i), State::Waiting, {});
    }
}

void ConnectionStepsView::showStep(Step step, State state, const Sentence& sentence)
{
    Row& row = m_rows.at(static_cast<std::size_t>(step));
    row.state = state;
    row.sentence->setSentence(sentence);
    row.name->setAccessibleName(QStringLiteral("%1: %2").arg(stepName(step), stateText(state)));
    row.sign->setAccessibleName(stateText(state));
    showSign(row);
}

void ConnectionStepsView::showSign(const Row& row) const
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    switch (row.state) {
    case State::Waiting:
        row.sign->setText(QStringLiteral("○"));
        break;
    case State::Running:
        row.sign->setText(QStringLiteral("◌"));
        break;
    case State::Passed:
        row.sign->setPixmap(verdictIcon(Verdict::Verified, palette()).pixmap(size));
        break;
    case State::Failed:
        row.sign->setPixmap(verdictIcon(Verdict::Mismatch, palette()).pixmap(size));
        break;
    }
}

void ConnectionStepsView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (const Row& row : m_rows)
        showSign(row);
}

} // namespace kaunt
