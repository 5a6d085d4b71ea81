// SPDX-License-Identifier: MIT
#include "ui/workbench.h"

#include "core/receiver/endpointrouter.h"
#include "core/secrets/settingssecrets.h"
#include "core/session/monitorsession.h"
#include "core/session/testevent.h"
#include "core/urltext.h"
#include "ui/answermodedialog.h"
#include "ui/checkdialog.h"
#include "ui/exportdialog.h"
#include "ui/replaydialog.h"
#include "ui/windowplace.h"

#include <algorithm>
#include <utility>

namespace kaunt {

Workbench::Workbench(MonitorSession& session, const WindowState& state, std::function<ChosenDeliveries()> chosen,
                     QWidget* page)
    : QObject(page)
    , m_session(session)
    , m_state(state)
    , m_chosen(std::move(chosen))
    , m_page(page)
{
    connect(&session, &MonitorSession::answerModeChanged, this,
            [this](const QString& endpoint, const AnswerMode& mode) {
                m_answerModes.remove(endpoint);
                if (!mode.isNormal())
                    m_answerModes.insert(endpoint, mode);
            });
    connect(&session, &MonitorSession::receiverStateChanged, this, &Workbench::tellReceiver);
    connect(&session, &MonitorSession::certificateServed, this, &Workbench::tellReceiver);
    connect(&session, &MonitorSession::settingsChanged, this, &Workbench::tellReceiver);
}

void Workbench::openExport()
{
    const Settings& settings = m_session.settings();
    ExportDialog::Source source{m_chosen(), secretValues(settings), receiverUrl(settings.receiver),
                                endpointSecrets(settings), areSecretsUnknown(settings)};
    const tls::IdentityFiles& tls = settings.receiver.tls;
    source.keptFiles = m_state.configurationFiles() + QStringList{tls.certificate, tls.key, settings.api.caFile};
    if (const QList<ListeningEndpoint> endpoints = m_session.endpoints(); !endpoints.isEmpty())
        source.receiver = endpoints.constFirst().url;
    (new ExportDialog(source, m_session.clock(), m_page))->open();
}

void Workbench::openReplay()
{
    const ChosenDeliveries chosen = m_chosen();
    if (isOpen(m_replay)) {
        m_replay->setChosen(chosen);
    } else {
        const FollowingSecret::SecretFor secretFor = secretsOf(m_session);
        const ReplayDialog::Source source{chosen, m_state.replayTarget(), ownFingerprint(m_session.certificate()),
                                          secretFor(QUrl(m_state.replayTarget()))};
        m_replay = new ReplayDialog(source, m_session.clock(), m_page);
        m_replay->followTarget(secretFor);
        connect(m_replay, &ReplayDialog::targetUsed, this,
                [this](const QString& target) { m_state.setReplayTarget(target); });
        for (const auto noted : {&ReplayDialog::mended, &ReplayDialog::answered}) {
            connect(m_replay, noted, this, [this](const ForwardRecord& record) {
                m_session.log().addForwards({record.target, -1, {record}});
            });
        }
    }
    bringToFront(*m_replay);
}

SendDialog::Source Workbench::sendSource() const
{
    SendDialog::Source source;
    const QList<ListeningEndpoint> endpoints = m_session.endpoints();
    for (const ListeningEndpoint& endpoint : endpoints) {
        source.names.append(endpoint.name);
        source.targets.append(urlText(endpoint.url));
        source.secrets.insert(source.targets.constLast(), m_session.signingSecret(endpoint.name));
    }
    if (!m_session.isDemo()) // where it is the demo that is to be tried
        source.lastTarget = m_state.sendTarget();
    source.secret = secretsOf(m_session)(QUrl(source.lastTarget));
    source.trustedFingerprint = ownFingerprint(m_session.certificate());
    source.payload = m_state.samplePayload();
    return source;
}

void Workbench::openSend()
{
    if (!isOpen(m_send)) {
        m_send = new SendDialog(sendSource(), m_session.clock(), m_page);
        connect(m_send, &SendDialog::used, this, &Workbench::rememberSent);
    }
    bringToFront(*m_send);
}

/// The dialogs are open for longer than it may listen at one place, with one certificate.
void Workbench::tellReceiver()
{
    if (m_send)
        m_send->takeReceiver(sendSource());
    if (m_replay)
        m_replay->setTrustedFingerprint(ownFingerprint(m_session.certificate()));
}

/// Our receiver is to be found where it listens by then: of that, nothing is remembered. A demo's is gone with it.
void Workbench::rememberSent(const QString& target, const QString& payload) const
{
    const QList<ListeningEndpoint> endpoints = m_session.endpoints();
    const bool isOurs = std::any_of(endpoints.cbegin(), endpoints.cend(),
                                    [&target](const ListeningEndpoint& one) { return urlText(one.url) == target; });
    if (!isOurs)
        m_state.setSendTarget(target);
    else if (!m_session.isDemo())
        m_state.setSendTarget({});
    if (!payload.isEmpty())
        m_state.setSamplePayload(payload);
}

void Workbench::openAnswerMode()
{
    QStringList names;
    const QList<ListeningEndpoint> endpoints = m_session.endpoints();
    for (const ListeningEndpoint& endpoint : endpoints)
        names.append(endpoint.name);
    auto* dialog = new AnswerModeDialog(names, m_answerModes, m_page);
    connect(dialog, &AnswerModeDialog::chosen, &m_session, &MonitorSession::setAnswerMode);
    dialog->open();
}

void Workbench::openCheck()
{
    if (!isOpen(m_check)) {
        const FollowingSecret::SecretFor secretFor = secretsOf(m_session);
        const QUrl last(m_state.checkTarget());
        m_check = new CheckDialog(last, secretFor(last), m_page);
        m_check->followUrl(secretFor);
        connect(m_check, &CheckDialog::targetUsed, this,
                [this](const QString& target) { m_state.setCheckTarget(target); });
    }
    bringToFront(*m_check);
}

} // namespace kaunt
