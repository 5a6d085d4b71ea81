// SPDX-License-Identifier: MIT
#include "app/cli/exportcommand.h"

#include "app/cli/captureoption.h"
#include "app/cli/filteroption.h"
#include "app/cli/secretsource.h"
#include "app/cli/settleddeliveries.h"
#include "app/cli/unreadablelog.h"
#include "app/signalwatcher.h"
#include "core/export/keptfiles.h"
#include "core/export/linewriter.h"
#include "core/receiver/endpointrouter.h"
#include "core/secrets/settingssecrets.h"
#include "ui/capturesentences.h"
#include "ui/exportsentences.h"
#include "ui/quantities.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <utility>

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

void writeCounts(LineWriter& line, const char* key, const QMap<QString, qint64>& counts)
{
    line.key(key).startObject();
    for (auto entry = counts.cbegin(); entry != counts.cend(); ++entry)
        line.key(entry.key().toUtf8().constData()).number(entry.value());
    line.endObject();
}

/// {"type":"preview","deliveries":3,"redacted":{"Cookie":1},"changedBodies":0}, of a bundle with what is signed and
/// replaced besides.
QByteArray previewLine(const ExportProgress& progress)
{
    using Outcome = Resigning::Outcome;
    LineWriter line;
    line.key("type").text(QByteArray("preview"));
    line.key("deliveries").number(progress.written);
    writeCounts(line, "redacted", progress.redacted);
    line.key("changedBodies").number(progress.changedBodies);
    if (progress.captured) {
        line.key("resources").number(progress.captured->resources);
        line.key("failedFetches").number(progress.captured->failedFetches);
        const auto& outcomes = progress.captured->outcomes;
        line.key("verified").number(outcomes.value(Outcome::Verifies));
        line.key("refused").number(outcomes.value(Outcome::Refused) + outcomes.value(Outcome::Changed));
        line.key("causesLost").number(outcomes.value(Outcome::Changed));
        line.key("notChecked").number(outcomes.value(Outcome::NotChecked));
        writeCounts(line, "replaced", progress.captured->replaced);
    }
    return line.line();
}

} // namespace

ExportCommand::~ExportCommand() = default;

QList<QCommandLineOption> ExportCommand::options()
{
    return {
        filterOption(),
        {QStringLiteral("format"), tr("What to print: %1.").arg(exportFormatCodes().join(QStringLiteral(", "))),
         QStringLiteral("FORMAT")},
        secretFilesOption(),
        {QStringLiteral("redact"), tr("In a capture bundle: stand-ins for identifiers and names.")},
        {QStringLiteral("preview"), tr("Tells what will be in it and what is redacted, and writes nothing.")},
        captureOption(),
    };
}

