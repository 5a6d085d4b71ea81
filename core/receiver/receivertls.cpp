// SPDX-License-Identifier: MIT
#include "core/receiver/receivertls.h"

#include "core/tls/identitywatch.h"

#include <utility>

namespace kaunt {

namespace {

void retire(tls::IdentityWatch*& watch)
{
    if (auto* gone = std::exchange(watch, nullptr))
        gone->retire();
}

} // namespace

ReceiverTls::ReceiverTls(const Clock& clock, QObject* parent, std::chrono::milliseconds interval,
                         std::chrono::milliseconds patience)
    : QObject(parent)
    , m_clock(clock)
    , m_interval(interval)
    , m_patience(this)
    , m_look(this)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    m_look.setInterval(interval);
    connect(&m_patience, &QTimer::timeout, this, &ReceiverTls::missAnswer);
    connect(&m_look, &QTimer::timeout, this, &ReceiverTls::lookAtDates);
}

ReceiverTls::~ReceiverTls() = default;

void ReceiverTls::use(const tls::IdentityFiles& files, const QByteArray& passphrase, const QString& host)
{
    m_nextHost = host;
    if (files.isEmpty()) {
        usePlain();
        return;
    }
    m_awaited = watchOf(files, passphrase);
    m_patience.start();
    // What is in service stays so, whatever its files have become: who changes something else does not wait for them.
    if (!takeAwaited(m_watch))
        return;
    m_host = m_nextHost;
    m_lastRemarks = served()->remarks;
    Q_EMIT ready();
}

/// One that reads these files already goes on, be it that they have not answered yet: a pipe can be read once only, and
/// who tries again and again is to hold up one thread, not many.
tls::IdentityWatch* ReceiverTls::watchOf(const tls::IdentityFiles& files, const QByteArray& passphrase)
{
    for (tls::IdentityWatch* watch : {m_watch, m_next}) {
        if (watch && watch->isOf(files, passphrase)) {
            watch->read();
            return watch;
        }
    }
    retire(m_next);
    m_next = new tls::IdentityWatch(files, passphrase, m_interval, this);
    connect(m_next, &tls::IdentityWatch::loaded, this,
            [this, watch = m_next](const std::shared_ptr<const tls::ServerContext>& context) { take(watch, context); });
    connect(m_next, &tls::IdentityWatch::failed, this,
            [this, watch = m_next](const tls::IdentityError& error) { takeFailure(watch, error); });
    return m_next;
}

void ReceiverTls::usePlain()
{
    m_awaited = nullptr;
    m_patience.stop();
    m_look.stop();
    retire(m_watch);
    retire(m_next);
    m_context.reset();
    m_reloadError.reset();
    m_host = m_nextHost;
    Q_EMIT ready();
}

void ReceiverTls::take(tls::IdentityWatch* watch, const std::shared_ptr<const tls::ServerContext>& context)
{
    const bool isAwaited = takeAwaited(watch);
    if (!isAwaited && watch != m_watch)
        return; // too late; it is read again when it is wanted again
    const auto before = served();
    if (watch == m_next) {
        retire(m_watch);
        m_watch = std::exchange(m_next, nullptr);
    }
    if (isAwaited)
        m_host = m_nextHost;
    const bool isOther = !m_context || !context->showsTheSameAs(*m_context);
    if (isOther)
        m_context = context;
    m_reloadError.reset();
    m_lastRemarks = served()->remarks;
    m_look.start();
    if (isAwaited)
        Q_EMIT ready();
    else if (isOther || served() != before)
        Q_EMIT changed();
}

void ReceiverTls::takeFailure(tls::IdentityWatch* watch, const tls::IdentityError& error)
{
    const bool isAwaited = takeAwaited(watch);
    if (watch == m_next) {
        retire(m_next);
    } else if (watch == m_watch) {
        const auto before = served();
        m_reloadError = error;
        if (served() != before)
            Q_EMIT changed();
    }
    if (isAwaited)
        Q_EMIT failed(error);
}

bool ReceiverTls::takeAwaited(const tls::IdentityWatch* watch)
{
    if (watch != m_awaited)
        return false;
    m_awaited = nullptr;
    m_patience.stop();
    return true;
}

void ReceiverTls::missAnswer()
{
    if (const auto* watch = std::exchange(m_awaited, nullptr))
        Q_EMIT failed({tls::IdentityError::Code::NoAnswer, watch->reading(), {}});
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
    served.remarks = m_context->remarks(m_clock.utcMillis());
    if (!m_host.isEmpty() && !m_context->namesHost(m_host))
        served.remarks.append(tls::CertificateRemark::HostNotNamed);
    return served;
}

} // namespace kaunt
