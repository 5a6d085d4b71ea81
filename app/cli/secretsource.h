// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/api/credentials.h"
#include "core/receiver/endpointsecret.h"
#include "core/result.h"
#include "core/secrets/settingssecrets.h"
#include "core/settings/settings.h"
#include "core/webhook/signature.h"

#include <QList>

#include <functional>
#include <optional>

namespace kaunt {

/// Where kauntctl takes secrets from (contracts.md section 3): files named on the command line, else the environment,
/// else the keyring by way of the settings. There is no option that takes a secret itself: command lines are public.
/// Where a function fails, it has said why on the terminal.

[[nodiscard]] QCommandLineOption secretFileOption();
/// The same where each of several secrets may be the right one.
[[nodiscard]] QCommandLineOption secretFilesOption();
[[nodiscard]] QList<QCommandLineOption> credentialsOptions();

/// The secrets of --secret-file, each named after its file, "new/secret" where another is called so too, else that of
/// KAUNT_WEBHOOK_SECRET; an empty list where neither is given. Of a variable, too, white space around it and a
/// byte-order mark are kept, and warned about.
[[nodiscard]] Result<QList<SigningSecret>, ExitStatus> givenSecrets(const QCommandLineParser& arguments,
                                                                    const Terminal& terminal);
/// The credentials of --client-id with --client-secret-file, else of KAUNT_CLIENT_ID with KAUNT_CLIENT_SECRET; half a
/// pair is wrong usage. An empty variable counts for one that is not set.
[[nodiscard]] Result<std::optional<ApiCredentials>, ExitStatus> givenCredentials(const QCommandLineParser& arguments,
                                                                                 const Terminal& terminal);

/// The first line of a secret file, without its line end; at most 64 KiB. White space around it and a byte-order mark
/// are kept, and warned about.
[[nodiscard]] Result<QByteArray, ExitStatus> readSecretFile(const QString& path, const Terminal& terminal);

/// Reads the secrets of the settings from their store; what could not be read is the caller's to tell.
void readStoredSecrets(Command* command, const CommandContext& context, const Settings& settings,
                       const std::function<void(const Result<Settings, SecretError>&)>& then);

/// The settings of --config, without the secrets. Where that names a file that is not there, it says so and gives the
/// defaults.
[[nodiscard]] Result<Settings, ExitStatus> readSettings(const CommandContext& context);
/// What becomes of a command where the keyring can't be read, as it says then.
enum class UnreadableKeyring { GoesOn, EndsIt };

/// Calls `then` from the event loop with the settings and the secrets that are kept for them, or with the settings
/// alone where it goes on without a keyring. Nothing is asked of the keyring where the settings name no secret.
void withStoredSecrets(Command* command, const CommandContext& context, const Settings& settings,
                       UnreadableKeyring unreadable, const std::function<void(const Settings&)>& then);

/// Of --fault-secret-file.
[[nodiscard]] QCommandLineOption faultSecretFileOption();
/// Calls `then` with one that is wrong for a URL on purpose: that of --fault-secret-file, at once, else one that is
/// kept (wrongSecretFor). An exit status where the command is over already.
[[nodiscard]] std::optional<int> withWrongSecret(Command* command, const CommandContext& context,
                                                 const QCommandLineParser& arguments, const QUrl& target,
                                                 WrongSecret wrong, const std::function<void(const QByteArray&)>& then);

/// Calls `then` with the secret to sign with for a URL: the first that is given, at once, else the one that is kept for
/// it (secretToSignWith), from the event loop; which that was is told where there are others. An exit status where the
/// command is over already.
[[nodiscard]] std::optional<int> withSigningSecret(Command* command, const CommandContext& context,
                                                   const QCommandLineParser& arguments, const QUrl& target,
                                                   const std::function<void(const QByteArray&)>& then);

} // namespace kaunt
