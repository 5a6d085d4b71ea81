// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/drift/baseline.h"
#include "core/storage/logreader.h"
#include "core/webhook/delivery.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <memory>

namespace kaunt {

/// Watches what a log receives for drift: learns the shapes of verified payloads and of fetched resources and says of
/// one what is new in it. Works behind the receiver, by reading the log in a thread and a connection of its own, so
/// that nothing waits for it; a delivery in a flood may be passed over (it looks at the newest 20,000). What was
/// learned is kept beside the log (baselinefile.h). Lives in the thread that made it; the clock outlives it.
class DriftWatch final : public QObject {
    Q_OBJECT

public:
    /// What a look at one delivery or fetch came to.
    struct Examination {
        QList<DriftFinding> findings;
        bool isTooLarge = false; ///< more than 16 MiB or 1,000,000 values: it was not looked at
    };
    using Findings = Result<Examination, LogError>;
    using FindingsOfEach = Result<QHash<qint64, QList<DriftFinding>>, LogError>;

    /// `onDamage` is called in the reader's thread: see CurrentLog.
    DriftWatch(const QString& directory, const Clock& clock, LogReader::DamageHandler onDamage = {},
               QObject* parent = nullptr);
    ~DriftWatch() override; ///< as close()

    /// How long it rests after each look at 200 deliveries, or at what half a second allows, where there are more; not
    /// at all unless it is set. A flood is then looked at in samples, and takes next to nothing from the receiver.
    void setRest(std::chrono::milliseconds rest) { m_rest = rest; }
    /// There are new deliveries. `learned` follows once they are looked at or can't be, after `baselineChanged` where
    /// they have brought more than was known.
    void catchUp();
    /// A resource was fetched.
    void learnResource(const ResourceRecord& fetch);

    /// What is new in this delivery's payload; nothing in one that was not verified or is no JSON.
    [[nodiscard]] QFuture<Findings> examine(qint64 delivery);
    /// The same of several, by their numbers; only of those that have brought something new.
    [[nodiscard]] QFuture<FindingsOfEach> examineEach(const QList<qint64>& deliveries);
    [[nodiscard]] QFuture<Findings> examineResource(const ResourceRecord& fetch);
    /// Makes what this one has part of the baseline; `baselineChanged` follows.
    void accept(qint64 delivery);
    void acceptResource(const ResourceRecord& fetch);
    /// Takes the latest acceptance of this run back, with what was learned since; `baselineChanged` follows.
    void undoAcceptance();

    /// Ends the thread and keeps what was learned. Blocks for the question that runs, a moment at the most.
    void close();

Q_SIGNALS:
    /// All that was there is looked at, or the log could not be read: the next catchUp() goes on where this one ended.
    void learned();
    /// This delivery, or what was fetched for it, brought what was not told before in this run.
    void found(qint64 delivery, const QList<kaunt::DriftFinding>& findings);
    /// What was found of a delivery may be found otherwise now: by what was accepted, or by what was learned.
    void baselineChanged();

private:
    struct State;
    struct Look;
    template <typename Work>
    auto ask(Work work);
    void learnNext();
    void tell(const Look& look);

    std::shared_ptr<State> m_state; ///< used by the reader's thread alone until it has ended
    LogReader m_reader;
    std::chrono::milliseconds m_rest{0};
    bool m_isBusy = false;   ///< a look at new deliveries runs
    bool m_isBehind = false; ///< there are newer ones than that look knows
    bool m_isClosed = false;
};

} // namespace kaunt
