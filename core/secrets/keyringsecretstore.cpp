// SPDX-License-Identifier: MIT
#include "core/secrets/keyringsecretstore.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QFile>
#include <QPromise>
#include <qt6keychain/keychain.h>

#include <memory>

namespace kaunt {

namespace {

const QString serviceName = QStringLiteral("kaunt-monitor");

SecretError secretError(const QKeychain::Job& job)
{
    using Code = SecretError::Code;
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Code::NotFound, job.key()};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Code::Denied, job.errorString()};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Code::NotAvailable, job.errorString()};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return {Code::Failed, job.errorString()};
}

/// Starts a job, which deletes itself, and turns its end into the future's answer.
template <typename Value, typename Job, typename Read>
QFuture<Result<Value, SecretError>> run(Job* job, const QString& name, Read read)
{
    auto promise = std::make_shared<QPromise<Result<Value, SecretError>>>();
    promise->start();
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, read](QKeychain::Job* done) {
        if (done->error() == QKeychain::NoError)
            promise->addResult(read(*static_cast<Job*>(done)));
        else
            promise->addResult(Result<Value, SecretError>(failure(secretError(*done))));
        promise->finish();
    });
    job->start();
    return promise->future();
}

bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QLatin1String("/bus"));
}

} // namespace

bool KeyringSecretStore::isAvailable()
{
    if (!hasSessionBus() || !QDBusConnection::sessionBus().isConnected())
        return false;
    const QDBusConnectionInterface* bus = QDBusConnection::sessionBus().interface();
    const QStringList running = bus->registeredServiceNames();
    const QStringList startable = bus->activatableServiceNames();
    const bool hasDisplay = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    for (const char* name : {"org.freedesktop.secrets", "org.kde.kwalletd6", "org.kde.kwalletd5"}) {
        const QString service = QString::fromLatin1(name);
        if (running.contains(service) || (hasDisplay && startable.contains(service)))
            return true;
    }
    return false;
}

QString KeyringSecretStore::place() const
{
    return serviceName;
}

QFuture<Result<QByteArray, SecretError>> KeyringSecretStore::read(const QString& name)
{
    return run<QByteArray>(new QKeychain::ReadPasswordJob(serviceName), name,
                           [](const QKeychain::ReadPasswordJob& job) { return job.binaryData(); });
}

QFuture<Result<void, SecretError>> KeyringSecretStore::write(const QString& name, const QByteArray& value)
{
    auto* job = new QKeychain::WritePasswordJob(serviceName);
    job->setBinaryData(value);
    return run<void>(job, name, [](const QKeychain::WritePasswordJob&) { return Result<void, SecretError>(); });
}

QFuture<Result<void, SecretError>> KeyringSecretStore::remove(const QString& name)
{
    return run<void>(new QKeychain::DeletePasswordJob(serviceName), name,
                     [](const QKeychain::DeletePasswordJob&) { return Result<void, SecretError>(); });
}

} // namespace kaunt
