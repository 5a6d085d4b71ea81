// SPDX-License-Identifier: MIT
#include "core/tls/identityreader.h"

#include "core/tls/pemfile.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <utility>

namespace kaunt::tls {

namespace {

using namespace std::chrono_literals;

constexpr auto settleTime = 300ms;

/// Of the file at the end of all links; nothing where there is none.
QByteArray stateOf(const QString& path)
{
    struct stat facts = {};
    if (::stat(QFile::encodeName(path).constData(), &facts) != 0)
        return {};
    QByteArray state;
    for (const auto number :
         {qint64(facts.st_dev), qint64(facts.st_ino), qint64(facts.st_size), qint64(facts.st_mtim.tv_sec),
          qint64(facts.st_mtim.tv_nsec), qint64(facts.st_ctim.tv_sec), qint64(facts.st_ctim.tv_nsec)})
        state += QByteArray::number(number) + ' ';
    return state;
}

QList<QByteArray> stateOf(const IdentityFiles& files)
{
    return {stateOf(files.certificate), stateOf(files.key)};
}

} // namespace

IdentityReader::IdentityReader(IdentityFiles files, QByteArray passphrase, std::chrono::milliseconds interval)
    : m_files(std::move(files))
    , m_passphrase(std::move(passphrase))
    , m_watcher(this)
    , m_settle(this)
    , m_look(this)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    m_look.setInterval(interval);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &IdentityReader::lookAtFiles);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &IdentityReader::lookAtFiles);
    connect(&m_settle, &QTimer::timeout, this, &IdentityReader::read);
    connect(&m_look, &QTimer::timeout, this, &IdentityReader::lookAtFiles);
}

void IdentityReader::read()
{
    m_settle.stop();
    Q_EMIT reading(m_files.certificate);
    m_seen = stateOf(m_files); // before they are read: what comes meanwhile is seen next time
    const auto context =
        ServerContext::load(m_files, m_passphrase, [this](const QString& path) { return contentOf(path); });
    watch();
    if (context)
        Q_EMIT loaded(*context);
    else
        Q_EMIT failed(context.error());
}

Result<QByteArray, QString> IdentityReader::contentOf(const QString& path)
{
    if (const auto kept = m_readOnce.constFind(path); kept != m_readOnce.cend())
        return *kept;
    Q_EMIT reading(path);
    const QFileInfo facts(path);
    const bool isReadOnce = facts.exists() && !facts.isFile();
    auto content = readPemFile(path);
    if (isReadOnce && content)
        m_readOnce.insert(path, *content);
    return content;
}

/// The folders too: who replaces a file puts another one in its place, and the watch goes with the old one.
void IdentityReader::watch()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    for (const QString& path : {m_files.certificate, m_files.key}) {
        if (m_readOnce.contains(path))
            continue;
        m_watcher.addPath(path);
        m_watcher.addPath(QFileInfo(path).absolutePath());
    }
    m_look.start();
}

/// Whatever else stands in their folders changes too, and may do so without end.
void IdentityReader::lookAtFiles()
{
    const QList<QByteArray> now = stateOf(m_files);
    if (std::exchange(m_seen, now) != now)
        m_settle.start();
}

} // namespace kaunt::tls
