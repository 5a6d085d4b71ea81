// SPDX-License-Identifier: MIT
#include "app/cli/secretsource.h"

#include "core/secrets/settingssecrets.h"
#include "core/settings/settingsfile.h"
#include "core/utf8text.h"
#include "core/whenanswered.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>

namespace kaunt {

namespace {

struct SecretSource {
    Q_DECLARE_TR_FUNCTIONS(SecretSource)
};

constexpr qint64 longestSecret = qint64{64} * 1024;

} // namespace

QCommandLineOption secretFileOption()
{
    return {QStringLiteral("secret-file"),
            SecretSource::tr(
                "A file whose first line is the webhook's secret. Else KAUNT_WEBHOOK_SECRET, else the keyring."),
            QStringLiteral("FILE")};
}

QCommandLineOption secretFilesOption()
{
    return {QStringLiteral("secret-file"),
            SecretSource::tr("A file whose first line is a secret of the webhook; may be given more than once. Else "
                             "KAUNT_WEBHOOK_SECRET, else the keyring."),
            QStringLiteral("FILE…")};
}

QList<QCommandLineOption> credentialsOptions()
{
    return {
        {QStringLiteral("client-id"),
         SecretSource::tr("The API key's client id. Else KAUNT_CLIENT_ID, else the settings."), QStringLiteral("ID")},
        {QStringLiteral("client-secret-file"),
         SecretSource::tr("A file whose first line is the client secret. Else KAUNT_CLIENT_SECRET, else the keyring."),
         QStringLiteral("FILE")},
    };
}

namespace {

/// With its end. As UTF-8 also of a file in UTF-16, as PowerShell's > writes it.
QByteArray firstLine(QFile& file)
{
    constexpr qint64 longestLine = longestSecret + 3; // one more than is taken, and its end
    QByteArray begin = file.readLine(longestLine);    // no more than that: a pipe may stay open behind it
    if (!begin.startsWith("\xff\xfe") && !begin.startsWith("\xfe\xff"))
        return begin;
    QStringDecoder decoder(QStringDecoder::Utf16);
    QByteArray text = QString(decoder(begin + file.read(2 * longestLine))).toUtf8();
    const qsizetype end = text.indexOf('\n');
    return end < 0 ? text : text.first(end + 1);
}

/// The file's name, with as much of its path as tells it from the others.
QString nameAmong(const QStringList& files, const QString& file)
{
    const auto pathOf = [](const QString& one) { return QDir::cleanPath(QFileInfo(one).absoluteFilePath()); };
    const QString path = pathOf(file);
    for (int parts = 1;; ++parts) {
        QString name = path.section(u'/', -parts);
        const bool isOwn = std::all_of(files.cbegin(), files.cend(), [&](const QString& one) {
            return pathOf(one) == path || pathOf(one).section(u'/', -parts) != name;
        });
        if (isOwn || name == path)
            return name;
    }
}

/// It is taken as it stands all the same.
void warnOfWhiteSpace(const QByteArray& secret, const QString& place, const Terminal& terminal)
{
    const QString text = QString::fromUtf8(secret);
    if (text.trimmed().size() != text.size())
        terminal.error(
            SecretSource::tr("The secret in %1 has white space around it, which is taken as a part of it.").arg(place));
    if (secret.startsWith(utf8ByteOrderMark))
        terminal.error(
            SecretSource::tr("The secret in %1 has a byte-order mark in front, which is taken as a part of it.")
                .arg(place));
}

void tellSigner(const EndpointSecret& kept, const Terminal& terminal)
{
    terminal.notice(
        SecretSource::tr("Signed with the secret “%1” of the endpoint “%2”.").arg(kept.secret.name, kept.endpoint));
}

QByteArray secretOfVariable(const char* name, const Terminal& terminal)
{
    QByteArray secret = qgetenv(name);
    warnOfWhiteSpace(secret, QString::fromLatin1(name), terminal);
    return secret;
}

} // namespace

Result<QByteArray, ExitStatus> readSecretFile(const QString& path, const Terminal& terminal)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        terminal.error(SecretSource::tr("Can't read the secret file %1: %2.").arg(path, file.errorString()));
        return failure(CouldNotRun);
    }
    QByteArray secret = firstLine(file);
    if (secret.endsWith("\r\n"))
        secret.chop(2);
    else if (secret.endsWith('\n'))
        secret.chop(1);
    if (secret.size() > longestSecret) {
        terminal.error(SecretSource::tr("The first line of %1 is longer than 64 KiB; that is no secret.").arg(path));
        return failure(CouldNotRun);
    }
    if (secret.isEmpty()) {
        terminal.error(SecretSource::tr("The first line of the secret file %1 is empty.").arg(path));
        return failure(CouldNotRun);
    }
    warnOfWhiteSpace(secret, path, terminal);
    return secret;
}

