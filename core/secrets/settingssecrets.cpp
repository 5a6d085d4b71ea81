// SPDX-License-Identifier: MIT
#include "core/secrets/settingssecrets.h"

#include "core/secrets/visitsecrets.h"

#include <QMap>
#include <QUrl>

#include <utility>

namespace kaunt {

namespace {

/// By their own names.
QMap<QString, QByteArray> secretsOf(const Settings& settings)
{
    QMap<QString, QByteArray> secrets;
    visitSecrets(settings, [&secrets](const QString& name, const QByteArray& value, const QString&) {
        secrets.insert(name, value);
    });
    return secrets;
}

/// By the places where the store has them, without what nobody has read.
QMap<QString, QByteArray> secretsByPlace(const Settings& settings)
{
    QMap<QString, QByteArray> secrets;
    visitSecrets(settings, [&](const QString& name, const QByteArray& value, const QString& unread) {
        if (isUnread(value, unread))
            return;
        QByteArray& there = secrets[moveOf(settings, name).place];
        if (!value.isEmpty())
            there = value;
    });
    return secrets;
}

/// Where the store may have what nobody has read.
QStringList unreadPlaces(const Settings& settings, const Settings& previous)
{
    QStringList places;
    visitSecrets(settings, [&](const QString& name, const QByteArray& value, const QString& unread) {
        if (!isUnread(value, unread))
            return;
        for (const SecretMove& move : {moveOf(previous, unread), moveOf(settings, name)})
            places << move.place << move.from;
    });
    return places;
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
    bool isAnyUnknown = false;
    visitSecrets(settings, [&isAnyUnknown](const QString&, const QByteArray& value, const QString& unread) {
        isAnyUnknown = isAnyUnknown || isUnread(value, unread);
    });
    return isAnyUnknown;
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
    QStringList places;
    visitSecrets(settings, [&](const QString& name, QByteArray& value, QString& unread) {
        value.clear();
        if (unread.isEmpty())
            unread = name;
        const SecretMove move = moveOf(settings, unread);
        for (const QString& place : {move.place, move.from}) {
            if (!place.isEmpty())
                places.append(place);
        }
    });
    return store.readAll(places).then([settings](const Result<QMap<QString, QByteArray>, SecretError>& secrets) {
        return secrets.map([&settings](const QMap<QString, QByteArray>& read) {
            Settings filled = settings;
            filled.secretMoves.removeIf([](const SecretMove& move) { return !move.name.isEmpty(); });
            visitSecrets(filled, [&](const QString&, QByteArray& value, QString& unread) {
                SecretMove found = moveOf(settings, std::exchange(unread, QString()));
                const bool isThere = !read.value(found.place).isEmpty();
                const bool isWhereItWas = !read.value(found.from).isEmpty();
                if (!isThere && isWhereItWas)
                    found.place = found.from;
                if (!isThere || !isWhereItWas)
                    found.from.clear();
                value = read.value(found.place);
                if (!saysNothing(found))
                    filled.secretMoves.append(found);
            });
            return filled;
        });
    });
}

QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings, const Settings& previous)
{
    const QMap<QString, QByteArray> wanted = secretsByPlace(settings);
    QMap<QString, QByteArray> had = secretsByPlace(previous);
    for (const SecretMove& move : previous.secretMoves) {
        if (move.name.isEmpty()) // it may be gone
            had.remove(move.place);
    }
    const QStringList stillWanted = unreadPlaces(settings, previous);
    QList<Change> changes;
    for (auto secret = wanted.cbegin(); secret != wanted.cend(); ++secret) {
        const bool isNew = !secret->isEmpty() && had.value(secret.key()) != *secret;
        if (isNew && !stillWanted.contains(secret.key()))
            changes.append({secret.key(), *secret, false});
    }
    QStringList unwanted;
    for (auto secret = had.cbegin(); secret != had.cend(); ++secret) {
        if (!wanted.contains(secret.key()) || !secret->isEmpty())
            unwanted.append(secret.key());
    }
    for (const SecretMove& move : settings.secretMoves + previous.secretMoves) {
        if (move.name.isEmpty())
            unwanted.append(move.place);
        else if (!wanted.value(move.place).isEmpty())
            unwanted.append(move.from);
    }
    unwanted.removeDuplicates();
    for (const QString& place : std::as_const(unwanted)) {
        const bool isOurs = !place.isEmpty() && isOfScope(settings.secretScope, place);
        if (isOurs && wanted.value(place).isEmpty() && !stillWanted.contains(place))
            changes.append({place, {}, true});
    }
    return applyAll(store, changes);
}

} // namespace kaunt
