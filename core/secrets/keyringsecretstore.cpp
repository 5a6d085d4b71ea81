// SPDX-License-Identifier: MIT
#include "core/secrets/keyringsecretstore.h"

#include "core/secrets/lockeditems.h"
#include "core/secrets/sessionbus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusReply>
#include <QPromise>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <memory>
#include <type_traits>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

const QString serviceName = QStringLiteral("kaunt-monitor");
constexpr milliseconds busPatience(3'000); // an answer of the bus itself takes no time

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

/// Starts a job, which deletes itself, and turns its end, or that it does not end, into the future's answer.
template <typename Value, typename Job, typename Read>
QFuture<Result<Value, SecretError>> run(Job* job, const QString& name, milliseconds patience, Read read)
{
    using Answer = Result<Value, SecretError>;
    if (!doesSessionBusAnswer(busPatience)) { // QtKeychain would wait for it for ever
        delete job;
        return QtFuture::makeReadyFuture(Answer(failure(SecretError{SecretError::Code::NotAvailable, {}})));
    }
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto answer = [promise](const Answer& what) {
        if (promise->future().isFinished())
            return;
        promise->addResult(what);
        promise->finish();
    };
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [answer, read, name, patience](QKeychain::Job* done) {
        const bool isDone = done->error() == QKeychain::NoError;
        const Answer said = isDone ? Answer(read(*static_cast<Job*>(done))) : Answer(failure(secretError(*done)));
        constexpr bool isRemoval = std::is_same_v<Job, QKeychain::DeletePasswordJob>;
        if (!(isRemoval && isDone) && done->error() != QKeychain::EntryNotFound) {
            answer(said);
            return;
        }
        // What libsecret may not open, it does not find.
        askWhetherLocked(serviceName, name, patience, [answer, said](bool isLocked) {
            answer(isLocked ? Answer(failure(SecretError{SecretError::Code::Denied, serviceName})) : said);
        });
    });
    QTimer::singleShot(patience, job, [answer] {
        answer(Answer(failure(SecretError{SecretError::Code::Denied, serviceName})));
    });
    job->start();
    return promise->future();
}

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

/// What the bus answers to a question without arguments about names (D-Bus specification, "Message Bus Messages").
QStringList busNames(const QString& question)
{
    const QString bus = QStringLiteral("org.freedesktop.DBus");
    const QDBusReply<QStringList> names = QDBusConnection::sessionBus().call(
        QDBusMessage::createMethodCall(bus, QStringLiteral("/org/freedesktop/DBus"), bus, question), QDBus::Block,
        static_cast<int>(busPatience.count()));
    return names.isValid() ? names.value() : QStringList();
}

} // namespace

KeyringSecretStore::KeyringSecretStore(milliseconds patience)
    : m_patience(patience)
{
}

milliseconds KeyringSecretStore::usualPatience()
{
    return hasDisplay() ? milliseconds(120'000) : milliseconds(10'000);
}

bool KeyringSecretStore::isAvailable()
{
    if (!doesSessionBusAnswer(busPatience) || !QDBusConnection::sessionBus().isConnected())
        return false;
    const QStringList running = busNames(QStringLiteral("ListNames"));
    const QStringList startable = busNames(QStringLiteral("ListActivatableNames"));
    const bool canAsk = hasDisplay();
    for (const char* name : {"org.freedesktop.secrets", "org.kde.kwalletd6", "org.kde.kwalletd5"}) {
        const QString service = QString::fromLatin1(name);
        if (running.contains(service) || (canAsk && startable.contains(service)))
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
    return run<QByteArray>(new QKeychain::ReadPasswordJob(serviceName), name, m_patience,
                           [](const QKeychain::ReadPasswordJob& job) { return job.binaryData(); });
}

QFuture<Result<void, SecretError>> KeyringSecretStore::write(const QString& name, const QByteArray& value)
{
    auto* job = new QKeychain::WritePasswordJob(serviceName);
    job->setBinaryData(value);
    return run<void>(job, name, m_patience,
                     [](const QKeychain::WritePasswordJob&) { return Result<void, SecretError>(); });
}

QFuture<Result<void, SecretError>> KeyringSecretStore::remove(const QString& name)
{
    return run<void>(new QKeychain::DeletePasswordJob(serviceName), name, m_patience,
                     [](const QKeychain::DeletePasswordJob&) { return Result<void, SecretError>(); });
}

} // namespace kaunt
