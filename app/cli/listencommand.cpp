// SPDX-License-Identifier: MIT
#include "app/cli/listencommand.h"

#include "app/cli/alertoptions.h"
#include "app/cli/answeroptions.h"
#include "app/cli/deliverytext.h"
#include "app/cli/forwardoptions.h"
#include "app/cli/jsonlines.h"
#include "app/cli/listenremarks.h"
#include "app/cli/receiveroptions.h"
#include "app/cli/secretsource.h"
#include "app/cli/tunneloptions.h"
#include "app/signalwatcher.h"
#include "core/alerts/alertline.h"
#include "core/receiver/listenaddress.h"
#include "core/settings/settingsfile.h"
#include "core/urltext.h"
#include "ui/alertsentences.h"
#include "ui/answermodesentences.h"
#include "ui/forwardsentences.h"
#include "ui/tunnelsentences.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr char tlsPassphraseVariable[] = "KAUNT_TLS_KEY_PASSPHRASE";

} // namespace

ListenCommand::~ListenCommand() = default;

QList<QCommandLineOption> ListenCommand::options()
{
    return receiverOptions() + QList<QCommandLineOption>{secretFilesOption()} + answerOptions() +
           QList<QCommandLineOption>{
               {QStringLiteral("admin"), tr("Serves /healthz and /metrics there, on this machine only."),
                QStringLiteral("ADDR:PORT")},
               {QStringLiteral("demo"), tr("A simulated Kaunt delivers, offline, to a log that is thrown away.")},
           } +
           forwardOptions() + alertOptions() + tunnelOptions();
}

std::optional<int> ListenCommand::start(const QCommandLineParser& arguments)
{
    const auto secrets = givenSecrets(arguments, terminal());
    if (!secrets)
        return secrets.error();
    Result<Settings, ExitStatus> settings = askedFor(arguments);
    if (!settings)
        return settings.error();
    const auto tunnelPlan = readTunnelPlan(arguments, terminal());
    if (!tunnelPlan)
        return tunnelPlan.error();
    m_tunnelPlan = *tunnelPlan;
    auto* signalWatcher = new SignalWatcher(this);
    connect(signalWatcher, &SignalWatcher::stopRequested, this, [this] { stop(Done); });
    connect(signalWatcher, &SignalWatcher::pauseRequested, this, &ListenCommand::pauseForwards);
    signalWatcher->watchPauses();
    if (arguments.isSet(QStringLiteral("demo"))) {
        if (arguments.isSet(QStringLiteral("data")) || !secrets->isEmpty())
            terminal().notice(tr("A demo keeps to a log and a secret of its own, which are thrown away when it ends: "
                                 "those that were given are not used."));
        return openSession(*settings, true);
    }
    const bool isTlsGiven = arguments.isSet(QStringLiteral("tls-cert"));
    openWithSecrets(*settings, *secrets, isTlsGiven && !secrets->isEmpty());
    return {};
}

/// `given` are the first endpoint's, in place of those that are kept for it. The keyring is asked for nothing that is
/// not needed: one that is locked would ask the user, and nobody may be there.
void ListenCommand::openWithSecrets(const Settings& settings, const QList<SigningSecret>& given, bool hasOwnKey)
{
    Settings wanted = settings;
    if (!given.isEmpty())
        wanted.receiver.endpoints.first().secrets.clear();
    const QList<Endpoint>& endpoints = wanted.receiver.endpoints;
    if (std::none_of(endpoints.cbegin(), endpoints.cend(),
                     [](const Endpoint& each) { return !each.secrets.isEmpty(); }))
        wanted.api.credentials = {}; // nothing is fetched: they explain refusals, and nobody is asked for that alone
    if (hasOwnKey || qEnvironmentVariableIsSet(tlsPassphraseVariable))
        wanted.receiver.tls = {};
    withStoredSecrets(this, context(), wanted, UnreadableKeyring::GoesOn,
                      [this, given, tls = settings.receiver.tls](const Settings& stored) {
                          Settings complete = stored;
                          complete.receiver.tls = tls;
                          if (!given.isEmpty())
                              complete.receiver.endpoints.first().secrets = given;
                          if (const std::optional<int> status = openSession(complete, false))
                              Q_EMIT finished(*status);
                      });
}

