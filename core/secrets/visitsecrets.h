// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/settingssecrets.h"

#include <algorithm>

/// The secrets of settings, and where each is kept. For what reads and writes them. Pure.
namespace kaunt {

inline QString scoped(const QString& scope, const QString& name)
{
    return scope.isEmpty() ? name : scope + u'/' + name;
}

inline bool isOfScope(const QString& scope, const QString& name)
{
    return scope.isEmpty() || name.startsWith(scope + u'/');
}

/// Calls for each secret of the settings, in the order of their lists, visit(its name, value, name it is unread under).
template <typename AnySettings, typename Visit>
void visitSecrets(AnySettings& settings, Visit visit)
{
    const auto visitOne = [&visit, scope = settings.secretScope](const QString& name, auto& value, auto& unread) {
        visit(scoped(scope, name), value, unread);
    };
    for (auto& endpoint : settings.receiver.endpoints) {
        for (auto& secret : endpoint.secrets)
            visitOne(webhookSecretName(endpoint.name, secret.name), secret.value, secret.unread);
    }
    if (!settings.receiver.tls.isEmpty())
        visitOne(tlsSecretName(), settings.receiver.tlsPassphrase, settings.receiver.tlsPassphraseUnread);
    auto& credentials = settings.api.credentials;
    if (!credentials.fallback.isEmpty())
        visitOne(apiSecretName({}), credentials.fallback.clientSecret, credentials.fallback.unread);
    for (auto entry = credentials.byTenant.begin(); entry != credentials.byTenant.end(); ++entry)
        visitOne(apiSecretName(entry.key()), entry->clientSecret, entry->unread);
}

/// Where the store has the secret of this name.
inline SecretMove moveOf(const Settings& settings, const QString& name)
{
    const QList<SecretMove>& moves = settings.secretMoves;
    const auto move = std::find_if(moves.cbegin(), moves.cend(), [&name](const auto& one) { return one.name == name; });
    return move == moves.cend() ? SecretMove{name, name, {}} : *move;
}

/// A secret is kept under its own name where no move says otherwise.
inline bool saysNothing(const SecretMove& move)
{
    return move.place == move.name && move.from.isEmpty();
}

inline bool isUnread(const QByteArray& value, const QString& unread)
{
    return value.isEmpty() && !unread.isEmpty();
}

} // namespace kaunt
