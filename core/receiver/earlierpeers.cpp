// SPDX-License-Identifier: MIT
#include "core/receiver/earlierpeers.h"

#include "core/receiver/newestverified.h"
#include "core/yieldtoothers.h"

#include <QSet>

#include <utility>

namespace kaunt {

namespace {

QList<QHostAddress> peersInLog(const QString& directory, const Clock& clock)
{
    const auto log = LogQueries::open(directory, clock);
    const QList<DeliverySummary> deliveries = log ? newestVerified(**log) : QList<DeliverySummary>();
    QSet<QString> peers;
    for (const DeliverySummary& delivery : deliveries) {
        if (delivery.isFirstOfEvent())
            peers.insert(delivery.peer);
    }
    QList<QHostAddress> addresses;
    for (const QString& peer : std::as_const(peers)) {
        if (const QHostAddress address(peer); !address.isNull())
            addresses.append(address);
    }
    return addresses;
}

} // namespace

EarlierPeers::EarlierPeers(QString directory, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_directory(std::move(directory))
    , m_clock(clock)
{
}

EarlierPeers::~EarlierPeers()
{
    if (m_thread)
        m_thread->wait();
}

void EarlierPeers::read()
{
    if (m_thread)
        return;
    m_thread.reset(QThread::create([this] {
        yieldToOthers();
        const QList<QHostAddress> peers = peersInLog(m_directory, m_clock);
        QMetaObject::invokeMethod(this, [this, peers] { Q_EMIT found(peers); });
    }));
    m_thread->setObjectName(QStringLiteral("earlier peers"));
    m_thread->start();
}

} // namespace kaunt