std::optional<int> ExportCommand::start(const QCommandLineParser& arguments)
{
    if (const auto read = readRequest(arguments); !read)
        return read.error();
    const auto settings = readSettings(context());
    if (!settings)
        return settings.error();
    if (!m_isPreview && !m_path.isEmpty() && isOneOfOurs(arguments, *settings))
        return wrongUsage(keptFileSentence(m_path).text());
    auto log = LogQueries::open(context().dataDirectory, context().clock);
    if (!log)
        return tellUnreadable(log.error(), context());
    m_log = *std::move(log);
    readStoredSecrets(this, context(), *settings,
                      [this, plain = *settings](const Result<Settings, SecretError>& complete) {
                          if (!complete && m_givenSecrets.isEmpty()) {
                              Q_EMIT finished(refuseUnread(complete.error()));
                              return;
                          }
                          if (const std::optional<int> status = begin(complete.value_or(plain)))
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
    m_request.capture.isRedacted = arguments.isSet(QStringLiteral("redact"));
    if (m_request.capture.isRedacted && *format != ExportFormat::Capture) {
        terminal().error(tr("--redact goes with --format kauntcap."));
        return failure(WrongUsage);
    }
    auto secrets = givenSecrets(arguments, terminal());
    if (!secrets)
        return failure(secrets.error());
    m_givenSecrets = *std::move(secrets);
    m_isPreview = arguments.isSet(QStringLiteral("preview"));
    m_path = arguments.positionalArguments().value(0);
    if (m_path == QLatin1String("-"))
        m_path.clear();
    const bool areLines = *format == ExportFormat::JsonLines || *format == ExportFormat::Capture;
    if (context().isJson && !areLines && !m_isPreview && m_path.isEmpty()) {
        terminal().error(
            tr("--json promises JSON objects on standard output, and --format %1 is something else: name a "
               "file for it, or leave out --json.")
                .arg(code));
        return failure(WrongUsage);
    }
    return {};
}

bool ExportCommand::isOneOfOurs(const QCommandLineParser& arguments, const Settings& settings) const
{
    const QString data = arguments.value(QStringLiteral("data")); // of a capture, the log is another one
    const tls::IdentityFiles& tls = settings.receiver.tls;
    const QString storedSecrets = QFileInfo(context().configFile).dir().filePath(QStringLiteral("secrets"));
    const QStringList read =
        arguments.values(QStringLiteral("secret-file")) +
        QStringList{storedSecrets, context().configFile, arguments.value(QStringLiteral("capture")), tls.certificate,
                    tls.key,       settings.api.caFile};
    return isKeptFile(m_path, data, read) || isKeptFile(m_path, context().dataDirectory, {});
}

/// What is not known can't be replaced where it stands.
int ExportCommand::refuseUnread(const SecretError& error) const
{
    terminal().error(sentenceFor(error));
    return couldNotRun({tr("Nothing was exported."), tr("Secrets that can't be read can't be kept out of it."),
                        tr("Make them readable, or give them by --secret-file.")});
}

std::optional<int> ExportCommand::begin(const Settings& settings)
{
    m_request.secrets = secretValues(settings);
    for (const char* variable : {"KAUNT_WEBHOOK_SECRET", "KAUNT_CLIENT_SECRET"})
        m_request.secrets.append(qgetenv(variable));
    for (const SigningSecret& secret : std::as_const(m_givenSecrets))
        m_request.secrets.append(secret.value);
    m_request.capture.known = endpointSecrets(settings);
    for (EndpointSecrets& endpoint : m_request.capture.known)
        endpoint.secrets += m_givenSecrets;
    m_request.receiver = receiverUrl(settings.receiver);
    QIODevice* output = m_isPreview ? nullptr : openOutput();
    if (!output && !m_isPreview)
        return CouldNotRun;
    awaitNewestSettled(*m_log, context().clock, m_request.query);
    m_export = std::make_unique<LogExport>(m_request, context().clock, output);
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
    auto file = WholeFile::open(m_path, WholeFile::Access::OwnerWhereNew);
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
    if (error.exceeded)
        return couldNotRun(sentenceFor(*error.exceeded));
    return tellWriting(error.systemText);
}

int ExportCommand::tellWriting(const QString& systemText) const
{
    if (m_path.isEmpty())
        return CouldNotRun; // what became of standard output is told at the end of every command
    return couldNotRun(unwrittenSentence(m_path, systemText));
}

int ExportCommand::conclude(const ExportProgress& progress)
{
    if (m_isPreview)
        return preview(progress);
    if (m_file) {
        if (const auto done = m_file->commit(); !done)
            return tellWriting(done.error());
    } else if (!m_output.flush()) {
        return CouldNotRun;
    }
    terminal().notice(tr("%1 exported.").arg(deliveriesText(progress.written)));
    const QStringList lines = contentLines(progress);
    for (const QString& line : lines)
        terminal().notice(line);
    return Done;
}

QStringList ExportCommand::contentLines(const ExportProgress& progress) const
{
    QStringList lines;
    if (progress.captured)
        lines = captureSentences(*progress.captured, m_request.capture.isRedacted);
    if (progress.redacted.isEmpty())
        return lines;
    const QString found = redactedWords(progress.redacted).join(QStringLiteral(", "));
    lines.append(tr("Replaced by %1, in so many deliveries: %2.").arg(QLatin1String(redactedText), found));
    if (const QString changed = changedBodiesText(progress, m_request.format); !changed.isEmpty())
        lines.append(changed);
    return lines;
}

int ExportCommand::preview(const ExportProgress& progress) const
{
    if (context().isJson) {
        terminal().line(previewLine(progress));
        return Done;
    }
    terminal().line(tr("%1.").arg(deliveriesText(progress.written)));
    const QStringList lines = contentLines(progress);
    for (const QString& line : lines)
        terminal().line(line);
    if (progress.redacted.isEmpty())
        terminal().line(tr("There are no secrets, cookies or tokens in them."));
    return Done;
}

} // namespace kaunt
