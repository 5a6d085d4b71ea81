// SPDX-License-Identifier: MIT
#include "app/cli/fetchcommand.h"

#include "app/cli/deliverynumber.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/signalwatcher.h"
#include "core/settings/settingsflaw.h"
#include "core/tls/certificatefile.h"
#include "ui/sentences.h"
#include "ui/visibletext.h"

#include <QFileInfo>

namespace kaunt {

QList<QCommandLineOption> FetchCommand::options()
{
    return QList<QCommandLineOption>{
               {QStringLiteral("api-base"), tr("The API's base URL, in place of the one of the settings."),
                QStringLiteral("URL")},
               {QStringLiteral("ca-file"), tr("Certificates of a private CA, trusted besides the system's."),
                QStringLiteral("FILE")}} +
           credentialsOptions();
}

std::optional<int> FetchCommand::start(const QCommandLineParser& arguments)
{
    const QString base = arguments.value(QStringLiteral("api-base"));
    if (arguments.isSet(QStringLiteral("api-base")) && baseFlaw(base))
        return wrongUsage(tr("--api-base needs an https URL without user name, query and fragment, or such an http "
                             "URL of this machine."));
    const auto credentials = givenCredentials(arguments, terminal());
    if (!credentials)
        return credentials.error();
    const auto found = findDelivery(arguments.positionalArguments().constFirst(), context());
    if (!found)
        return found.error();
    m_delivery = found->record.summary;
    Result<Settings, ExitStatus> settings = readSettings(context());
    if (!settings)
        return settings.error();
    if (arguments.isSet(QStringLiteral("api-base")))
        settings->api.apiBase = QUrl(base, QUrl::StrictMode);
    if (arguments.isSet(QStringLiteral("ca-file"))) {
        const QString file = arguments.value(QStringLiteral("ca-file"));
        if (const auto authorities = tls::loadAuthorities(file); !authorities)
            return couldNotRun(sentenceFor(authorities.error()));
        settings->api.caFile = QFileInfo(file).absoluteFilePath();
    }
    if (!*credentials) {
        withStoredSecrets(this, context(), *settings, UnreadableKeyring::EndsIt,
                          [this](const Settings& complete) { fetch(complete); });
        return {};
    }
    settings->api.credentials = CredentialSet{**credentials, {}};
    fetch(*settings);
    return {};
}

void FetchCommand::fetch(const Settings& settings)
{
    m_fetcher = std::make_unique<ResourceFetcher>(context().clock);
    m_fetcher->setSettings(settings.api);
    FetchJob* job = m_fetcher->fetch(m_delivery);
    connect(job, &FetchJob::retrying, this, [this](int attempt, std::chrono::milliseconds wait, const FetchError& why) {
        const QString follows = tr("Attempt %1 follows in %2 ms.").arg(attempt).arg(wait.count());
        terminal().notice(Sentence{sentenceFor(why).happened, follows, {}}.text());
    });
    connect(job, &FetchJob::finished, this, &FetchCommand::keep);
    auto* signalWatcher = new SignalWatcher(this);
    connect(signalWatcher, &SignalWatcher::stopRequested, job, &FetchJob::cancel);
}

void FetchCommand::keep(const FetchOutcome& outcome)
{
    if (outcome.error) {
        m_message = sentenceFor(*outcome.error).text();
        m_notFetched = wasReached(*outcome.error) ? AnswerIsNo : CouldNotRun;
    }
    const QString url = m_delivery.event ? m_delivery.event->url : QString();
    const ResourceRecord resource = resourceRecord(m_delivery.number, url, outcome, context().clock.utcMillis());
    if (!fetchableEvent(m_delivery)) {
        report(resource);
        return;
    }
    auto log = EventLog::openForResources(context().dataDirectory, context().clock);
    if (!log) {
        reportUnkept(resource, log.error());
        return;
    }
    m_log = std::move(*log);
    connect(m_log.get(), &EventLog::resourceStored, this, &FetchCommand::report);
    connect(m_log.get(), &EventLog::resourceFailed, this,
            [this, resource](const LogError& error) { reportUnkept(resource, error); });
    m_log->addResource(resource);
}

/// Safe to look at; for a program, as it came.
void FetchCommand::printBody(const QByteArray& body) const
{
    if (terminal().isOutputSeen())
        terminal().line(visibleText(QString::fromUtf8(body), LineFeeds::Keep));
    else
        terminal().line(body.endsWith('\n') ? body.chopped(1) : body);
}

void FetchCommand::reportUnkept(const ResourceRecord& resource, const LogError& error)
{
    terminal().error(detailSentence(DeliveryDetail::Resource, error));
    m_isUnkept = true;
    report(resource);
}

void FetchCommand::report(const ResourceRecord& resource)
{
    if (!m_message.isEmpty())
        terminal().error(m_message);
    if (context().isJson)
        terminal().line(resourceLine(resource, m_message));
    else if (resource.isFetched())
        printBody(resource.body);
    const ExitStatus status = resource.isFetched() ? Done : m_notFetched;
    Q_EMIT finished(m_isUnkept ? CouldNotRun : status);
}

} // namespace kaunt
