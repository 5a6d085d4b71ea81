// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancecase.h"

#include <QObject>

namespace kaunt {

/// What the whole battery has shown.
struct ConformanceReport {
    QUrl target;
    bool isReached = true; ///< false where the first delivery found nobody; nothing else was sent then
    QList<ConformanceResult> results;

    [[nodiscard]] int count(ConformanceResult::Grade grade) const;
};

/// Sends the battery to an endpoint, one case after another, over real HTTP. Lives in one thread, does not block; ends
/// by itself, as every attempt has its deadline, or when it is destroyed: nothing is told any more.
class ConformanceRun final : public QObject {
    Q_OBJECT

public:
    explicit ConformanceRun(const ConformancePlan& plan, QObject* parent = nullptr);

    void start();
    [[nodiscard]] int caseCount() const { return static_cast<int>(m_cases.size()); }

Q_SIGNALS:
    void judged(const kaunt::ConformanceResult& result);
    void finished(const kaunt::ConformanceReport& report);

private:
    void sendMore();
    void takeOutcome(const SendOutcome& outcome);
    [[nodiscard]] OutgoingDelivery hurried(OutgoingDelivery delivery) const;

    ConformancePlan m_plan;
    QList<ConformanceCase> m_cases;
    DeliverySender m_sender;
    ConformanceReport m_report;
    std::chrono::milliseconds m_deadline{std::chrono::milliseconds::max()};
    qsizetype m_current = 0; ///< the case under way
    qsizetype m_sent = 0;    ///< of its deliveries
    QList<SendOutcome> m_outcomes;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ConformanceReport)
