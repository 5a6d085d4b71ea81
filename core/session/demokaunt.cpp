// SPDX-License-Identifier: MIT
#include "core/session/demokaunt.h"

#include "core/randombytes.h"
#include "core/wholefile.h"

#include <QDir>
#include <QRandomGenerator>

#include <utility>

namespace kaunt {

QString DemoKaunt::temporaryPlace()
{
    // Empty for one that is not there, which would mean the working directory.
    const QString place = QDir::tempPath();
    return place.isEmpty() ? qEnvironmentVariable("TMPDIR") : place;
}

DemoKaunt::DemoKaunt()
    : m_folder(temporaryPlace() + QStringLiteral("/kaunt-demo-XXXXXX"))
    , m_webhookSecret(madeUpSecret())
    , m_credentials{QStringLiteral("demo"), madeUpSecret()}
    , m_simulator(QStringLiteral("simulator"))
{
    m_simulator.start(std::make_unique<SimulatedKaunt>());
    if (!m_folder.isValid())
        return;
    // Without them the demo works as well.
    for (const auto& [name, secret] :
         {std::pair(webhookSecretFile, m_webhookSecret), std::pair(clientSecretFile, m_credentials.clientSecret)}) {
        (void)WholeFile::write(m_folder.filePath(QLatin1String(name)), secret + '\n', WholeFile::Access::Owner);
    }
}

DemoKaunt::~DemoKaunt()
{
    stop();
}

Settings DemoKaunt::prepared(Settings settings) const
{
    Endpoint endpoint;
    endpoint.path = settings.receiver.endpoints.value(0).path;
    endpoint.secrets = {SigningSecret{QStringLiteral("demo"), m_webhookSecret, false}};
    settings.receiver.endpoints = {endpoint};
    settings.receiver.tls = {};  // it stays on this machine
    settings.api.caFile.clear(); // the simulated API is on this machine
    settings.api.credentials = CredentialSet{m_credentials, {}};
    return settings;
}

void DemoKaunt::deliverTo(const QUrl& target)
{
    if (m_isStarted) {
        m_simulator.post([target](SimulatedKaunt& simulator) { simulator.setTargets({target}); });
        return;
    }
    m_isStarted = true;
    SimulatorSettings settings;
    settings.credentials = m_credentials;
    settings.webhookSecret = m_webhookSecret;
    settings.targets = {target};
    settings.seed = QRandomGenerator::global()->generate();
    m_simulator.post([settings](SimulatedKaunt& simulator) { simulator.start(settings); });
}

void DemoKaunt::stop()
{
    m_simulator.post(&SimulatedKaunt::stop);
    m_simulator.end();
}

} // namespace kaunt
