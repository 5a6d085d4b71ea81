// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace kaunt {

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions anybodyElse =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

template <typename Value>
QFuture<Result<Value, SecretError>> ready(Result<Value, SecretError> answer)
{
    return QtFuture::makeReadyFuture(std::move(answer));
}

} // namespace

FileSecretStore::FileSecretStore(const QString& directory)
    : m_path(QDir(directory).absoluteFilePath(QStringLiteral("secrets")))
{
}

Result<FileSecretStore::Entries, SecretError> FileSecretStore::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return Entries{};
    if (file.permissions() & anybodyElse)
        return failure(SecretError{SecretError::Code::Denied, m_path});
    if (!file.open(QIODevice::ReadOnly))
        return failure(SecretError{SecretError::Code::NotAvailable, file.errorString()});
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return failure(SecretError{SecretError::Code::Failed, m_path});
    Entries entries;
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        entries.insert(entry.key(), QByteArray::fromBase64(entry.value().toString().toLatin1()));
    return entries;
}

Result<void, SecretError> FileSecretStore::store(const Entries& entries) const
{
    QJsonObject object;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry)
        object.insert(entry.key(), QString::fromLatin1(entry.value().toBase64()));
    const QString folder = QFileInfo(m_path).absolutePath();
    QSaveFile file(m_path);
    const bool isOpen = QDir().mkpath(folder) && file.open(QIODevice::WriteOnly);
    // The permissions come before the first byte.
    if (!isOpen || !file.setPermissions(ownerOnly) || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return failure(SecretError{SecretError::Code::NotAvailable, file.errorString()});
    return {};
}

QFuture<Result<QByteArray, SecretError>> FileSecretStore::read(const QString& name)
{
    const auto entries = load();
    if (!entries)
        return ready<QByteArray>(failure(entries.error()));
    if (!entries->contains(name))
        return ready<QByteArray>(failure(SecretError{SecretError::Code::NotFound, name}));
    return ready<QByteArray>(entries->value(name));
}

QFuture<Result<void, SecretError>> FileSecretStore::write(const QString& name, const QByteArray& value)
{
    auto entries = load();
    if (!entries)
        return ready<void>(failure(entries.error()));
    entries->insert(name, value);
    return ready<void>(store(*entries));
}

QFuture<Result<void, SecretError>> FileSecretStore::remove(const QString& name)
{
    auto entries = load();
    if (!entries)
        return ready<void>(failure(entries.error()));
    if (entries->remove(name) == 0)
        return ready<void>({});
    return ready<void>(store(*entries));
}

} // namespace kaunt
