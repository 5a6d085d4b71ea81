// SPDX-License-Identifier: MIT
#include "core/secrets/settingssecrets.h"

#include <QMap>
#include <QUrl>

#include <algorithm>

namespace kaunt {

namespace {

QString scoped(const QString& scope, const QString& name)
{
    return scope.isEmpty() ? name : scope + u'/' + name;
}

/// All secrets of the settings by the names they are kept under.
QMap<QString, QByteArray> secretsOf(const Settings& settings)
{
    QMap<QString, QByteArray> secrets;
    const auto add = [&secrets, scope = settings.secretScope](const QString& name, const QByteArray& value) {
        secrets.insert(scoped(scope, name), value);
    };
    for (const Endpoint& endpoint : settings.receiver.endpoints) {
        for (const SigningSecret& secret : endpoint.secrets)
            add(webhookSecretName(endpoint.name, secret.name), secret.value);
    }
    if (!settings.receiver.tls.isEmpty())
        add(tlsSecretName(), settings.receiver.tlsPassphrase);
    const CredentialSet& credentials = settings.api.credentials;
    if (!credentials.fallback.isEmpty())
        add(apiSecretName({}), credentials.fallback.clientSecret);
    for (auto entry = credentials.byTenant.cbegin(); entry != credentials.byTenant.cend(); ++entry)
        add(apiSecretName(entry.key()), entry->clientSecret);
    return secrets;
}

void fillSecrets(Settings& settings, const QMap<QString, QByteArray>& secrets)
{
    const auto kept = [&secrets, scope = settings.secretScope](const QString& name) {
        return secrets.value(scoped(scope, name));
    };
    for (Endpoint& endpoint : settings.receiver.endpoints) {
        for (SigningSecret& secret : endpoint.secrets)
            secret.value = kept(webhookSecretName(endpoint.name, secret.name));
    }
    settings.receiver.tlsPassphrase = kept(tlsSecretName());
    CredentialSet& credentials = settings.api.credentials;
    credentials.fallback.clientSecret = kept(apiSecretName({}));
    for (auto entry = credentials.byTenant.begin(); entry != credentials.byTenant.end(); ++entry)
        entry->clientSecret = kept(apiSecretName(entry.key()));
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

bool areSecretsUnknown(const Settings& settings)
{
    QMap<QString, QByteArray> secrets = secretsOf(settings);
    secrets.remove(scoped(settings.secretScope, tlsSecretName())); // a key need not have a pass phrase
    const QList<QByteArray> values = secrets.values();
    return std::any_of(values.cbegin(), values.cend(), [](const QByteArray& value) { return value.isEmpty(); });
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
    const QStringList names = secretsOf(settings).keys();
    return store.readAll(names).then([settings](const Result<QMap<QString, QByteArray>, SecretError>& secrets) {
        return secrets.map([&settings](const QMap<QString, QByteArray>& read) {
            Settings filled = settings;
            fillSecrets(filled, read);
            return filled;
        });
    });
}

QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings, const Settings& previous)
{
    const QMap<QString, QByteArray> wanted = secretsOf(settings);
    const QMap<QString, QByteArray> had = secretsOf(previous);
    QList<Change> changes;
    for (auto secret = wanted.cbegin(); secret != wanted.cend(); ++secret) {
        if (!secret->isEmpty() && had.value(secret.key()) != *secret)
            changes.append({secret.key(), *secret, false});
    }
    for (auto secret = had.cbegin(); secret != had.cend(); ++secret) {
        const bool isNamed = wanted.contains(secret.key());
        const bool isTakenAway = !secret->isEmpty() && wanted.value(secret.key()).isEmpty();
        if (!isNamed || isTakenAway)
            changes.append({secret.key(), {}, true});
    }
    return applyAll(store, changes);
}

} // namespace kaunt