Result<QList<SigningSecret>, ExitStatus> givenSecrets(const QCommandLineParser& arguments, const Terminal& terminal)
{
    QList<SigningSecret> secrets;
    const QStringList files = arguments.values(QStringLiteral("secret-file"));
    for (const QString& path : files) {
        const Result<QByteArray, ExitStatus> secret = readSecretFile(path, terminal);
        if (!secret)
            return failure(secret.error());
        secrets.append({nameAmong(files, path), *secret, false});
    }
    if (!secrets.isEmpty())
        return secrets;
    const QByteArray environment = secretOfVariable("KAUNT_WEBHOOK_SECRET", terminal);
    if (!environment.isEmpty())
        secrets.append({QStringLiteral("environment"), environment, false});
    return secrets;
}

Result<std::optional<ApiCredentials>, ExitStatus> givenCredentials(const QCommandLineParser& arguments,
                                                                   const Terminal& terminal)
{
    const bool hasId = arguments.isSet(QStringLiteral("client-id"));
    const bool hasFile = arguments.isSet(QStringLiteral("client-secret-file"));
    if (hasId != hasFile) {
        terminal.error(SecretSource::tr("--client-id and --client-secret-file go together."));
        return failure(WrongUsage);
    }
    if (hasId) {
        const auto secret = readSecretFile(arguments.value(QStringLiteral("client-secret-file")), terminal);
        if (!secret)
            return failure(secret.error());
        return std::optional(ApiCredentials{arguments.value(QStringLiteral("client-id")), *secret});
    }
    const QString id = qEnvironmentVariable("KAUNT_CLIENT_ID");
    const QByteArray secret = secretOfVariable("KAUNT_CLIENT_SECRET", terminal);
    if (id.isEmpty() != secret.isEmpty()) {
        terminal.error(SecretSource::tr("KAUNT_CLIENT_ID and KAUNT_CLIENT_SECRET go together, and %1 is not set.")
                           .arg(QLatin1String(id.isEmpty() ? "KAUNT_CLIENT_ID" : "KAUNT_CLIENT_SECRET")));
        return failure(WrongUsage);
    }
    if (id.isEmpty())
        return std::optional<ApiCredentials>();
    return std::optional(ApiCredentials{id, secret});
}

Result<Settings, ExitStatus> readSettings(const CommandContext& context)
{
    const SettingsFile file(context.configFile);
    Result<Settings, SettingsError> settings = file.read();
    if (!settings) {
        context.terminal.error(sentenceFor(settings.error()));
        return failure(CouldNotRun);
    }
    if (!file.exists() && context.configFile != SettingsFile::defaultPath())
        context.terminal.notice(
            SecretSource::tr("There is no settings file %1: the defaults are used.").arg(context.configFile));
    return *std::move(settings);
}

