// SPDX-License-Identifier: MIT
#include "core/storage/replaykey.h"

#include "core/randombytes.h"
#include "core/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace kaunt {

namespace {

constexpr qsizetype replayKeyBytes = 32;

QString replayKeyPath(const QString& dataDirectory)
{
    return QDir(dataDirectory).filePath(replayKeyName);
}

} // namespace

QByteArray readReplayKey(const QString& dataDirectory)
{
    QFile file(replayKeyPath(dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray key = file.read(replayKeyBytes + 1);
    return key.size() == replayKeyBytes ? key : QByteArray();
}

QByteArray makeReplayKey(const QString& dataDirectory)
{
    QByteArray key = readReplayKey(dataDirectory);
    const QFileInfo file(replayKeyPath(dataDirectory));
    const bool isThere = file.exists() && (!key.isEmpty() || file.size() == replayKeyBytes); // though it can't be read
    if (isThere)
        return key;
    key = randomBytes(replayKeyBytes);
    if (!WholeFile::write(replayKeyPath(dataDirectory), key, WholeFile::Access::Owner))
        return {};
    return key;
}

} // namespace kaunt
