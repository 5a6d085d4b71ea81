// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/alerts/alertsettings.h"
#include "core/alerts/badanswers.h"
#include "core/clock.h"

#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace kaunt {

struct ForwardRecord;
struct ForwardState;

/// Tells from what happens what is worth an alert: a rule alerts when it was met as often within a minute as its
/// threshold says, at once the first time and then once a minute at the most; what comes in between is counted into the
/// next, and left out where it is less than the threshold. A state that lasts, such as a target that is down, is told
/// whatever the threshold is. Of forwarding, each target is counted and told for itself, and so is each way in which it
/// fails, as what is to be done differs. Replays are left out, as they are not Kaunt's. Constant work for a delivery,
/// memory bounded by the number of targets. Pure but for the clock, which outlives it; one thread.
class AlertEvaluation {
public:
    explicit AlertEvaluation(const Clock& clock, const AlertSettings& settings = {});

    /// A rule that has changed begins anew.
    void setSettings(const AlertSettings& settings);

    void takeRecorded(const QList<DeliverySummary>& deliveries);
    void takeStoringFailed(const LogError& error);
    void takeReceiverDown(const ListenError& error);
    void takeForwarded(const ForwardRecord& record);
    void takeForwardState(const ForwardState& state);
    void takeDrift(qint64 delivery, const QList<DriftFinding>& findings);
    /// It is quiet for longer than is usual; again as long as it is.
    void takeSilence(const SilenceCause& silence);
    void takeSilenceEnd();

    /// What is to be told now; it is told once.
    [[nodiscard]] QList<Alert> takeDue();
    /// How long until takeDue() has something though nothing else happens; nothing where it never has.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilDue() const;

private:
    /// One time that a rule was met.
    struct Occurrence {
        qint64 micros = 0; ///< monotonic
        qint64 at = 0;     ///< UTC milliseconds
        qint64 delivery = 0;
        QString cause; ///< of a refusal
    };
    struct Progress {             // NOLINT(bugprone-exception-escape): as of the alert in it
        QList<Occurrence> latest; ///< as many as the threshold at the most
        qsizetype uncounted = 0;  ///< of these, the last
        Alert next;               ///< `count` is 0 while there is nothing to tell
        std::optional<qint64> toldMicros;
    };

    /// The rule, and what it is counted for by itself; empty for all of it.
    using Subject = std::pair<AlertRule, QString>;

    void takeDelivery(const DeliverySummary& delivery);
    void note(const AlertCause& cause, qint64 delivery, qint64 at);
    void noteNow(const AlertCause& cause, qint64 delivery = 0);
    void noteLongSilence();
    [[nodiscard]] qint64 microsUntilDue(const Progress& progress) const;
    void forgetOver();
    [[nodiscard]] qint64 silenceDueAt() const; ///< UTC milliseconds

    const Clock& m_clock;
    AlertSettings m_settings;
    std::map<Subject, Progress> m_progress;
    BadAnswers m_badAnswers;
    std::optional<SilenceCause> m_silence;
    bool m_isSilenceTold = false;
};

} // namespace kaunt