Result<Settings, ExitStatus> ListenCommand::askedFor(const QCommandLineParser& arguments)
{
    Result<Settings, ExitStatus> settings = readSettings(context());
    if (!settings)
        return settings;
    const auto receiver = readReceiverOptions(arguments, settings->receiver, terminal());
    if (!receiver)
        return failure(receiver.error());
    settings->receiver = *receiver;
    if (arguments.isSet(QStringLiteral("listen")))
        m_demoPort = MonitorSession::DemoPort::Given;
    else if (SettingsFile(context().configFile).exists())
        m_demoPort = MonitorSession::DemoPort::Apart;
    const auto answerMode = readAnswerMode(arguments, terminal());
    if (!answerMode)
        return failure(answerMode.error());
    m_answerMode = *answerMode;
    if (const auto asked = askForAdmin(arguments); !asked)
        return failure(asked.error());
    const auto forwards = readForwardOptions(arguments, settings->forwards, terminal());
    if (!forwards)
        return failure(forwards.error());
    settings->forwards = *forwards;
    const auto alerts = readAlertOptions(arguments, settings->alerts, terminal());
    if (!alerts)
        return failure(alerts.error());
    settings->alerts = *alerts;
    m_wantsAlerts = areAlertsWanted(arguments);
    return settings;
}

Result<void, ExitStatus> ListenCommand::askForAdmin(const QCommandLineParser& arguments)
{
    if (!arguments.isSet(QStringLiteral("admin")))
        return {};
    const QString text = arguments.value(QStringLiteral("admin"));
    m_adminAddress = parseListenAddress(text);
    if (m_adminAddress && m_adminAddress->address.isLoopback())
        return {};
    terminal().error(
        tr("“%1” is no address of this machine alone with a port, such as 127.0.0.1:9187. What is told there "
           "needs no password.")
            .arg(text));
    return failure(WrongUsage);
}

std::optional<int> ListenCommand::openAdmin()
{
    if (!m_adminAddress)
        return {};
    m_admin = std::make_unique<SessionAdmin>(*m_session);
    if (const auto error = m_admin->listen(*m_adminAddress)) {
        const Sentence sentence = sentenceFor(*error);
        return couldNotRun({sentence.happened, sentence.reason, tr("Choose another address or port with --admin.")});
    }
    terminal().notice(tr("Health and metrics are told on %1.").arg(urlText(m_admin->url())));
    return {};
}

std::optional<int> ListenCommand::openSession(Settings settings, bool isDemo)
{
    if (qEnvironmentVariableIsSet(tlsPassphraseVariable))
        settings.receiver.tlsPassphrase = qgetenv(tlsPassphraseVariable);
    MonitorSession::Options options;
    options.dataDirectory = context().dataDirectory;
    options.settings = settings;
    options.demo = isDemo;
    options.demoPort = m_demoPort;
    options.inspects = false;
    options.learnsShapes = m_wantsAlerts && settings.alerts.of(AlertRule::Drift).isOn;
    auto session = MonitorSession::open(options, context().clock);
    if (!session)
        return couldNotRun(sentenceFor(session.error()));
    m_session = std::move(*session);
    followSession();
    tell(listenRemarks(m_session->settings()));
    if (const auto status = openAdmin())
        return status;
    if (m_tunnelPlan)
        m_session->tunnel().open(*m_tunnelPlan);
    m_session->startReceiver();
    return {};
}

