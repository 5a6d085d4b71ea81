// SPDX-License-Identifier: MIT
#include "app/cli/exportcommand.h"

#include "app/cli/filteroption.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/cli/unreadablelog.h"
#include "app/signalwatcher.h"
#include "core/receiver/endpointrouter.h"
#include "core/secrets/settingssecrets.h"

#include <cstdio>

namespace kaunt {

namespace {

/// A signal is heeded after that.
constexpr std::chrono::milliseconds partOfTheWork{100};

QStringList redactedWords(const RedactionCounts& counts)
{
    QStringList words;
    for (auto entry = counts.cbegin(); entry != counts.cend(); ++entry)
        words.append(QStringLiteral("%1 (%2)").arg(entry.key()).arg(entry.value()));
    return words;
}

} // namespace

ExportCommand::~ExportCommand() = default;

QList<QCommandLineOption> ExportCommand::options()
{
    return {
        filterOption(),
        {QStringLiteral("format"), tr("What to print: %1.").arg(exportFormatCodes().join(QStringLiteral(", "))),
         QStringLiteral("FORMAT")},
    };
}

std::optional<int> ExportCommand::start(const QCommandLineParser& arguments)
{
    if (const auto read = readRequest(arguments); !read)
        return read.error();
    const auto settings = readSettings(context());
    if (!settings)
        return settings.error();
    auto log = LogQueries::open(context().dataDirectory, context().clock);
    if (!log)
        return tellUnreadable(log.error(), context());
    m_log = *std::move(log);
    withStoredSecrets(this, context(), *settings, [this](const Settings& complete) {
        if (const std::optional<int> status = begin(complete))
            Q_EMIT finished(*status);
    });
    return {};
}

Result<void, ExitStatus> ExportCommand::readRequest(const QCommandLineParser& arguments)
{
    const QString code = arguments.value(QStringLiteral("format"));
    const auto format = exportFormatFromCode(code);
    if (!format) {
        const QString possible = exportFormatCodes().join(QStringLiteral(", "));
        terminal().error(arguments.isSet(QStringLiteral("format"))
                             ? tr("“%1” is no format. Possible are: %2.").arg(code, possible)
                             : tr("--format is missing. Possible are: %1.").arg(possible));
        return failure(WrongUsage);
    }
    auto filter = readFilterOption(arguments, terminal());
    if (!filter)
        return failure(filter.error());
    m_request.format = *format;
    m_request.query.filter = *std::move(filter);
    m_path = arguments.positionalArguments().value(0);
    if (m_path == QLatin1String("-"))
        m_path.clear();
    return {};
}

std::optional<int> ExportCommand::begin(const Settings& settings)
{
    m_request.secrets = secretValues(settings);
    for (const char* variable : {"KAUNT_WEBHOOK_SECRET", "KAUNT_CLIENT_SECRET"})
        m_request.secrets.append(qgetenv(variable));
    m_request.receiver = receiverUrl(settings.receiver);
    QIODevice* output = openOutput();
    if (!output)
        return CouldNotRun;
    m_export = std::make_unique<LogExport>(m_request, output);
    auto* signalWatcher = new SignalWatcher(this);
    connect(signalWatcher, &SignalWatcher::stopRequested, this, [this] {
        m_next.stop();
        m_file.reset();
        Q_EMIT finished(couldNotRun({tr("The export was stopped before its end."), {}, {}}));
    });
    connect(&m_next, &QTimer::timeout, this, &ExportCommand::advance);
    m_next.start(0);
    return {};
}

QIODevice* ExportCommand::openOutput()
{
    if (m_path.isEmpty())
        return m_output.open(stdout, QIODevice::WriteOnly) ? &m_output : nullptr;
    auto file = ExportFile::open(m_path);
    if (!file) {
        (void)tellWriting(file.error());
        return nullptr;
    }
    m_file = *std::move(file);
    return &m_file->device();
}

void ExportCommand::advance()
{
    const auto progress = m_export->advance(*m_log, partOfTheWork);
    if (progress && !progress->isFinished)
        return;
    m_next.stop();
    Q_EMIT finished(progress ? conclude(*progress) : tell(progress.error()));
}

int ExportCommand::tell(const ExportError& error) const
{
    if (error.log)
        return tellUnreadable(*error.log, context());
    return tellWriting(error.systemText);
}

int ExportCommand::tellWriting(const QString& systemText) const
{
    if (m_path.isEmpty())
        return CouldNotRun; // what became of standard output is told at the end of every command
    return couldNotRun({tr("%1 could not be written.").arg(m_path), systemText,
                        tr("What stood there before is unchanged. Free some space, or choose another place.")});
}

int ExportCommand::conclude(const ExportProgress& progress)
{
    if (m_file) {
        if (const auto done = m_file->commit(); !done)
            return tellWriting(done.error());
    } else if (!m_output.flush()) {
        return CouldNotRun;
    }
    terminal().notice(tr("%1 deliveries exported.").arg(progress.written));
    if (!progress.redacted.isEmpty())
        terminal().notice(
            tr("Replaced by %1, in so many deliveries: %2.")
                .arg(QLatin1String(redactedText), redactedWords(progress.redacted).join(QStringLiteral(", "))));
    return Done;
}

} // namespace kaunt
