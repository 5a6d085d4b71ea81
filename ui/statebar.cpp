// SPDX-License-Identifier: MIT
#include "ui/statebar.h"

#include "core/urltext.h"
#include "ui/annotationsentences.h"
#include "ui/announcement.h"
#include "ui/answermodesentences.h"
#include "ui/forwardsentences.h"
#include "ui/listeningsentences.h"
#include "ui/messagebanner.h"
#include "ui/problemstack.h"
#include "ui/tunnelsentences.h"
#include "ui/verdicticon.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

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

/// Nothing where there is nothing to say.
void showAll(MessageBanner& banner, const QList<Sentence>& sentences)
{
    QStringList texts;
    for (const Sentence& sentence : sentences)
        texts.append(sentence.text());
    if (texts.isEmpty())
        banner.clear();
    else
        banner.showSentence({texts.join(u'\n'), {}, {}});
}

} // namespace

StateBar::StateBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_symbol(new QLabel(this))
    , m_text(new QLabel(this))
    , m_url(new QLabel(this))
    , m_copy(new QToolButton(this))
    , m_demoBadge(new QLabel(tr("Demo"), this))
    , m_connect(new QToolButton(this))
    , m_listenBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("listenBanner"), this))
    , m_exposureBanner(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("exposureBanner"), this))
    , m_certificateBanner(
          new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("certificateBanner"), this))
    , m_secretBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("secretBanner"), this))
    , m_storingBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("storingBanner"), this))
    , m_concernBanner(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("concernBanner"), this))
    , m_forwardBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("forwardBanner"), this))
    , m_tunnelBanner(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("tunnelBanner"), this))
    , m_answerBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("answerModeBanner"), this))
    , m_passThroughBanner(
          new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("passThroughBanner"), this))
    , m_problemBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("problemBanner"), this))
    , m_problems(new ProblemStack(*m_problemBanner))
    , m_captureBanner(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("captureBanner"), this))
{
    setObjectName(QStringLiteral("stateBar"));
    auto* row = new QHBoxLayout;
    addState(row);
    row->addStretch(1);
    addButtons(row, actions);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    for (MessageBanner* banner :
         {m_captureBanner, m_answerBanner, m_passThroughBanner, m_tunnelBanner, m_storingBanner, m_listenBanner,
          m_secretBanner, m_exposureBanner, m_certificateBanner, m_forwardBanner, m_concernBanner, m_problemBanner})
        layout->addWidget(banner);
    addBannerActions();
    setDemo(false);
    showState();
}

void StateBar::addBannerActions()
{
    m_answerBanner->setLoud();
    m_tunnelBanner->addAction(tr("Copy &public URL"), [this] {
        if (!m_tunnel.url.isEmpty())
            QApplication::clipboard()->setText(urlText(m_tunnel.url));
    });
    m_tunnelBanner->addAction(tr("T&unnel…"), [this] { Q_EMIT tunnelRequested(); });
    m_passThroughBanner->addAction(tr("Sett&ings…"), [this] { Q_EMIT settingsRequested(); });
    m_answerBanner->addAction(tr("Answer as e&ver"), [this] {
        const QStringList endpoints = m_answerModes.keys();
        for (const QString& endpoint : endpoints)
            Q_EMIT normalAnswersRequested(endpoint);
    });
}

void StateBar::addState(QHBoxLayout* row)
{
    m_symbol->setObjectName(QStringLiteral("stateSymbol"));
    m_text->setObjectName(QStringLiteral("stateText"));
    m_text->setTextFormat(Qt::PlainText);
    m_url->setObjectName(QStringLiteral("listeningUrl"));
    m_url->setAccessibleName(tr("URL on this machine"));
    m_url->setTextFormat(Qt::PlainText);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_url->setMinimumWidth(0);
    m_url->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_copy->setObjectName(QStringLiteral("copyUrl"));
    m_copy->setText(tr("Cop&y"));
    m_copy->setToolTip(tr("Copy the URL on this machine"));
    m_copy->setAccessibleName(tr("Copy the URL on this machine"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    connect(m_copy, &QToolButton::clicked, this, &StateBar::copyUrl);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_symbol, m_text, m_url, m_copy})
        row->addWidget(widget);
}

void StateBar::addButtons(QHBoxLayout* row, const Actions& actions)
{
    m_demoBadge->setObjectName(QStringLiteral("demoBadge"));
    m_demoBadge->setFrameShape(QFrame::StyledPanel);
    m_demoBadge->setToolTip(
        tr("A simulated Kaunt on this machine sends these events. The log is thrown away at the end."));
    m_connect->setObjectName(QStringLiteral("connectFromDemo"));
    m_connect->setText(tr("Connect my webhoo&k…"));
    m_connect->setFocusPolicy(Qt::StrongFocus);
    connect(m_connect, &QToolButton::clicked, this, &StateBar::connectRequested);
    row->addWidget(m_demoBadge);
    m_leaveDemo = addButton(row, actions.leaveDemo, QStringLiteral("leaveDemo"));
    row->addWidget(m_connect);
    addButton(row, actions.startOrStop, QStringLiteral("startOrStop"));
    addButton(row, actions.sendTest, QStringLiteral("sendTest"))->setPopupMode(QToolButton::InstantPopup);
    addButton(row, actions.fetch, QStringLiteral("fetch"));
}

