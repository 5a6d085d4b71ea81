// SPDX-License-Identifier: MIT
#include "ui/statebanners.h"

#include "core/urltext.h"
#include "ui/annotationsentences.h"
#include "ui/answermodesentences.h"
#include "ui/forwardsentences.h"
#include "ui/listeningsentences.h"
#include "ui/problemstack.h"
#include "ui/tunnelsentences.h"

#include <QApplication>
#include <QClipboard>
#include <QToolButton>

namespace kaunt {

namespace {

using Severity = MessageBanner::Severity;

QString topicOf(Concern::Kind kind)
{
    return QString::number(static_cast<int>(kind));
}

/// What keeps clients away first: it is said before one of them finds out. What may be as it should is told by the
/// settings alone.
std::optional<Sentence> certificateSentence(std::optional<ServedCertificate> served)
{
    if (!served)
        return {};
    if (served->reloadError)
        return reloadSentence(*served->reloadError);
    served->remarks.removeAll(tls::CertificateRemark::AuthorityUnknownHere);
    if (served->remarks.isEmpty())
        return {};
    return sentenceFor(served->remarks.constFirst(), served->certificate);
}

} // namespace

/// In the order in which they stand.
StateBanners::StateBanners(QWidget* page)
    : m_capture(add(Severity::Notice, QStringLiteral("captureBanner"), page))
    , m_answer(add(Severity::Problem, QStringLiteral("answerModeBanner"), page))
    , m_passThrough(add(Severity::Problem, QStringLiteral("passThroughBanner"), page))
    , m_tunnelUrl(add(Severity::Notice, QStringLiteral("tunnelBanner"), page))
    , m_storing(add(Severity::Problem, QStringLiteral("storingBanner"), page))
    , m_listen(add(Severity::Problem, QStringLiteral("listenBanner"), page))
    , m_secret(add(Severity::Problem, QStringLiteral("secretBanner"), page))
    , m_exposure(add(Severity::Notice, QStringLiteral("exposureBanner"), page))
    , m_certificate(add(Severity::Problem, QStringLiteral("certificateBanner"), page))
    , m_forward(add(Severity::Problem, QStringLiteral("forwardBanner"), page))
    , m_concern(add(Severity::Notice, QStringLiteral("concernBanner"), page))
    , m_problems(new ProblemStack(*add(Severity::Problem, QStringLiteral("problemBanner"), page)))
{
    addActions();
}

MessageBanner* StateBanners::add(MessageBanner::Severity severity, const QString& objectName, QWidget* page)
{
    auto* banner = new MessageBanner(severity, objectName, page);
    addWidget(banner);
    return banner;
}

void StateBanners::addActions()
{
    m_answer->setLoud();
    m_answer->addAction(tr("Answer as e&ver"), [this] {
        const QStringList endpoints = m_answer->topics();
        for (const QString& endpoint : endpoints)
            Q_EMIT normalAnswersRequested(endpoint);
    });
    m_forward->addAction(tr("T&ry now"), [this] {
        const QStringList targets = m_forward->topics();
        for (const QString& target : targets)
            Q_EMIT forwardTryRequested(target);
    });
    m_passThrough->addAction(tr("Sett&ings…"), [this] { Q_EMIT settingsRequested(); });
    m_copyUrl = m_tunnelUrl->addAction(tr("Copy &public URL"),
                                       [this] { QApplication::clipboard()->setText(urlText(m_tunnel.url)); });
    m_tunnelUrl->addAction(tr("T&unnel…"), [this] { Q_EMIT tunnelRequested(); });
}

void StateBanners::follow(MonitorSession& session)
{
    connect(&session, &MonitorSession::forwardStateChanged, this, &StateBanners::showForward);
    connect(this, &StateBanners::forwardTryRequested, &session,
            [&session](const QString& target) { session.tryForwardNow(target, 0); });
    const QList<ForwardState> downTargets = session.downTargets();
    for (const ForwardState& state : downTargets)
        showForward(state);
    connect(&session, &MonitorSession::concernRaised, this, &StateBanners::showConcern);
    connect(&session, &MonitorSession::concernCleared, this, &StateBanners::clearConcern);
    connect(&session, &MonitorSession::storingFailed, this, &StateBanners::showStoringFailed);
    connect(&session, &MonitorSession::storingRecovered, this, &StateBanners::clearStoringFailed);
    connect(&session, &MonitorSession::detailNotStored, this,
            [this](DeliveryDetail detail, const LogError& error) { showProblem(detailSentence(detail, error)); });
    connect(&session, &MonitorSession::annotationsWaiting, this, &StateBanners::showWaiting);
    connect(&session, &MonitorSession::logSalvaged, this,
            [this](const SalvageReport& report) { showProblem(sentenceFor(report)); });
    connect(&session, &MonitorSession::logReplaced, this,
            [this](const QString& path) { showProblem(replacedSentence(path)); });
    connect(&session, &MonitorSession::answerModeChanged, this,
            [this, &session](const QString& endpoint, const AnswerMode& mode) {
                showAnswerMode(endpoint, mode, session.clock().utcMillis());
            });
    connect(this, &StateBanners::normalAnswersRequested, &session,
            [&session](const QString& endpoint) { session.setAnswerMode(endpoint, {}); });
}

void StateBanners::setStatus(const ReceiverStatus& status)
{
    m_status = status;
    const bool hasFailed = status.state == ReceiverState::Failed && status.error;
    m_listen->setSentence(hasFailed ? std::optional(retriedSentence(*status.error)) : std::nullopt);
    m_exposure->setSentence(exposureSentence(status.endpoints));
    m_certificate->setSentence(certificateSentence(status.certificate));
    showTunnelState();
}

void StateBanners::setEndpointsWithoutSecret(const QStringList& names, const QStringList& unread)
{
    std::optional<Sentence> sentence;
    if (!unread.isEmpty()) { // the first to be mended: the others are looked up in the settings then
        sentence = unreadSecretSentence(unread);
        sentence->next = tr("Unlock the keyring, or make the file of secrets readable for you alone; then press OK in "
                            "the settings (Ctrl+,).");
    } else if (!names.isEmpty()) {
        sentence = secretlessSentence(names);
        sentence->next = tr("Add the secret from the Partner Portal in the settings (Ctrl+,).");
    }
    m_secret->setSentence(sentence);
}

void StateBanners::setPassThrough(const QList<Sentence>& sentences)
{
    m_passThrough->setSentences(sentences);
}

void StateBanners::showCapture(const Sentence& sentence)
{
    m_capture->showSentence(sentence);
}

void StateBanners::showStoringFailed(const LogError& error)
{
    m_storing->showSentence(storingSentence(error));
}

void StateBanners::clearStoringFailed()
{
    m_storing->clear();
}

void StateBanners::showConcern(const Concern& concern)
{
    m_concern->tell(topicOf(concern.kind), sentenceFor(concern));
}

void StateBanners::clearConcern(Concern::Kind kind)
{
    m_concern->tell(topicOf(kind), {});
}

void StateBanners::showForward(const ForwardState& state)
{
    if (state.passedOver == 0) {
        m_forward->tell(state.target, state.isDown ? std::optional(sentenceFor(state)) : std::nullopt);
        return;
    }
    ForwardState sum = state;
    sum.passedOver = m_passedOver[state.target] += state.passedOver;
    m_problems->replace(sentenceFor(sum), QStringLiteral("passed over ") + state.target);
}

void StateBanners::showTunnel(const TunnelState& state, const QUrl& url)
{
    m_tunnel = state;
    m_tunnel.url = url;
    showTunnelState();
}

void StateBanners::showTunnelState()
{
    const bool isOn = m_tunnel.phase != TunnelState::Phase::Stopped;
    const bool isDown = m_tunnel.phase == TunnelState::Phase::Down;
    m_tunnelUrl->setSeverity(isDown ? MessageBanner::Severity::Problem : MessageBanner::Severity::Notice);
    m_copyUrl->setVisible(!m_tunnel.url.isEmpty());
    m_tunnelUrl->setSentence(isOn ? std::optional(sentenceFor(m_tunnel, !m_status.endpoints.isEmpty())) : std::nullopt);
}

void StateBanners::showAnswerMode(const QString& endpoint, const AnswerMode& mode, qint64 nowUtcMillis)
{
    m_answer->tell(endpoint, mode.isNormal() ? std::nullopt : std::optional(sentenceFor(endpoint, mode, nowUtcMillis)));
}

void StateBanners::showProblem(const Sentence& sentence, const QString& topic)
{
    m_problems->add(sentence, topic);
}

void StateBanners::clearProblems(const QString& topic)
{
    m_problems->clear(topic);
}

void StateBanners::showWaiting(const QList<Annotation>& waiting, const LogError& error)
{
    const QString topic = QStringLiteral("annotations");
    if (waiting.isEmpty())
        m_problems->clear(topic);
    else
        m_problems->replace(waitingSentence(waiting, error), topic);
}

} // namespace kaunt
