// SPDX-License-Identifier: MIT
#include "core/forward/forwarder.h"

#include "core/storage/eventlog.h"
#include "core/storage/followedlog.h"

#include <QHash>

#include <memory>
#include <utility>

namespace kaunt {

class Forwarder::Worker final : public QObject {
public:
    Worker(Forwarder& owner, EventLog& log, const QString& dataDirectory, const Clock& clock)
        : m_owner(owner)
        , m_log(log)
        , m_queries(log, dataDirectory, clock, this)
        , m_clock(clock)
    {
        connect(&log, &EventLog::forwardsStored, this, [this](const QList<ForwardRecord>& records) {
            for (TargetForwarder* target : std::as_const(m_targets))
                target->takeStored(records);
        });
        connect(&m_queries, &FollowedLog::wentOver, this, [this](qint64 lastNumber) {
            for (TargetForwarder* target : std::as_const(m_targets))
                target->goOver(lastNumber);
        });
        connect(&log, &EventLog::forwardsFailed, this, [this] {
            for (TargetForwarder* target : std::as_const(m_targets))
                target->takeNotStored();
        });
    }

    void apply(const QList<ForwardTarget>& targets)
    {
        QHash<QString, TargetForwarder*> former = std::exchange(m_targets, {});
        const QHash<QString, ForwardTarget> before = std::exchange(m_applied, {});
        for (const ForwardTarget& target : targets) {
            if (m_targets.contains(target.name()))
                continue;
            TargetForwarder* forwarder = former.take(target.name());
            if (!forwarder)
                forwarder = begin(target, former.value(target.formerName));
            else if (before.value(target.name()) != target) // else it would begin anew, and tell anew that it is down
                forwarder->change(target);
            m_targets.insert(target.name(), forwarder);
            m_applied.insert(target.name(), target);
        }
        for (TargetForwarder* gone : std::as_const(former)) {
            gone->stop();
            Q_EMIT m_owner.stateChanged({former.key(gone), false, 0, {}, 0, {}, true});
            delete gone;
        }
    }

    void wake()
    {
        for (TargetForwarder* target : std::as_const(m_targets))
            target->wake();
    }

    void tryNow(const QString& target, qint64 delivery)
    {
        if (TargetForwarder* found = m_targets.value(target))
            found->tryNow(delivery);
    }

    void stop()
    {
        for (TargetForwarder* target : std::as_const(m_targets))
            target->stop();
        m_queries.close();
    }

private:
    /// In the place of `before`, where there was one.
    TargetForwarder* begin(const ForwardTarget& target, const TargetForwarder* before)
    {
        auto* forwarder = new TargetForwarder(
            target, [this] { return m_queries.get(); }, m_clock, this);
        connect(forwarder, &TargetForwarder::progressed, this,
                [this](const ForwardProgress& progress) { m_log.addForwards(progress); });
        connect(forwarder, &TargetForwarder::finished, &m_owner, &Forwarder::finished);
        connect(forwarder, &TargetForwarder::attempted, &m_owner, &Forwarder::attempted);
        connect(forwarder, &TargetForwarder::resumed, &m_owner, &Forwarder::resumed);
        connect(forwarder, &TargetForwarder::stateChanged, &m_owner, &Forwarder::stateChanged);
        connect(forwarder, &TargetForwarder::measured, &m_owner, &Forwarder::measured);
        forwarder->start(before ? before->place() : std::nullopt);
        return forwarder;
    }

    Forwarder& m_owner;
    EventLog& m_log;
    FollowedLog m_queries;
    const Clock& m_clock;
    QHash<QString, TargetForwarder*> m_targets; ///< by name
    QHash<QString, ForwardTarget> m_applied;    ///< likewise
};

Forwarder::Forwarder(EventLog& log, const QString& dataDirectory, const Clock& clock,
                     const QList<ForwardTarget>& targets)
    : m_thread(QStringLiteral("forwarder"), WorkThread::Share::Less)
{
    m_thread.start(std::make_unique<Worker>(*this, log, dataDirectory, clock));
    m_thread.await([&targets](Worker& worker) { worker.apply(targets); });
}

Forwarder::~Forwarder()
{
    stop();
}

void Forwarder::wake()
{
    m_thread.post(&Worker::wake);
}

void Forwarder::apply(const QList<ForwardTarget>& targets)
{
    m_thread.post([targets](Worker& worker) { worker.apply(targets); });
}

void Forwarder::tryNow(const QString& target, qint64 delivery)
{
    m_thread.post([target, delivery](Worker& worker) { worker.tryNow(target, delivery); });
}

void Forwarder::stop()
{
    m_thread.await(&Worker::stop);
    m_thread.end();
}

} // namespace kaunt
