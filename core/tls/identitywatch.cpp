// SPDX-License-Identifier: MIT
#include "core/tls/identitywatch.h"

#include "core/tls/identityreader.h"
#include "core/workthread.h"

namespace kaunt::tls {

IdentityWatch::IdentityWatch(const IdentityFiles& files, const QByteArray& passphrase,
                             std::chrono::milliseconds interval, QObject* parent)
    : QObject(parent)
    , m_files(files)
    , m_passphrase(passphrase)
    , m_thread(std::make_unique<WorkThread>(QStringLiteral("certificate")))
    , m_reader(new IdentityReader(files, passphrase, interval))
{
    connect(m_reader, &IdentityReader::reading, this, [this](const QString& path) { m_reading = path; });
    connect(m_reader, &IdentityReader::loaded, this, &IdentityWatch::loaded);
    connect(m_reader, &IdentityReader::failed, this, &IdentityWatch::failed);
    m_thread->take(m_reader);
    m_thread->start();
    read();
}

IdentityWatch::~IdentityWatch()
{
    endWithin(std::move(m_thread), std::chrono::seconds(1));
}

bool IdentityWatch::isOf(const IdentityFiles& files, const QByteArray& passphrase) const
{
    return files == m_files && passphrase == m_passphrase;
}

void IdentityWatch::read()
{
    QMetaObject::invokeMethod(m_reader, &IdentityReader::read, Qt::QueuedConnection);
}

void IdentityWatch::retire()
{
    disconnect();
    connect(m_thread.get(), &QThread::finished, this, &QObject::deleteLater);
    m_thread->quit();
}

} // namespace kaunt::tls