void ListenCommand::followSession()
{
    connect(m_session.get(), &MonitorSession::receiverStateChanged, this, &ListenCommand::takeState);
    followDeliveries();
    followLog();
    connect(m_session.get(), &MonitorSession::misdirectedRecorded, this,
            [this](const QList<DeliverySummary>& requests) {
                for (const DeliverySummary& request : requests)
                    terminal().notice(misdirectedSentence(request).text());
            });
    connect(m_session.get(), &MonitorSession::concernRaised, this, [this](const Concern& concern) {
        if (!m_wantsAlerts || context().isJson || !isLeftToAlert(concern, m_session->settings().alerts))
            terminal().notice(sentenceFor(concern).text());
    });
    connect(m_session.get(), &MonitorSession::answerModeChanged, this,
            [this](const QString& endpoint, const AnswerMode& mode) {
                terminal().error(sentenceFor(endpoint, mode, context().clock.utcMillis()).text());
            });
    connect(m_session.get(), &MonitorSession::certificateServed, this, &ListenCommand::tellCertificate);
    if (m_session->isDemo())
        connect(m_session.get(), &MonitorSession::settingsChanged, this, [this](const Settings& settings) {
            const QStringList remarks = demoRemarks(settings, m_session->dataDirectory());
            for (const QString& remark : remarks)
                terminal().notice(remark);
        });
    followForwards();
    followTunnel();
    if (m_wantsAlerts)
        followAlerts();
}

void ListenCommand::followLog()
{
    m_storing = std::make_unique<StoringNotices>(context().clock);
    connect(m_session.get(), &MonitorSession::storingFailed, this, [this](const LogError& error) {
        if (const auto text = m_storing->take(error))
            terminal().error(*text);
    });
    connect(m_session.get(), &MonitorSession::storingRecovered, this, [this] {
        m_storing->end();
        terminal().notice(tr("The log can be written again."));
    });
    connect(m_session.get(), &MonitorSession::detailNotStored, this,
            [this](DeliveryDetail detail, const LogError& error) { terminal().error(detailSentence(detail, error)); });
    connect(m_session.get(), &MonitorSession::logSalvaged, this,
            [this](const SalvageReport& report) { terminal().error(sentenceFor(report)); });
    connect(m_session.get(), &MonitorSession::logReplaced, this,
            [this](const QString& path) { terminal().error(replacedSentence(path)); });
}

void ListenCommand::followDeliveries()
{
    m_feed = std::make_unique<DeliveryFeed>(*m_session, unwaitedOutput(), [this](const DeliverySummary& delivery) {
        return context().isJson ? deliveryLine(delivery) : deliveryText(delivery).toUtf8();
    });
    connect(
        m_feed.get(), &DeliveryFeed::fellBehind, this,
        [this] {
            terminal().notice(
                tr("Standard output is not read as fast as deliveries arrive: they wait in the log, and are "
                   "printed from there."));
        },
        Qt::SingleShotConnection);
}

/// After the session's own messages: a listener that fails ends the command, with no alert besides.
void ListenCommand::followAlerts()
{
    m_alerts = std::make_unique<SessionAlerts>(*m_session);
    connect(m_alerts.get(), &SessionAlerts::raised, this, &ListenCommand::tellAlert);
    connect(m_alerts.get(), &SessionAlerts::hookFailed, this,
            [this](const AlertHookFailure& failure) { terminal().error(sentenceFor(failure)); });
}

void ListenCommand::tellAlert(const Alert& alert)
{
    if (!m_hasListened)
        m_earlyAlerts.append(alert);
    else if (context().isJson)
        print(alertLine(alert));
    else if (!isToldAlready(alert))
        terminal().error(tr("Alert: %1").arg(sentenceFor(alert).text()));
}

void ListenCommand::followForwards()
{
    for (const auto told : {&MonitorSession::forwarded, &MonitorSession::forwardAttempted}) {
        connect(m_session.get(), told, this, [this](const ForwardRecord& record) {
            print(context().isJson ? forwardedLine(record)
                                   : tr("%1  forwarded to %2, %3")
                                         .arg(record.delivery)
                                         .arg(withoutCredentials(record.target), forwardText(record))
                                         .toUtf8());
        });
    }
    connect(m_session.get(), &MonitorSession::forwardStateChanged, this, [this](const ForwardState& state) {
        if (state.isDown || state.passedOver > 0)
            terminal().error(sentenceFor(state));
        else
            terminal().notice(sentenceFor(state).text());
    });
}

