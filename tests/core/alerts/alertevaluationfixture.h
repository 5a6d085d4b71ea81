// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertevaluation.h"
#include "tests/support/manualclock.h"

#include <QObject>

#include <memory>

namespace kaunt::test {

/// What happens, as one step of a table: a word, and how long after the step before.
struct Step {
    QByteArray what;
    qint64 after = 0;
};

/// An AlertEvaluation by a clock that is set by hand, and what may happen, by words.
class AlertEvaluationFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr qint64 second = 1'000;
    static constexpr qint64 minute = 60 * second;

    void makeAnew(); ///< before each test function
    void happens(const QByteArray& what);
    void isRefused(const QString& cause);
    void happen(const QList<Step>& steps);
    [[nodiscard]] DeliverySummary delivery(Verdict verdict);
    /// The rules of the alerts that are due; these are in `m_alerts` then.
    [[nodiscard]] QByteArrayList due();

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<AlertEvaluation> m_evaluation;
    qint64 m_number = 0;
    QList<Alert> m_alerts;
};

} // namespace kaunt::test
