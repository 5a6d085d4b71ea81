// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryremoval.h"

#include <QHash>
#include <QSet>

namespace kaunt {

/// So many attempts of an event are kept whatever comes after them: more than its sender makes.
inline constexpr int firstAttemptsKept = 10;

/// Keeps one delivery that comes again and again from filling the log: Kaunt signs no time, so whoever has seen one can
/// send it for as long as its secret is in use. Of an event the first attempts are kept and the newest; likewise of
/// what is verified and announces nothing, which is known by its body and for as long as this lives. Statements of the
/// writing connection. The caller owns the transaction. Lives in the writer thread.
class RepeatBound {
public:
    struct Outcome {
        QList<qint64> removed;
        QSet<qint64> surplus; ///< those of the recorded ones that came beyond the bound
    };

    /// `mostAttempts` of an event are kept, and what one commit brings besides.
    RepeatBound(const LogDatabase& database, int mostAttempts);

    /// For what was recorded just now, none of which is removed.
    [[nodiscard]] Result<Outcome, LogError> apply(const QList<DeliverySummary>& recorded, LogTotals& totals);
    /// What was recorded may not be in the log.
    void forget() { m_withoutEvent.clear(); }

private:
    [[nodiscard]] Result<QList<qint64>, LogError> surplusOfEvent(const DeliverySummary& latest, qint64 first);
    [[nodiscard]] QList<qint64> surplusOfBody(const DeliverySummary& summary, qint64 first);

    const int m_mostAttempts;
    LogStatement m_select;
    DeliveryRemoval m_removal;
    QHash<QByteArray, QList<qint64>> m_withoutEvent; ///< their numbers, by the body's hash; bounded
};

} // namespace kaunt
