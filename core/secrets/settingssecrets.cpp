// SPDX-License-Identifier: MIT
#include "core/secrets/settingssecrets.h"

#include <QMap>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

QString scoped(const QString& scope, const QString& name)
{
    return scope.isEmpty() ? name : scope + u'/' + name;
}

bool isOfScope(const QString& scope, const QString& name)
{
    return scope.isEmpty() || name.startsWith(scope + u'/');
}

/// Each secret of the settings: visit(name it is kept under, value, name it is unread under).
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

/// The name that the store has it under.
QString keptName(const Settings& settings, const QString& name)
{
    const QList<SecretMove>& moves = settings.secretMoves;
    const auto move = std::find_if(moves.cbegin(), moves.cend(), [&name](const auto& one) { return one.name == name; });
    return move == moves.cend() ? name : move->from;
}

bool isUnread(const QByteArray& value, const QString& unread)
{
    return value.isEmpty() && !unread.isEmpty();
}

/// By their own names.
QMap<QString, QByteArray> secretsOf(const Settings& settings)
{
    QMap<QString, QByteArray> secrets;
    visitSecrets(settings, [&secrets](const QString& name, const QByteArray& value, const QString&) {
        secrets.insert(name, value);
    });
    return secrets;
}

/// By the names that the store has them under, without what nobody has read.
QMap<QString, QByteArray> keptSecrets(const Settings& settings)
{
    QMap<QString, QByteArray> secrets;
    visitSecrets(settings, [&](const QString& name, const QByteArray& value, const QString& unread) {
        if (!isUnread(value, unread))
            secrets.insert(keptName(settings, name), value);
    });
    return secrets;
}

QStringList unreadNames(const Settings& settings)
{
    QStringList names;
    visitSecrets(settings, [&names](const QString&, const QByteArray& value, const QString& unread) {
        if (isUnread(value, unread))
            names.append(unread);
    });
    return names;
}

struct Change {
    QString name;
    QByteArray value;
    bool isRemoval = false;
};

QFuture<Result<void, SecretError>> applyAll(SecretStore& store, const QList<Change>& changes)
{
    using Done = Result<void, SecretError>;
    if (changes.isEmpty())
        return QtFuture::makeReadyFuture(Done());
    const Change& next = changes.first();
    QFuture<Done> step = next.isRemoval ? store.remove(next.name) : store.write(next.name, next.value);
    return step
        .then([&store, changes](const Done& done) -> QFuture<Done> {
            if (!done && done.error().code != SecretError::Code::NotFound)
                return QtFuture::makeReadyFuture(done);
            return applyAll(store, changes.mid(1));
        })
        .unwrap();
}

} // namespace

QString webhookSecretName(const QString& endpoint, const QString& secret)
{
    // Encoded, as a slash within a name would make one name of two secrets.
    const auto encoded = [](const QString& name) { return QString::fromLatin1(QUrl::toPercentEncoding(name)); };
    return QStringLiteral("webhook/%1/%2").arg(encoded(endpoint), encoded(secret));
}

QString apiSecretName(const QString& tenantId)
{
    return QStringLiteral("api/%1").arg(tenantId.isEmpty() ? QStringLiteral("default") : tenantId.toLower());
}

QString tlsSecretName()
{
    return QStringLiteral("tls/key");
}

QList<QByteArray> secretValues(const Settings& settings)
{
    return secretsOf(settings).values();
}

Settings withUnreadSecrets(Settings settings)
{
    visitSecrets(settings, [](const QString& name, QByteArray& value, QString& unread) {
        value.clear();
        unread = name;
    });
    return settings;
}

Settings withReadSecrets(Settings settings, const Settings& read)
{
    const QMap<QString, QByteArray> secrets = secretsOf(read);
    visitSecrets(settings, [&secrets](const QString&, QByteArray& value, QString& unread) {
        if (isUnread(value, unread)) // else another was entered meanwhile
            value = secrets.value(unread);
        unread.clear();
    });
    return settings;
}

bool areSecretsUnknown(const Settings& settings)
{
    return !unreadNames(settings).isEmpty();
}

QList<SigningSecret> usableSecrets(const Settings& settings)
{
    QList<SigningSecret> usable;
    for (const Endpoint& endpoint : settings.receiver.endpoints) {
        for (const SigningSecret& secret : endpoint.secrets) {
            if (secret.isUsable())
                usable.append(secret);
        }
    }
    return usable;
}

QList<EndpointSecrets> endpointSecrets(const Settings& settings)
{
    QList<EndpointSecrets> all;
    for (const Endpoint& endpoint : settings.receiver.endpoints)
        all.append({endpoint.name, endpoint.secrets});
    return all;
}

QFuture<Result<Settings, SecretError>> loadSecrets(SecretStore& store, Settings settings)
{
    QStringList names;
    visitSecrets(settings, [&](const QString& name, QByteArray& value, QString& unread) {
        value.clear();
        if (unread.isEmpty())
            unread = name;
        names.append(unread);
        if (const QString kept = keptName(settings, unread); kept != unread)
            names.append(kept);
    });
    return store.readAll(names).then([settings](const Result<QMap<QString, QByteArray>, SecretError>& secrets) {
        return secrets.map([&settings](const QMap<QString, QByteArray>& read) {
            Settings filled = settings;
            filled.secretMoves.clear();
            visitSecrets(filled, [&](const QString&, QByteArray& value, QString& unread) {
                const QString name = std::exchange(unread, QString());
                value = read.value(name);
                const QString kept = keptName(settings, name);
                if (!value.isEmpty() || read.value(kept).isEmpty())
                    return;
                value = read.value(kept);
                filled.secretMoves.append({name, kept});
            });
            return filled;
        });
    });
}

QList<SecretMove> pendingMoves(const Settings& settings, const Settings& previous)
{
    const QMap<QString, QByteArray> had = keptSecrets(previous);
    QList<SecretMove> moves;
    visitSecrets(settings, [&](const QString& name, const QByteArray& value, const QString& unread) {
        QString from;
        if (isUnread(value, unread))
            from = keptName(previous, unread);
        else if (!value.isEmpty() && had.value(name) != value)
            from = had.key(value);
        if (!from.isEmpty() && from != name)
            moves.append({name, from});
    });
    return moves;
}

QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings, const Settings& previous)
{
    const QMap<QString, QByteArray> wanted = secretsOf(settings);
    const QMap<QString, QByteArray> had = keptSecrets(previous);
    QStringList stillWanted = unreadNames(settings);
    for (const QString& name : unreadNames(settings))
        stillWanted.append(keptName(previous, name));
    QList<Change> changes;
    for (auto secret = wanted.cbegin(); secret != wanted.cend(); ++secret) {
        const bool isNew = !secret->isEmpty() && had.value(secret.key()) != *secret;
        if (isNew && !stillWanted.contains(secret.key()))
            changes.append({secret.key(), *secret, false});
    }
    // What is written over may be what another name is to have.
    std::stable_partition(changes.begin(), changes.end(),
                          [&had](const Change& change) { return had.value(change.name).isEmpty(); });
    for (auto secret = had.cbegin(); secret != had.cend(); ++secret) {
        const bool isNamed = wanted.contains(secret.key());
        const bool isTakenAway = !secret->isEmpty() && wanted.value(secret.key()).isEmpty();
        const bool isOurs = isOfScope(settings.secretScope, secret.key()) && !stillWanted.contains(secret.key());
        if ((!isNamed || isTakenAway) && isOurs)
            changes.append({secret.key(), {}, true});
    }
    return applyAll(store, changes);
}

} // namespace kaunt
