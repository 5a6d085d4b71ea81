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

} // namespace

DriftBanner::DriftBanner(QWidget* parent)
    : QFrame(parent)
    , m_title(makeSelectableText(QStringLiteral("driftTitle")))
    , m_text(makeSelectableText(QStringLiteral("driftText")))
    , m_show(new QPushButton(tr("Show it")))
    , m_accept(new QPushButton(tr("&Accept")))
    , m_undo(new QPushButton(tr("&Undo")))
{
    setObjectName(QStringLiteral("driftBanner"));
    setFrameShape(StyledPanel);
    setAutoFillBackground(true); // or a tab's pane shines through, which no colour was made readable on
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    configureButtons();
    auto* texts = new QVBoxLayout;
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    auto* layout = new QHBoxLayout(this);
    constexpr int margin = 6;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addLayout(texts, 1);
    layout->addWidget(m_show, 0, Qt::AlignTop);
    layout->addWidget(m_accept, 0, Qt::AlignTop);
    layout->addWidget(m_undo, 0, Qt::AlignTop);
    m_show->hide();
    m_undo->hide();
    hide();
}

void DriftBanner::configureButtons()
{
    m_show->setObjectName(QStringLiteral("showDrift"));
    m_show->setToolTip(tr("Where the first of these is, then the next"));
    m_accept->setObjectName(QStringLiteral("acceptDrift"));
    m_accept->setToolTip(tr("From now on this is what is expected"));
    m_undo->setObjectName(QStringLiteral("undoDrift"));
    m_undo->setToolTip(tr("What was expected before is expected again"));
    connect(m_show, &QPushButton::clicked, this, &DriftBanner::showNextPlace);
    connect(m_accept, &QPushButton::clicked, this, &DriftBanner::acceptRequested);
    connect(m_undo, &QPushButton::clicked, this, &DriftBanner::undoRequested);
}

void DriftBanner::showFindings(const QList<DriftFinding>& findings)
{
    m_isBreaking = std::any_of(findings.cbegin(), findings.cend(), [](const auto& one) { return one.isBreaking(); });
    m_title->setText(driftTitle(findings));
    m_text->setText(driftText(findings, linesInSight));
    setPlainToolTip(*m_text, driftText(findings, linesInToolTip));
    m_text->setVisible(!findings.isEmpty());
    setPlaces(findings);
    m_show->setVisible(m_offersPlaces && !m_placed.isEmpty());
    updateColors();
    offer(m_accept);
    setVisible(!findings.isEmpty());
}

/// Who goes from one to the next goes on where the same is told anew, of more deliveries by then.
void DriftBanner::setPlaces(const QList<DriftFinding>& findings)
{
    QList<DriftFinding> placed = findings;
    placed.removeIf([](const DriftFinding& one) { return one.path.isEmpty(); });
    std::stable_sort(placed.begin(), placed.end(),
                     [](const auto& one, const auto& other) { return one.isBreaking() && !other.isBreaking(); });
    const bool areSame =
        std::equal(placed.cbegin(), placed.cend(), m_placed.cbegin(), m_placed.cend(),
                   [](const DriftFinding& one, const DriftFinding& other) {
                       return one.kind == other.kind && one.path == other.path && one.text == other.text;
                   });
    m_placed = placed;
    if (!areSame)
        m_nextPlace = 0;
}

void DriftBanner::showNextPlace()
{
    if (m_placed.isEmpty())
        return;
    const DriftFinding finding = m_placed.at(m_nextPlace);
    m_nextPlace = (m_nextPlace + 1) % m_placed.size();
    Q_EMIT placeWanted(finding);
}

void DriftBanner::showAccepted()
{
    say(tr("Accepted: from now on this is what is expected."), m_undo);
}

void DriftBanner::showTooLarge()
{
    say(tr("Not looked at for changes of its contract: it has more than 16 MiB, or 1,000,000 values."), nullptr);
}

void DriftBanner::say(const QString& title, QPushButton* offered)
{
    m_isBreaking = false;
    m_title->setText(title);
    m_text->hide();
    m_show->hide();
    updateColors();
    offer(offered);
    show();
}

/// One of the two, or neither. The keyboard stays on the button's place.
void DriftBanner::offer(QPushButton* button)
{
    if (!button) {
        m_accept->hide();
        m_undo->hide();
        return;
    }
    QPushButton* other = button == m_accept ? m_undo : m_accept;
    const bool hadFocus = other->hasFocus();
    button->show();
    if (hadFocus)
        button->setFocus(Qt::OtherFocusReason);
    other->hide();
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