/// Of targets that nobody waits for; what comes meanwhile waits in the log.
void ListenCommand::pauseForwards(bool isPaused)
{
    if (!m_session)
        return;
    Settings settings = m_session->settings();
    qsizetype targets = 0;
    for (ForwardSettings& one : settings.forwards) {
        targets += one.isPassThrough ? 0 : 1;
        one.isPaused = one.isPassThrough ? one.isPaused : isPaused;
    }
    if (targets == 0) {
        terminal().notice(tr("There is no forward target that could be paused."));
        return;
    }
    m_session->apply(settings);
    if (isPaused)
        terminal().notice(tr("Forwarding is paused: what comes waits in the log, until SIGUSR2 or another start."));
    else
        terminal().notice(tr("Forwarding goes on."));
}

/// One that was never up and is not tried again is none.
void ListenCommand::followTunnel()
{
    const SessionTunnel* tunnel = &m_session->tunnel();
    connect(tunnel, &SessionTunnel::moved, this, [this](const QUrl& before, const QUrl& now) {
        terminal().error(movedSentence(before, now, m_session->clock().utcMillis()));
    });
    connect(tunnel, &SessionTunnel::stateChanged, this, [this, tunnel](const TunnelState& state) {
        if (state.phase == TunnelState::Phase::Stopped)
            return;
        print(tunnelLines(*tunnel, context().isJson));
        tellTunnel(*tunnel, terminal());
        if (state.isGivenUp())
            QMetaObject::invokeMethod(
                this, [this] { stop(CouldNotRun); }, Qt::QueuedConnection);
    });
}

void ListenCommand::tellCertificate(const ServedCertificate& served) const
{
    terminal().notice(
        tr("Serving TLS with the certificate %1 (SHA-256).").arg(tls::fingerprintText(served.certificate.fingerprint)));
    for (const tls::CertificateRemark remark : served.remarks)
        terminal().error(sentenceFor(remark, served.certificate));
    if (served.reloadError)
        terminal().error(reloadSentence(*served.reloadError));
}

void ListenCommand::tell(const QStringList& remarks) const
{
    for (const QString& remark : remarks)
        terminal().error(remark);
}

void ListenCommand::takeState(ReceiverState state)
{
    if (state == ReceiverState::Failed) {
        if (const auto error = m_session->listenError())
            terminal().error(sentenceFor(*error));
        if (!m_hasListened)
            stop(CouldNotRun);
        else // the address is gone, and may be back
            terminal().notice(tr("It listens again as soon as it can."));
    }
    if (state != ReceiverState::Listening)
        return;
    const QList<ListeningEndpoint> endpoints = m_session->endpoints();
    if (m_hasListened) {
        terminal().notice(againRemark(endpoints));
        return;
    }
    tell(reachRemarks(endpoints));
    const AnswerMode answerMode = std::exchange(m_answerMode, {});
    for (const ListeningEndpoint& endpoint : endpoints) {
        if (!answerMode.isNormal())
            m_session->setAnswerMode(endpoint.name, answerMode);
        tell(roundRemarks(m_session->settings().forwards, endpoint.url));
        print(context().isJson ? listeningLine(endpoint.url, endpoint.name)
                               : tr("Listening on %1 (%2)").arg(urlText(endpoint.url), endpoint.name).toUtf8());
    }
    m_hasListened = true;
    const QList<Alert> early = std::exchange(m_earlyAlerts, {});
    for (const Alert& alert : early)
        tellAlert(alert);
}

void ListenCommand::stop(int exitStatus)
{
    if (m_session) {
        if (m_alerts) // which may be what speaks right now
            disconnect(m_session.get(), nullptr, m_alerts.get(), nullptr);
        m_session->close();
        // What was answered while draining is still to be told.
        QCoreApplication::sendPostedEvents(m_session.get());
        const bool hasAll = m_feed->finish();
        if (!finishOutput() || !hasAll) {
            terminal().notice(tr("“kauntctl events” shows the deliveries that were not printed."));
            exitStatus = CouldNotRun;
        }
    }
    Q_EMIT finished(exitStatus);
}

} // namespace kaunt
