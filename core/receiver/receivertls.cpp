// SPDX-License-Identifier: MIT
#include "core/receiver/receivertls.h"

#include "core/tls/servercontext.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <utility>

namespace kaunt {

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

QList<QByteArray> stateOf(const tls::IdentityFiles& files)
{
    return {stateOf(files.certificate), stateOf(files.key)};
}

} // namespace

ReceiverTls::ReceiverTls(const Clock& clock, QObject* parent, std::chrono::milliseconds interval)
    : QObject(parent)
    , m_clock(clock)
    , m_watcher(this)
    , m_settle(this)
    , m_look(this)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    m_look.setInterval(interval);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ReceiverTls::lookAtFiles);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ReceiverTls::lookAtFiles);
    connect(&m_settle, &QTimer::timeout, this, &ReceiverTls::reload);
    connect(&m_look, &QTimer::timeout, this, &ReceiverTls::lookAtFiles);
    connect(&m_look, &QTimer::timeout, this, &ReceiverTls::lookAtDates);
}

ReceiverTls::~ReceiverTls() = default;

Result<void, tls::IdentityError> ReceiverTls::use(const tls::IdentityFiles& files, const QByteArray& passphrase,
                                                  const QString& host)
{
    std::shared_ptr<const tls::ServerContext> context;
    const QList<QByteArray> seen = stateOf(files);
    if (!files.isEmpty()) {
        auto loaded = tls::ServerContext::load(files, passphrase);
        if (!loaded)
            return failure(loaded.error());
        context = std::move(*loaded);
    }
    m_files = files;
    m_seen = seen;
    m_passphrase = passphrase;
    m_host = host;
    m_context = std::move(context);
    m_reloadError.reset();
    watch();
    return {};
}

/// The folders too: who replaces a file puts another one in its place, and the watch goes with the old one.
void ReceiverTls::watch()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    m_settle.stop();
    m_look.stop();
    if (!m_context)
        return;
    for (const QString& path : {m_files.certificate, m_files.key}) {
        m_watcher.addPath(path);
        m_watcher.addPath(QFileInfo(path).absolutePath());
    }
    m_lastRemarks = served()->remarks;
    m_look.start();
}

/// Whatever else stands in their folders changes too, and may do so without end.
void ReceiverTls::lookAtFiles()
{
    const QList<QByteArray> now = stateOf(m_files);
    if (m_context && std::exchange(m_seen, now) != now)
        m_settle.start();
}

void ReceiverTls::reload()
{
    if (!m_context)
        return;
    const auto before = served();
    bool isOther = false;
    m_seen = stateOf(m_files); // before they are read: what comes meanwhile is seen next time
    auto loaded = tls::ServerContext::load(m_files, m_passphrase);
    if (loaded) {
        m_reloadError.reset();
        isOther = !(*loaded)->showsTheSameAs(*m_context);
        if (isOther)
            m_context = std::move(*loaded);
    } else {
        m_reloadError = loaded.error();
    }
    watch();
    if (isOther || served() != before)
        Q_EMIT changed();
}

void ReceiverTls::lookAtDates()
{
    const auto now = served();
    if (!now || now->remarks == m_lastRemarks)
        return;
    m_lastRemarks = now->remarks;
    Q_EMIT changed();
}

std::optional<ServedCertificate> ReceiverTls::served() const
{
    if (!m_context)
        return {};
    ServedCertificate served{m_context->certificate(), {}, m_reloadError};
    served.remarks = tls::dateRemarks(served.certificate, m_clock.utcMillis());
    if (!m_host.isEmpty() && !m_context->namesHost(m_host))
        served.remarks.append(tls::CertificateRemark::HostNotNamed);
    return served;
}

} // namespace kaunt
