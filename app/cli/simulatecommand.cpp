// SPDX-License-Identifier: MIT
#include "app/cli/simulatecommand.h"

#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/cli/targetoption.h"
#include "app/signalwatcher.h"
#include "core/forward/forwardtarget.h"
#include "core/receiver/listenaddress.h"
#include "core/receiver/listenerror.h"
#include "core/sending/deliverytarget.h"
#include "core/urltext.h"
#include "ui/sendingsentences.h"
#include "ui/wording.h"

#include <QRandomGenerator>

namespace kaunt {

QList<QCommandLineOption> SimulateCommand::options()
{
    return {
        {QStringLiteral("listen"), tr("Where its API listens; port 0 picks a free one."), QStringLiteral("ADDR:PORT"),
         QStringLiteral("127.0.0.1:0")},
        {QStringLiteral("to"), tr("Where to deliver events; several times: to each."), QStringLiteral("URL…")},
        secretFileOption(),
        {QStringLiteral("wrong-signatures"),
         tr("With --to: so many in a hundred deliveries are signed with another secret, of which each is told; else 8. "
            "0: none."),
         QStringLiteral("PERCENT")},
        {QStringLiteral("client-id"), tr("The client id that it knows. Else KAUNT_CLIENT_ID, else demo."),
         QStringLiteral("ID")},
        {QStringLiteral("client-secret-file"),
         tr("A file whose first line is its secret. Else KAUNT_CLIENT_SECRET, else demo."), QStringLiteral("FILE")},
    };
}

std::optional<int> SimulateCommand::start(const QCommandLineParser& arguments)
{
    SimulatorSettings settings;
    const auto address = parseListenAddress(arguments.value(QStringLiteral("listen")));
    if (!address)
        return wrongUsage(tr("--listen needs an address with a port, such as 127.0.0.1:0."));
    settings.address = address->address;
    settings.port = address->port;
    settings.seed = QRandomGenerator::global()->generate();
    const QStringList targets = arguments.values(QStringLiteral("to"));
    for (const QString& text : targets) {
        const auto target = deliveryTarget(text);
        if (!target)
            return wrongUsage(deliveryTargetUsage(target.error()));
        settings.targets.append(*target);
    }
    m_isDelivering = !settings.targets.isEmpty();
    const auto share = readWrongSignatures(arguments);
    if (!share)
        return wrongUsage(tr("--wrong-signatures is a whole number from 0 to 100, and belongs to --to."));
    settings.wrongSignatureShare = *share;
    const auto credentials = givenCredentials(arguments, terminal());
    if (!credentials)
        return credentials.error();
    settings.credentials = credentials->value_or(ApiCredentials{QStringLiteral("demo"), "demo"});
    if (m_isDelivering)
        return withSigningSecret(this, context(), arguments, settings.targets.constFirst(),
                                 [this, settings](const QByteArray& secret) {
                                     SimulatorSettings signing = settings;
                                     signing.webhookSecret = secret;
                                     begin(signing);
                                 });
    if (const auto secrets = givenSecrets(arguments, terminal()); !secrets)
        return secrets.error();
    begin(settings);
    return {};
}

/// The share of them; nothing where it can't be one.
std::optional<double> SimulateCommand::readWrongSignatures(const QCommandLineParser& arguments) const
{
    constexpr int all = 100;
    const QString option = QStringLiteral("wrong-signatures");
    if (!arguments.isSet(option))
        return SimulatorSettings().wrongSignatureShare;
    bool isNumber = false;
    const int percent = arguments.value(option).toInt(&isNumber);
    if (!isNumber || percent < 0 || percent > all || !m_isDelivering)
        return {};
    return static_cast<double>(percent) / all;
}

void SimulateCommand::begin(const SimulatorSettings& settings)
{
    auto* signalWatcher = new SignalWatcher(this);
    connect(signalWatcher, &SignalWatcher::stopRequested, this, [this] { stop(Done); });
    connect(&m_kaunt, &SimulatedKaunt::started, this, &SimulateCommand::takeStarted);
    connect(&m_kaunt, &SimulatedKaunt::startFailed, this,
            [this, settings](QAbstractSocket::SocketError error, const QString& systemText) {
                Q_EMIT finished(
                    couldNotRun(sentenceFor(listenErrorOf(error, systemText, settings.address, settings.port))));
            });
    connect(&m_kaunt, &SimulatedKaunt::served, this, &SimulateCommand::takeServed);
    connect(&m_kaunt, &SimulatedKaunt::delivered, this, &SimulateCommand::takeDelivered);
    connect(&m_kaunt, &SimulatedKaunt::retried, this, &SimulateCommand::takeRetried);
    connect(&m_kaunt, &SimulatedKaunt::heldBack, this, [this](const QUrl& target) {
        terminal().notice(
            tr("%1 has not taken %2 events: it gets no new ones until it takes some of them.")
                .arg(withoutCredentials(target.toString()), QString::number(SimulatedKaunt::mostWaiting)));
    });
    QMetaObject::invokeMethod(
        &m_kaunt, [this, settings] { m_kaunt.start(settings); }, Qt::QueuedConnection);
}

void SimulateCommand::stop(int exitStatus)
{
    m_kaunt.stop();
    Q_EMIT finished(finishOutput() ? exitStatus : CouldNotRun);
}

void SimulateCommand::takeStarted(const QUrl& apiBase)
{
    print(context().isJson ? simulatingLine(apiBase)
                           : tr("The simulated Kaunt's API is at %1").arg(urlText(apiBase)).toUtf8());
    if (m_isDelivering)
        return;
    for (const QString& eventType : knownEventTypes())
        m_kaunt.deliverNow(eventType);
}

void SimulateCommand::takeServed(const WebhookEvent& event)
{
    print(context().isJson ? servedLine(event)
                           : QStringLiteral("%1  %2").arg(eventTypeText(event.eventType), event.url).toUtf8());
}

QString SimulateCommand::deliveredText(const WebhookEvent& event, const SendOutcome& outcome, bool isWronglySigned)
{
    const QString answer = outcome.status == 0 ? tr("no answer: %1").arg(noAnswerText(outcome.noAnswer))
                                               : tr("answered %1").arg(outcome.status);
    const QString text = QStringLiteral("%1  %2  %3").arg(eventTypeText(event.eventType), event.id, answer);
    return isWronglySigned ? tr("%1 (signed wrongly on purpose)").arg(text) : text;
}

/// So that one sees it at work also where it is taken late, or never.
void SimulateCommand::takeRetried(const WebhookEvent& event, const SendOutcome& outcome, const QUrl& target,
                                  bool isWronglySigned)
{
    if (context().isJson)
        print(retriedLine(event, target, outcome, isWronglySigned));
    else
        terminal().notice(
            tr("Attempt %1 at %2: %3")
                .arg(outcome.attempts)
                .arg(withoutCredentials(target.toString()), deliveredText(event, outcome, isWronglySigned)));
}

void SimulateCommand::takeDelivered(const WebhookEvent& event, const SendOutcome& outcome, const QUrl& target,
                                    bool isWronglySigned)
{
    print(context().isJson ? deliveredLine(event, target, outcome, isWronglySigned)
                           : deliveredText(event, outcome, isWronglySigned).toUtf8());
}

} // namespace kaunt
