// SPDX-License-Identifier: MIT
#include "ui/workbench.h"

#include "core/receiver/endpointrouter.h"
#include "core/secrets/settingssecrets.h"
#include "core/session/monitorsession.h"
#include "core/urltext.h"
#include "ui/answermodedialog.h"
#include "ui/checkdialog.h"
#include "ui/exportdialog.h"
#include "ui/replaydialog.h"
#include "ui/senddialog.h"

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
    ReplayDialog::Source source{m_chosen(), m_state.replayTarget(), {}};
    if (const auto served = m_session.certificate())
        source.trustedFingerprint = served->certificate.fingerprint;
    auto* dialog = new ReplayDialog(source, m_session.clock(), m_page);
    connect(dialog, &ReplayDialog::targetUsed, this,
            [this](const QString& target) { m_state.setReplayTarget(target); });
    dialog->open();
}

void Workbench::openSend()
{
    SendDialog::Source source;
    const QList<ListeningEndpoint> endpoints = m_session.endpoints();
    for (const ListeningEndpoint& endpoint : endpoints) {
        source.targets.append(urlText(endpoint.url));
        source.secrets.insert(source.targets.constLast(), m_session.signingSecret(endpoint.name));
    }
    if (const QString last = m_state.sendTarget(); !last.isEmpty() && !source.targets.contains(last))
        source.targets.append(last);
    if (const QList<SigningSecret> usable = usableSecrets(m_session.settings()); !usable.isEmpty())
        source.secret = usable.constFirst().value;
    if (const auto served = m_session.certificate())
        source.trustedFingerprint = served->certificate.fingerprint;
    source.payload = m_state.samplePayload();
    auto* dialog = new SendDialog(source, m_page);
    connect(dialog, &SendDialog::used, this, [this](const QString& target, const QString& payload) {
        m_state.setSendTarget(target);
        if (!payload.isEmpty())
            m_state.setSamplePayload(payload);
    });
    dialog->open();
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
    const QList<SigningSecret> usable = usableSecrets(m_session.settings());
    const QByteArray secret = usable.isEmpty() ? QByteArray() : usable.constFirst().value;
    (new CheckDialog(QUrl(QStringLiteral("http://127.0.0.1:8080/")), secret, m_page))->open();
}

} // namespace kaunt
