// SPDX-License-Identifier: MIT
#include "ui/statebar.h"

#include "core/urltext.h"
#include "ui/announcement.h"
#include "ui/elidedlabel.h"
#include "ui/plaintooltip.h"
#include "ui/verdicticon.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

struct StateWords {
    QString symbol;
    QString text;
};

StateWords wordsFor(ReceiverState state)
{
    switch (state) {
    case ReceiverState::Stopped:
        return {QStringLiteral("○"), StateBar::tr("Not listening")};
    case ReceiverState::Starting:
        return {QStringLiteral("◌"), StateBar::tr("Starting to listen…")};
    case ReceiverState::Listening:
        return {QStringLiteral("●"), StateBar::tr("Listening on")};
    case ReceiverState::Failed:
        return {QStringLiteral("✖"), StateBar::tr("Can't listen")};
    case ReceiverState::Stopping:
        return {QStringLiteral("◌"), StateBar::tr("Stopping; what is in hand is still answered…")};
    }
    return {};
}

int horizontalSpacing(const QWidget& widget)
{
    return widget.style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, &widget);
}

} // namespace

StateBar::StateBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_symbol(new QLabel(this))
    , m_text(new QLabel(this))
    , m_url(new ElidedLabel(this))
    , m_copy(new QToolButton(this))
    , m_demoBadge(new QLabel(tr("Demo"), this))
    , m_connect(new QToolButton(this))
    , m_lines(new QHBoxLayout(this))
    , m_said(new QHBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("stateBar"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    for (QBoxLayout* line : {m_said, m_buttons}) // else it is that of lines beneath each other, once they are
        line->setSpacing(horizontalSpacing(*this));
    m_lines->addLayout(m_said, 1);
    m_lines->addLayout(m_buttons);
    addState();
    addButtons(actions);
    setDemo(false);
    showState();
}

void StateBar::addState()
{
    m_symbol->setObjectName(QStringLiteral("stateSymbol"));
    m_text->setObjectName(QStringLiteral("stateText"));
    m_text->setTextFormat(Qt::PlainText);
    m_url->setObjectName(QStringLiteral("listeningUrl"));
    m_url->setAccessibleName(tr("URL on this machine"));
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setObjectName(QStringLiteral("copyUrl"));
    m_copy->setText(tr("Cop&y"));
    m_copy->setToolTip(tr("Copy the URL on this machine"));
    m_copy->setAccessibleName(tr("Copy the URL on this machine"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    connect(m_copy, &QToolButton::clicked, this, &StateBar::copyUrl);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_symbol, m_text, m_url, m_copy})
        m_said->addWidget(widget);
    m_said->addStretch(1);
}

void StateBar::addButtons(const Actions& actions)
{
    m_demoBadge->setObjectName(QStringLiteral("demoBadge"));
    m_demoBadge->setFrameShape(QFrame::StyledPanel);
    m_demoBadge->setToolTip(
        tr("A simulated Kaunt on this machine sends these events. The log is thrown away at the end."));
    m_connect->setObjectName(QStringLiteral("connectFromDemo"));
    m_connect->setText(tr("Connect my webhoo&k…"));
    m_connect->setFocusPolicy(Qt::StrongFocus);
    connect(m_connect, &QToolButton::clicked, this, &StateBar::connectRequested);
    m_buttons->addStretch(0);
    m_buttons->addWidget(m_demoBadge);
    m_leaveDemo = addButton(actions.leaveDemo, QStringLiteral("leaveDemo"));
    m_buttons->addWidget(m_connect);
    addButton(actions.startOrStop, QStringLiteral("startOrStop"));
    addButton(actions.sendTest, QStringLiteral("sendTest"))->setPopupMode(QToolButton::InstantPopup);
    addButton(actions.fetch, QStringLiteral("fetch"));
}

QToolButton* StateBar::addButton(QAction* action, const QString& objectName)
{
    auto* button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setDefaultAction(action);
    m_buttons->addWidget(button);
    return button;
}

void StateBar::setStatus(const ReceiverStatus& status)
{
    m_status = status;
    showState();
    showUrls();
    announce(*this, m_url->isHidden() ? m_text->text() : tr("%1 %2").arg(m_text->text(), m_url->text()));
}

void StateBar::showState()
{
    const StateWords words = wordsFor(m_status.state);
    m_symbol->setText(words.symbol);
    m_symbol->setAccessibleName(words.text); // not what the symbol is called
    m_text->setText(words.text);
    QPalette colors = palette();
    if (m_status.state == ReceiverState::Listening)
        colors.setColor(QPalette::WindowText, goodColor(colors));
    else if (m_status.state == ReceiverState::Failed)
        colors.setColor(QPalette::WindowText, badColor(colors));
    m_symbol->setPalette(colors);
}

void StateBar::showUrls()
{
    const bool hasUrl = !m_status.endpoints.isEmpty();
    m_url->setVisible(hasUrl);
    m_copy->setVisible(hasUrl);
    delete std::exchange(m_urlsMenu, nullptr);
    if (!hasUrl)
        return;
    const QString first = urlText(m_status.endpoints.constFirst().url);
    const qsizetype others = m_status.endpoints.size() - 1;
    m_url->setText(others == 0 ? first : tr("%1 and %2 more").arg(first, QString::number(others)));
    setPlainToolTip(*m_url, first);
    m_copy->setPopupMode(others == 0 ? QToolButton::DelayedPopup : QToolButton::MenuButtonPopup);
    if (others == 0)
        return;
    m_urlsMenu = new QMenu(m_copy);
    for (const ListeningEndpoint& endpoint : std::as_const(m_status.endpoints)) {
        const QString url = urlText(endpoint.url);
        QAction* action =
            m_urlsMenu->addAction(tr("%1: %2").arg(endpoint.name, url).replace(u'&', QLatin1String("&&")));
        connect(action, &QAction::triggered, this, [url] { QApplication::clipboard()->setText(url); });
    }
    m_copy->setMenu(m_urlsMenu);
}

void StateBar::setDemo(bool isDemo)
{
    m_demoBadge->setVisible(isDemo);
    m_leaveDemo->setVisible(isDemo);
    m_connect->setVisible(isDemo);
}

QSize StateBar::minimumSizeHint() const
{
    return {std::max(m_said->minimumSize().width(), m_buttons->minimumSize().width()), m_lines->minimumSize().height()};
}

void StateBar::breakLine()
{
    const int inOne = m_said->minimumSize().width() + horizontalSpacing(*this) + m_buttons->minimumSize().width();
    const auto direction = inOne <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (m_lines->direction() != direction)
        m_lines->setDirection(direction);
}

void StateBar::copyUrl()
{
    if (!m_status.endpoints.isEmpty())
        QApplication::clipboard()->setText(urlText(m_status.endpoints.constFirst().url));
}

void StateBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

bool StateBar::event(QEvent* event)
{
    const bool isHandled = QWidget::event(event);
    if (isVisible() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show))
        breakLine();
    return isHandled;
}

void StateBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    breakLine();
}

} // namespace kaunt
