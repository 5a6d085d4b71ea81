// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"
#include "core/receiver/turnedaway.h"
#include "core/receiver/unreadabletally.h"
#include "core/storage/eventlog.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"

#include <QMap>

#include <array>

namespace kaunt {

/// What a receiver has done since it was started, as numbers to be watched. A plain value; memory is bounded, as only
/// documented event types have a name of their own here.
class ReceiverMetrics {
public:
    /// Upper bounds of the classes of durations, in seconds; what is longer is in one of its own.
    static constexpr std::array<double, 13> durationBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                           0.1,    0.25,  0.5,    1.0,   2.5,  10.0};

    void setListening(bool isListening) { m_isListening = isListening; }
    void setStatistics(const LogStatistics& statistics) { m_statistics = statistics; }
    void addRecorded(const QList<DeliverySummary>& deliveries);
    void addMisdirected(qsizetype count) { m_misdirected += count; }
    void setTurnedAway(const TurnedAway& turnedAway) { m_turnedAway[turnedAway.reason] = turnedAway.count; }
    void setUnreadable(const UnreadableRequests& unreadable) { m_unreadable = unreadable.counts; }
    void addStoringFailure();
    void setStoringRecovered() { m_isStoring = true; }
    void addForward(const ForwardRecord& record);
    /// One that is gone is told of no more.
    void setForwardState(const ForwardState& state);
    void addForwardMeasure(const ForwardMeasure& measure);

    [[nodiscard]] bool isListening() const { return m_isListening; }
    [[nodiscard]] bool isStoring() const { return m_isStoring; }

    /// The text format of Prometheus (version 0.0.4), or OpenMetrics 1.0, which names counters another way and has an
    /// end. UTF-8.
    enum class Format { Prometheus, OpenMetrics };
    [[nodiscard]] QByteArray text(Format format) const;

private:
    class FamilyWriter;

    void addAnswer(qint64 micros);
    void tellDeliveries(FamilyWriter& out) const;
    void tellForwards(FamilyWriter& out) const;
    void tellAnswers(FamilyWriter& out) const;
    void tellLog(FamilyWriter& out) const;

    struct Target {
        bool isUp = true;
        qint64 behind = 0;
        qint64 failedAttempts = 0;
    };

    /// Targets that differ only in what is not told of their URLs are one, as bad as the worst of them.
    [[nodiscard]] QMap<QByteArray, Target> targetsByLabel() const;

    bool m_isListening = false;
    bool m_isStoring = true;
    LogStatistics m_statistics;
    QMap<std::pair<QString, QString>, qint64> m_deliveries; ///< by verdict and event type
    qint64 m_ownDeliveries = 0;                             ///< replays and probes
    qint64 m_repeats = 0;
    qint64 m_misdirected = 0;
    QMap<TurnedAway::Reason, qint64> m_turnedAway;
    QMap<int, qint64> m_unreadable; ///< by status
    qint64 m_storingFailures = 0;
    qint64 m_forwards = 0;
    qint64 m_forwardFailures = 0;
    QMap<QString, Target> m_targets; ///< by the whole URL, which is told nobody
    std::array<qint64, durationBounds.size() + 1> m_durations{};
    double m_durationSum = 0; ///< seconds
};

} // namespace kaunt
