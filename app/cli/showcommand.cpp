// SPDX-License-Identifier: MIT
#include "app/cli/showcommand.h"

#include "app/cli/captureoption.h"
#include "app/cli/deliverynumber.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/cli/settleddeliveries.h"
#include "app/cli/unreadablelog.h"
#include "core/api/resourcefetcher.h"
#include "core/forward/earlieranswers.h"
#include "core/settings/settingsfile.h"
#include "ui/deliverywording.h"
#include "ui/sentences.h"

#include <utility>

namespace kaunt {

QList<QCommandLineOption> ShowCommand::options()
{
    return {captureOption(), secretFilesOption()};
}

std::optional<int> ShowCommand::start(const QCommandLineParser& arguments)
{
    const auto found = findDelivery(arguments.positionalArguments().constFirst(), context());
    if (!found)
        return found.error();
    m_whole.record = found->record;
    QList<DeliverySummary> shown{m_whole.record.summary};
    awaitSettled(*found->log, context().clock, shown);
    m_whole.record.summary = shown.constFirst();
    const qint64 number = m_whole.record.summary.number;
    // The lines tell of the event alone.
    const auto history = context().isJson ? found->log->attempts(number) : found->log->history(number);
    if (!history)
        return tellUnreadable(history.error(), context());
    m_whole.history = *history;
    auto resources = found->log->resources(number);
    if (!resources)
        return tellUnreadable(resources.error(), context());
    m_whole.resources = *std::move(resources);
    for (ResourceRecord& resource : m_whole.resources) {
        if (!resource.isFetched())
            resource.errorMessage = sentenceFor(fetchError(resource)).text();
    }
    if (const auto read = readForwards(*found->log); !read)
        return tellUnreadable(read.error(), context());
    auto series = found->log->refusalSeries(number);
    if (!series)
        return tellUnreadable(series.error(), context());
    m_whole.series = *std::move(series);
    if (context().isJson) {
        const auto writePrevious = [this](LineWriter& line, const ForwardRecord& forward) {
            if (const auto compared = m_whole.compared.constFind(forward.target); compared != m_whole.compared.cend())
                writeComparedAnswer(line, *compared);
        };
        terminal().line(wholeDeliveryLine(m_whole.record, m_whole.history, m_whole.resources, m_whole.forwards,
                                          &m_whole.series, writePrevious));
        return Done;
    }
    // The secrets here are not those of a capture's receiver.
    return isComparable(m_whole.record) && !arguments.isSet(QStringLiteral("capture")) ? compare(arguments) : show({});
}

Result<void, LogError> ShowCommand::readForwards(const LogQueries& log)
{
    constexpr int mostLookedAt = 50;
    auto forwards = log.forwards(m_whole.record.summary.number);
    if (!forwards)
        return failure(forwards.error());
    m_whole.forwards = *std::move(forwards);
    for (const ForwardRecord& one : std::as_const(m_whole.forwards)) {
        if (one.status == 0)
            continue;
        const auto before = answersBefore(log, one, mostLookedAt);
        if (!before)
            return failure(before.error());
        if (!before->isEmpty())
            m_whole.compared.insert(one.target, comparedWith(before->constFirst().forward, one));
    }
    return {};
}

std::optional<int> ShowCommand::compare(const QCommandLineParser& arguments)
{
    const auto given = givenSecrets(arguments, terminal());
    if (!given)
        return given.error();
    if (!given->isEmpty())
        return show(*given);
    const auto settings = SettingsFile(context().configFile).read();
    if (!settings)
        terminal().error(sentenceFor(settings.error()));
    if (!settings ||
        secretsByNow(settings->receiver.endpoints, m_whole.record).value_or(QList<SigningSecret>()).isEmpty())
        return show({});
    Settings wanted = *settings; // a keyring is asked for nothing that is not needed
    wanted.api.credentials = {};
    wanted.receiver.tls = {};
    withStoredSecrets(this, context(), wanted, UnreadableKeyring::GoesOn, [this](const Settings& complete) {
        const auto ofEndpoint = secretsByNow(complete.receiver.endpoints, m_whole.record);
        Q_EMIT finished(show(ofEndpoint.value_or(QList<SigningSecret>()), ofEndpoint));
    });
    return {};
}

int ShowCommand::show(const QList<SigningSecret>& secrets, const std::optional<QList<SigningSecret>>& ofEndpoint) const
{
    const SecretSince since =
        m_whole.series.verified ? secretSince(*m_whole.series.verified, ofEndpoint) : SecretSince::Unknown;
    const QStringList lines = wholeDeliveryText(m_whole, secrets, since);
    for (const QString& line : lines)
        terminal().line(line);
    return Done;
}

} // namespace kaunt
