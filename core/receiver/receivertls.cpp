// SPDX-License-Identifier: MIT
#include "core/receiver/receivertls.h"

#include "core/tls/servercontext.h"

#include <QFileInfo>

#include <chrono>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr auto settleTime = 300ms;
constexpr auto dateInterval = 1h;

} // namespace

ReceiverTls::ReceiverTls(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_watcher(this)
    , m_settle(this)
    , m_daily(this)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    m_daily.setTimerType(Qt::VeryCoarseTimer);
    m_daily.setInterval(dateInterval);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, &ReceiverTls::reload);
    connect(&m_daily, &QTimer::timeout, this, &ReceiverTls::lookAtDates);
}

ReceiverTls::~ReceiverTls() = default;

Result<void, tls::IdentityError> ReceiverTls::use(const tls::IdentityFiles& files, const QByteArray& passphrase,
                                                  const QString& host)
{
    std::shared_ptr<const tls::ServerContext> context;
    if (!files.isEmpty()) {
        auto loaded = tls::ServerContext::load(files, passphrase);
        if (!loaded)
            return failure(loaded.error());
        context = std::move(*loaded);
    }
    m_files = files;
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
    m_daily.stop();
    if (!m_context)
        return;
    for (const QString& path : {m_files.certificate, m_files.key}) {
        m_watcher.addPath(path);
        m_watcher.addPath(QFileInfo(path).absolutePath());
    }
    m_lastRemarks = served()->remarks;
    m_daily.start();
}

void ReceiverTls::reload()
{
    if (!m_context)
        return;
    const auto before = served();
    auto loaded = tls::ServerContext::load(m_files, m_passphrase);
    if (loaded) {
        m_reloadError.reset();
        // Whatever else stands in the folder changes too.
        if ((*loaded)->certificate() != m_context->certificate())
            m_context = std::move(*loaded);
    } else {
        m_reloadError = loaded.error();
    }
    watch();
    if (served() != before)
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
