// SPDX-License-Identifier: MIT
#include "ui/tunneldialog.h"

#include "core/session/monitorsession.h"
#include "core/session/sessiontunnel.h"
#include "core/urltext.h"
#include "ui/buttonrow.h"
#include "ui/focusring.h"
#include "ui/helpdesk.h"
#include "ui/namechoice.h"
#include "ui/pagetext.h"
#include "ui/quietwheel.h"
#include "ui/sentencelabel.h"
#include "ui/tunnelplanform.h"
#include "ui/tunnelsentences.h"
#include "ui/valuefield.h"
#include "ui/visibletext.h"
#include "ui/windowplace.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace kaunt {

TunnelDialog::TunnelDialog(MonitorSession& session, const TunnelPlan& plan, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_form(new TunnelPlanForm)
    , m_state(new SentenceLabel(QStringLiteral("tunnelState")))
    , m_urlLabel(new QLabel(tr("URL to register:")))
    , m_endpoint(new QComboBox)
    , m_url(new ValueField(tr("URL to register")))
    , m_output(new QPlainTextEdit)
    , m_buttons(new QDialogButtonBox(this))
    , m_begin(m_buttons->addButton(tr("&Start"), QDialogButtonBox::ActionRole))
    , m_stop(m_buttons->addButton(tr("S&top"), QDialogButtonBox::ActionRole))
    , m_test(m_buttons->addButton(tr("T&est the path…"), QDialogButtonBox::ActionRole))
{
    addCloseButton(*m_buttons);
    setObjectName(QStringLiteral("tunnelDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Make it reachable"));
    addHelpKey(*this, QStringLiteral("tunnel.md"));
    m_form->setPlan(session.tunnel().isOpen() ? session.tunnel().plan() : plan);
    layOut();
    connectControls();
    connect(&session.tunnel(), &SessionTunnel::stateChanged, this, &TunnelDialog::showState);
    connect(&session, &MonitorSession::receiverStateChanged, this, &TunnelDialog::showState);
    connect(&session.tunnel(), &SessionTunnel::outputGrown, this, &TunnelDialog::showOutput);
    showState();
    showOutput();
    m_form->setFocus();
}

void TunnelDialog::connectControls()
{
    connect(m_form, &TunnelPlanForm::edited, this, [this] { m_begin->setDefault(true); });
    connect(m_begin, &QPushButton::clicked, this, &TunnelDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_session.tunnel().close();
        m_begin->setFocus();
    });
    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT pathTestRequested(m_endpoint->currentText()); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &TunnelDialog::reject);
    connect(m_endpoint, &QComboBox::currentIndexChanged, this, &TunnelDialog::showUrl);
}

void TunnelDialog::layOut()
{
    const std::pair<QWidget*, QString> names[]{
        {m_endpoint, QStringLiteral("tunnelEndpoint")}, {m_url, QStringLiteral("tunnelUrl")},
        {m_output, QStringLiteral("tunnelOutput")},     {m_begin, QStringLiteral("tunnelBegin")},
        {m_stop, QStringLiteral("tunnelStop")},         {m_test, QStringLiteral("tunnelTest")}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(name);
    m_endpoint->setAccessibleName(tr("Endpoint"));
    holdWidth(*m_endpoint);
    m_output->setAccessibleName(tr("What the tunnel wrote last"));
    m_output->setReadOnly(true);
    m_output->setTabChangesFocus(true);
    showFocusByRing(*m_output);
    m_output->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_output->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_output->setPlaceholderText(tr("What the tunnel's program writes is shown here."));
    auto* url = new QHBoxLayout;
    url->addWidget(m_urlLabel);
    url->addWidget(m_endpoint);
    url->addWidget(m_url, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makePageText(
        QStringLiteral("tunnelHint"),
        tr("Starts a tunnel of yours, so that Kaunt reaches this receiver from the internet. So does anyone who finds "
           "the URL: only what is signed with your secret is accepted, and what is refused is kept within bounds. The "
           "tunnel ends with this program.")));
    layout->addWidget(m_form);
    layout->addWidget(m_state);
    layout->addLayout(url);
    layout->addWidget(m_output, 1);
    layout->addWidget(m_buttons);
    leaveWheelToScrolling(*this);
    m_buttons->button(QDialogButtonBox::Close)->setDefault(true); // no Return too many opens it to the internet
    constexpr QSize comfortable(720, 560);
    resizeWithinScreen(*this, comfortable);
}

void TunnelDialog::begin()
{
    const TunnelPlan plan = m_form->plan();
    if (const auto flaw = tunnelFlaw(plan)) {
        m_state->setSentence(sentenceFor(*flaw));
        return;
    }
    if (m_session.endpoints().isEmpty()) {
        m_state->setSentence({tr("The receiver is not listening."), {}, tr("Start it first (Ctrl+R).")});
        return;
    }
    Q_EMIT planUsed(plan);
    m_session.tunnel().open(plan);
    m_stop->setFocus();
}

void TunnelDialog::showState()
{
    const SessionTunnel& tunnel = m_session.tunnel();
    const bool isTold = tunnel.state().phase != TunnelState::Phase::Stopped;
    const bool isRunning = isTold && !tunnel.state().isGivenUp();
    const bool isUp = tunnel.state().phase == TunnelState::Phase::Up;
    const bool isDemo = m_session.isDemo();
    m_state->setSentence(isDemo ? Sentence{tr("A demo stays on this machine."),
                                           tr("Its secret and its events are made up."),
                                           tr("Connect your webhook, then make that reachable.")}
                                : sentenceFor(tunnel.state(), tunnel.leadsToReceiver()));
    m_form->setEnabled(!isRunning && !isDemo);
    m_begin->setEnabled(!isRunning && !isDemo);
    m_stop->setEnabled(isTold); // one that is given up is told of until then
    m_test->setEnabled(isUp);
    const QList<ListeningEndpoint> endpoints = tunnel.publicEndpoints();
    if (isUp) // else the choice stays for when it is again
        offer(endpoints);
    m_endpoint->setVisible(endpoints.size() > 1);
    m_urlLabel->setVisible(isUp);
    m_url->setVisible(isUp);
    showUrl();
}

void TunnelDialog::offer(const QList<ListeningEndpoint>& endpoints)
{
    const QString before = m_endpoint->currentText();
    m_endpoint->clear();
    for (const ListeningEndpoint& endpoint : endpoints)
        m_endpoint->addItem(endpoint.name, endpoint.url);
    if (const int again = m_endpoint->findText(before); again >= 0)
        m_endpoint->setCurrentIndex(again);
}

void TunnelDialog::showUrl()
{
    m_url->setValue(urlText(m_endpoint->currentData().toUrl()));
}

/// Reading is not disturbed: who has scrolled up stays there.
void TunnelDialog::showOutput()
{
    QScrollBar* bar = m_output->verticalScrollBar();
    const int place = bar->value();
    const bool isAtEnd = place == bar->maximum();
    m_output->setPlainText(visibleText(m_session.tunnel().lines().join(u'\n'), LineFeeds::Keep));
    bar->setValue(isAtEnd ? bar->maximum() : place);
}

} // namespace kaunt