QToolButton* StateBar::addButton(QHBoxLayout* row, QAction* action, const QString& objectName)
{
    auto* button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setDefaultAction(action);
    row->addWidget(button);
    return button;
}

void StateBar::setStatus(const ReceiverStatus& status)
{
    m_status = status;
    showState();
    showUrls();
    announce(*this, m_url->isHidden() ? m_text->text() : tr("%1 %2").arg(m_text->text(), m_url->text()));
    showExposure();
    showCertificate();
    showTunnelState();
    if (status.state == ReceiverState::Failed && status.error)
        m_listenBanner->showSentence(retriedSentence(*status.error));
    else
        m_listenBanner->clear();
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
    m_url->setText(others == 0 ? first : tr("%1 and %2 more").arg(first).arg(others));
    m_url->setToolTip(first.toHtmlEscaped());
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

/// What keeps clients away first: it is said before one of them finds out. What may be as it should is told by the
/// settings alone.
void StateBar::showCertificate()
{
    auto served = m_status.certificate;
    if (served)
        served->remarks.removeAll(tls::CertificateRemark::AuthorityUnknownHere);
    if (served && served->reloadError)
        m_certificateBanner->showSentence(reloadSentence(*served->reloadError));
    else if (served && !served->remarks.isEmpty())
        m_certificateBanner->showSentence(sentenceFor(served->remarks.constFirst(), served->certificate));
    else
        m_certificateBanner->clear();
}

void StateBar::showExposure()
{
    if (const auto exposed = exposureSentence(m_status.endpoints))
        m_exposureBanner->showSentence(*exposed);
    else
        m_exposureBanner->clear();
}

void StateBar::setEndpointsWithoutSecret(const QStringList& names, const QStringList& unread)
{
    if (!unread.isEmpty()) { // the first to be mended: the others are looked up in the settings then
        Sentence sentence = unreadSecretSentence(unread);
        sentence.next = tr("Unlock the keyring, or make the file of secrets readable for you alone; then press OK in "
                           "the settings (Ctrl+,).");
        m_secretBanner->showSentence(sentence);
    } else if (!names.isEmpty()) {
        Sentence sentence = secretlessSentence(names);
        sentence.next = tr("Add the secret from the Partner Portal in the settings (Ctrl+,).");
        m_secretBanner->showSentence(sentence);
    } else {
        m_secretBanner->clear();
    }
}

void StateBar::setDemo(bool isDemo)
{
    m_demoBadge->setVisible(isDemo);
    m_leaveDemo->setVisible(isDemo);
    m_connect->setVisible(isDemo);
}

void StateBar::showCapture(const Sentence& sentence)
{
    const QList<QToolButton*> buttons = findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly);
    for (QToolButton* button : buttons)
        button->hide();
    for (QWidget* widget : {m_symbol, m_text, m_url})
        widget->hide();
    m_captureBanner->showSentence(sentence);
}

void StateBar::showStoringFailed(const LogError& error)
{
    m_storingBanner->showSentence(storingSentence(error));
}

void StateBar::clearStoringFailed()
{
    m_storingBanner->clear();
}

void StateBar::showConcern(const Concern& concern)
{
    m_concerns.insert(concern.kind, sentenceFor(concern));
    showConcerns();
}

void StateBar::clearConcern(Concern::Kind kind)
{
    m_concerns.remove(kind);
    showConcerns();
}

void StateBar::showConcerns()
{
    showAll(*m_concernBanner, m_concerns.values());
}

void StateBar::showForward(const ForwardState& state)
{
    if (state.passedOver > 0) {
        ForwardState sum = state;
        sum.passedOver = m_passedOver[state.target] += state.passedOver;
        const QString topic = QStringLiteral("passed over ") + state.target;
        clearProblems(topic); // with fewer of them
        showProblem(sentenceFor(sum), topic);
        return;
    }
    m_downTargets.remove(state.target);
    if (state.isDown)
        m_downTargets.insert(state.target, sentenceFor(state));
    showAll(*m_forwardBanner, m_downTargets.values());
}

void StateBar::showAnswerMode(const QString& endpoint, const AnswerMode& mode, qint64 nowUtcMillis)
{
    m_answerModes.remove(endpoint);
    if (!mode.isNormal())
        m_answerModes.insert(endpoint, sentenceFor(endpoint, mode, nowUtcMillis));
    showAll(*m_answerBanner, m_answerModes.values());
}

void StateBar::setPassThrough(const QList<Sentence>& sentences)
{
    showAll(*m_passThroughBanner, sentences);
}

void StateBar::showTunnel(const TunnelState& state, const QUrl& url)
{
    m_tunnel = state;
    m_tunnel.url = url;
    showTunnelState();
}

void StateBar::showTunnelState()
{
    if (m_tunnel.phase == TunnelState::Phase::Stopped)
        m_tunnelBanner->clear();
    else
        m_tunnelBanner->showSentence(sentenceFor(m_tunnel, !m_status.endpoints.isEmpty()));
}

void StateBar::showProblem(const Sentence& sentence, const QString& topic)
{
    m_problems->add(sentence, topic);
}

void StateBar::clearProblems(const QString& topic)
{
    m_problems->clear(topic);
}

void StateBar::showWaiting(const QList<Annotation>& waiting, const LogError& error)
{
    const QString topic = QStringLiteral("annotations");
    clearProblems(topic);
    if (!waiting.isEmpty())
        showProblem(waitingSentence(waiting, error), topic);
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

} // namespace kaunt
