// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/cli/kauntctl.h"

#include <QSet>

#include <memory>
#include <vector>

namespace kaunt::test {

/// What real senders were answered, to be held against what the log holds afterwards.
class DeliveryLedger {
public:
    explicit DeliveryLedger(const Kauntctl& kauntctl);

    /// Senders that run at the same time, each with `count` deliveries one after the other, without retries.
    void beginSending(const QString& url, int senders, int count);
    /// Whether they have told of so many answers, in time.
    [[nodiscard]] bool waitForAnswers(qsizetype count);
    /// Waits for them and enters their answers.
    void finishSending();
    /// Both; how many of the deliveries were answered with each status (0: no answer).
    [[nodiscard]] QHash<int, int> send(const QString& url, int count);

    /// An empty text where each acknowledged delivery is in the log once and no number was given twice; else what is
    /// wrong. A filter leaves out what need not be read.
    [[nodiscard]] QString flaw(const QString& filter = {}) const;
    [[nodiscard]] qsizetype acknowledged() const { return m_acknowledged.size(); }
    /// The numbers that the log gave them.
    [[nodiscard]] const QSet<qint64>& numbers() const { return m_acknowledged; }
    /// How many deliveries were answered with each status (0: no answer), of all that were sent but by send().
    [[nodiscard]] const QHash<int, int>& statuses() const { return m_statuses; }

private:
    const Kauntctl& m_kauntctl;
    std::vector<std::unique_ptr<QProcess>> m_senders;
    QSet<qint64> m_acknowledged;
    QSet<qint64> m_repeated; ///< numbers that were acknowledged twice
    QHash<int, int> m_statuses;
};

} // namespace kaunt::test
