// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"

#include "core/owneronly.h"
#include "core/wholecontent.h"
#include "core/wholefile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace kaunt {

namespace {

constexpr QFileDevice::Permissions anybodyElse =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

template <typename Value>
QFuture<Result<Value, SecretError>> ready(Result<Value, SecretError> answer)
{
    return QtFuture::makeReadyFuture(std::move(answer));
}

SecretError systemError(const QString& path, const QString& systemText)
{
    return {SecretError::Code::Failed, QStringLiteral("%1: %2").arg(path, systemText)};
}

} // namespace

FileSecretStore::FileSecretStore(const QString& directory)
    : m_path(QDir(directory).absoluteFilePath(QStringLiteral("secrets")))
{
}

Result<FileSecretStore::Entries, SecretError> FileSecretStore::load() const
{
    if (!QFile::exists(m_path))
        return Entries{};
    // A folder of that name is somebody else's, and fails below.
    if (!QFileInfo(m_path).isDir() && (QFile::permissions(m_path) & anybodyElse))
        return failure(SecretError{SecretError::Code::Denied, m_path});
    constexpr qint64 most = qint64{64} << 20;
    const auto content = readWhole(m_path, most);
    if (!content)
        return failure(systemError(m_path, content.error()));
    const QJsonDocument document = QJsonDocument::fromJson(*content);
    const SecretError notUnderstood{SecretError::Code::Failed, m_path};
    if (!document.isObject())
        return failure(notUnderstood);
    const QJsonObject object = document.object();
    Entries entries;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const auto value = QByteArray::fromBase64Encoding(entry.value().toString().toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
        if (!entry.value().isString() || !value)
            return failure(notUnderstood);
        entries.insert(entry.key(), *value);
    }
    return entries;
}

Result<void, SecretError> FileSecretStore::store(const Entries& entries) const
{
    QJsonObject object;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry)
        object.insert(entry.key(), QString::fromLatin1(entry.value().toBase64()));
    const QByteArray content = QJsonDocument(object).toJson();
    if (const QString folder = QFileInfo(m_path).absolutePath(); !makeOwnersFolder(folder))
        return failure(SecretError{SecretError::Code::Failed, folder});
    return WholeFile::write(m_path, content, WholeFile::Access::Owner).map_error([this](const QString& systemText) {
        return systemError(m_path, systemText);
    });
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

QFuture<Result<FileSecretStore::Entries, SecretError>> FileSecretStore::readAll(const QStringList& names)
{
    const auto entries = load();
    if (!entries)
        return ready<Entries>(failure(entries.error()));
    Entries named;
    for (const QString& name : names) {
        if (const auto entry = entries->constFind(name); entry != entries->cend())
            named.insert(name, *entry);
    }
    return ready<Entries>(named);
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
