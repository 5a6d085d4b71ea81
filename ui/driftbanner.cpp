// SPDX-License-Identifier: MIT
#include "ui/driftbanner.h"

#include "ui/driftsentences.h"
#include "ui/pagetext.h"
#include "ui/plaintooltip.h"
#include "ui/verdicticon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace kaunt {

namespace {

constexpr int linesInSight = 4;
constexpr int linesInToolTip = 40;

QLabel* makeLabel(const QString& objectName)
{
    QLabel* label = makePageText(objectName, {});
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

DriftBanner::DriftBanner(QWidget* parent)
    : QFrame(parent)
    , m_title(makeLabel(QStringLiteral("driftTitle")))
    , m_text(makeLabel(QStringLiteral("driftText")))
{
    setObjectName(QStringLiteral("driftBanner"));
    setFrameShape(StyledPanel);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto* accept = new QPushButton(tr("&Accept"));
    accept->setObjectName(QStringLiteral("acceptDrift"));
    accept->setToolTip(tr("From now on this is what is expected"));
    auto* texts = new QVBoxLayout;
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    auto* layout = new QHBoxLayout(this);
    constexpr int margin = 6;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addLayout(texts, 1);
    layout->addWidget(accept, 0, Qt::AlignTop);
    connect(accept, &QPushButton::clicked, this, &DriftBanner::acceptRequested);
    hide();
}

void DriftBanner::showFindings(const QList<DriftFinding>& findings)
{
    m_isBreaking = std::any_of(findings.cbegin(), findings.cend(), [](const auto& one) { return one.isBreaking(); });
    m_title->setText(driftTitle(findings));
    m_text->setText(driftText(findings, linesInSight));
    m_text->setToolTip(plainToolTip(driftText(findings, linesInToolTip)));
    updateColors();
    setVisible(!findings.isEmpty());
}

void DriftBanner::updateColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, m_isBreaking ? badColor(colors) : warningColor(colors));
    m_title->setPalette(colors);
}

void DriftBanner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

} // namespace kaunt