void readStoredSecrets(Command* command, const CommandContext& context, const Settings& settings,
                       const std::function<void(const Result<Settings, SecretError>&)>& then)
{
    const std::shared_ptr<SecretStore> store = makeSecretStore(QFileInfo(context.configFile).absolutePath());
    whenAnswered(command, loadSecrets(*store, settings),
                 [store, then](const Result<Settings, SecretError>& answer) { then(answer); });
}

void withStoredSecrets(Command* command, const CommandContext& context, const Settings& settings,
                       UnreadableKeyring unreadable, const std::function<void(const Settings&)>& then)
{
    readStoredSecrets(command, context, settings,
                      [=, terminal = context.terminal](const Result<Settings, SecretError>& answer) {
                          if (!answer)
                              terminal.error(sentenceFor(answer.error()));
                          if (!answer && unreadable == UnreadableKeyring::EndsIt)
                              command->end(CouldNotRun);
                          else
                              then(answer ? *answer : settings);
                      });
}

QCommandLineOption faultSecretFileOption()
{
    return {QStringLiteral("fault-secret-file"),
            SecretSource::tr("With --fault secret-retired or secret-of-other-endpoint: a file whose first line is that "
                             "secret. Else one that the settings keep."),
            QStringLiteral("FILE")};
}

std::optional<int> withWrongSecret(Command* command, const CommandContext& context, const QCommandLineParser& arguments,
                                   const QUrl& target, WrongSecret wrong,
                                   const std::function<void(const QByteArray&)>& then)
{
    const QString option = QStringLiteral("fault-secret-file");
    if (arguments.isSet(option)) {
        const auto given = readSecretFile(arguments.value(option), context.terminal);
        if (!given)
            return given.error();
        const auto right = givenSecrets(arguments, context.terminal);
        if (!right)
            return right.error();
        if (!right->isEmpty() && right->constFirst().value == *given) {
            context.terminal.error(
                SecretSource::tr("The secret of --%1 is the one to sign with: the delivery would be right.")
                    .arg(option));
            return WrongUsage;
        }
        then(*given);
        return {};
    }
    const auto settings = readSettings(context);
    if (!settings)
        return settings.error();
    const auto sign = [command, &context, target, wrong, then, option](const Settings& complete) {
        if (const auto kept = wrongSecretFor(complete.receiver.endpoints, target, wrong)) {
            tellSigner(*kept, context.terminal);
            then(kept->secret.value);
            return;
        }
        const QString missing =
            wrong == WrongSecret::Retired
                ? SecretSource::tr("The settings keep no replaced secret of this endpoint. Give it by --%1.")
                : SecretSource::tr("The settings keep no secret of another endpoint. Give it by --%1.");
        context.terminal.error(missing.arg(option));
        command->end(WrongUsage);
    };
    withStoredSecrets(command, context, *settings, UnreadableKeyring::EndsIt, sign);
    return {};
}

std::optional<int> withSigningSecret(Command* command, const CommandContext& context,
                                     const QCommandLineParser& arguments, const QUrl& target,
                                     const std::function<void(const QByteArray&)>& then)
{
    const auto given = givenSecrets(arguments, context.terminal);
    if (!given)
        return given.error();
    if (!given->isEmpty()) {
        then(given->constFirst().value);
        return {};
    }
    const auto settings = readSettings(context);
    if (!settings)
        return settings.error();
    const auto sign = [command, &context, target, then](const Settings& complete) {
        if (const auto kept = secretToSignWith(complete.receiver.endpoints, target)) {
            if (usableSecrets(complete).size() > 1)
                tellSigner(*kept, context.terminal);
            then(kept->secret.value);
            return;
        }
        context.terminal.error(
            SecretSource::tr("There is no secret to sign with. Give --secret-file or set KAUNT_WEBHOOK_SECRET."));
        command->end(WrongUsage);
    };
    withStoredSecrets(command, context, *settings, UnreadableKeyring::EndsIt, sign);
    return {};
}

} // namespace kaunt
