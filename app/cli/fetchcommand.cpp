// SPDX-License-Identifier: MIT
#include "app/cli/fetchcommand.h"

#include "app/cli/deliverynumber.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
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
    const auto found = findDelivery(arguments.positionalArguments().constFirst(), context());
    if (!found)
        return found.error();
    m_delivery = found->record.summary;
    Result<Settings, ExitStatus> settings = readSettings(context());
    if (!settings)
        return settings.error();
    if (const QString base = arguments.value(QStringLiteral("api-base")); arguments.isSet(QStringLiteral("api-base"))) {
        settings->api.apiBase = QUrl(base, QUrl::StrictMode);
        if (!OriginPolicy({settings->api.apiBase}).check(base))
            return wrongUsage(tr("--api-base needs an https URL without user name, or an http URL of this machine."));
    }
    if (arguments.isSet(QStringLiteral("ca-file"))) {
        const QString file = arguments.value(QStringLiteral("ca-file"));
        if (const auto authorities = tls::loadAuthorities(file); !authorities)
            return couldNotRun(sentenceFor(authorities.error()));
        settings->api.caFile = QFileInfo(file).absoluteFilePath();
    }
    const auto credentials = givenCredentials(arguments, terminal());
    if (!credentials)
        return credentials.error();
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
    m_fetcher = std::make_unique<ResourceFetcher>(m_network, context().clock);
    m_fetcher->setSettings(settings.api);
    // What a stranger sent is never fetched: without a Url the job ends with the step that says so.
    const bool isVerified = m_delivery.verdict == Verdict::Verified && m_delivery.event;
    FetchJob* job =
        isVerified ? m_fetcher->fetch(m_delivery.event->url, m_delivery.event->tenantId) : m_fetcher->fetch({}, {});
    connect(job, &FetchJob::retrying, this, [this](int attempt, std::chrono::milliseconds wait, const FetchError& why) {
        const QString follows = tr("Attempt %1 follows in %2 ms.").arg(attempt).arg(wait.count());
        terminal().notice(Sentence{sentenceFor(why).happened, follows, {}}.text());
    });
    connect(job, &FetchJob::finished, this, &FetchCommand::keep);
}

void FetchCommand::keep(const FetchOutcome& outcome)
{
    if (outcome.error) {
        m_message = sentenceFor(*outcome.error).text();
        m_notFetched = outcome.error->step == FetchError::Step::Connect ? CouldNotRun : AnswerIsNo;
    }
    const QString url = m_delivery.event ? m_delivery.event->url : QString();
    const ResourceRecord resource = resourceRecord(m_delivery.number, url, outcome, context().clock.utcMillis());
    if (m_delivery.verdict != Verdict::Verified || !m_delivery.event) {
        report(resource);
        return;
    }
    auto log = EventLog::openForResources(context().dataDirectory, context().clock);
    if (!log) {
        terminal().error(sentenceFor(log.error()));
        report(resource);
        return;
    }
    m_log = std::move(*log);
    connect(m_log.get(), &EventLog::resourceStored, this, &FetchCommand::report);
    connect(m_log.get(), &EventLog::resourceFailed, this, [this, resource](const LogError& error) {
        terminal().error(sentenceFor(error));
        report(resource);
    });
    m_log->addResource(resource);
}

void FetchCommand::report(const ResourceRecord& resource)
{
    if (!m_message.isEmpty())
        terminal().error(m_message);
    if (context().isJson)
        terminal().line(resourceLine(resource, m_message));
    else if (resource.isFetched())
        terminal().line(visibleText(QString::fromUtf8(resource.body), LineFeeds::Keep));
    Q_EMIT finished(resource.isFetched() ? Done : m_notFetched);
}

} // namespace kaunt
