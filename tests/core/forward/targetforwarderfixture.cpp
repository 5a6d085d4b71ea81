// SPDX-License-Identifier: MIT
#include "tests/core/forward/targetforwarderfixture.h"

#include "core/forward/outgoingforward.h"

#include <QTest>
#include <QTimer>

namespace kaunt::test {

void TargetForwarderFixture::makeAnew()
{
    m_clock.setUtcMillis(now);
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    m_queries = openQueries(m_folder->path(), m_clock);
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200, "taken")});
    m_isLogAway = false;
    m_readsWhileAway = 0;
    m_finished.clear();
    m_attempted.clear();
    m_states.clear();
}

void TargetForwarderFixture::end()
{
    m_forwarder.reset();
    m_queries.reset();
    m_log.reset();
}

QSet<qint64> TargetForwarderFixture::sentInAnyOrder() const
{
    const QList<qint64> numbers = sent();
    return {numbers.cbegin(), numbers.cend()};
}

ForwardTarget TargetForwarderFixture::target() const
{
    ForwardTarget target;
    target.url = m_peer->url();
    return target;
}

void TargetForwarderFixture::endTime() const
{
    const auto deadlines = m_forwarder->findChildren<QTimer*>(QStringLiteral("deadline"));
    for (QTimer* deadline : deadlines)
        deadline->start(0);
}

void TargetForwarderFixture::begin(const ForwardTarget& target)
{
    const auto log = [this]() -> const LogQueries* {
        m_readsWhileAway += m_isLogAway ? 1 : 0;
        return m_isLogAway ? nullptr : m_queries.get();
    };
    m_forwarder = std::make_unique<TargetForwarder>(target, log, m_clock);
    connect(m_forwarder.get(), &TargetForwarder::progressed, m_log.get(),
            [this](const ForwardProgress& progress) { m_log->addForwards(progress); });
    connect(m_forwarder.get(), &TargetForwarder::finished, this,
            [this](const ForwardRecord& record) { m_finished.append(record); });
    connect(m_forwarder.get(), &TargetForwarder::attempted, this,
            [this](const ForwardRecord& record) { m_attempted.append(record); });
    connect(m_forwarder.get(), &TargetForwarder::stateChanged, this,
            [this](const ForwardState& state) { m_states.append(state); });
    connect(m_log.get(), &EventLog::forwardsStored, m_forwarder.get(), &TargetForwarder::takeStored);
    connect(m_log.get(), &EventLog::forwardsFailed, m_forwarder.get(), &TargetForwarder::takeNotStored);
    m_forwarder->start();
}

void TargetForwarderFixture::append(const QList<Delivery>& deliveries)
{
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    if (m_forwarder)
        m_forwarder->wake();
}

QList<qint64> TargetForwarderFixture::sent() const
{
    QList<qint64> numbers;
    for (const ReceivedRequest& request : m_peer->requests())
        numbers.append(headerValues(request.headers, forwardHeaderName).value(0).toLongLong());
    return numbers;
}

} // namespace kaunt::test
