// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/webhookevent.h"

#include <QRandomGenerator>
#include <QUrl>

#include <chrono>
#include <deque>

namespace kaunt {

/// One delivery that is to come.
struct ScriptedDelivery {
    std::chrono::milliseconds pause{0}; ///< since the one before it
    WebhookEvent event;
    quint32 seed = 0; ///< of the event's sample answers
    bool isRepeat = false;
    bool isWronglySigned = false;
};

/// What comes next and when: single events, Document AI followed by coding under one CorrelationId, repeats, and now
/// and then a wrong signature; at first three in quick succession so that somebody who has just started sees life. The
/// same seed tells the same story. Endless, holds a few deliveries at the most.
class EventScript {
public:
    /// As those of SimulatorSettings.
    struct Settings {
        std::chrono::milliseconds meanPause{2'500};
        double repeatShare = 0.0;
        double wrongSignatureShare = 0.0;
        quint32 seed = 1;
    };

    EventScript(const Settings& settings, QUrl apiBase);

    [[nodiscard]] ScriptedDelivery next();
    /// An event outside the story, with a seed of its own.
    [[nodiscard]] ScriptedDelivery single(const QString& eventType);

private:
    void plan();
    void append(EventKind kind, quint32 seed, std::chrono::milliseconds pause);
    [[nodiscard]] std::chrono::milliseconds pause(double share = 1.0);
    [[nodiscard]] bool happens(double share);

    Settings m_settings;
    QUrl m_apiBase;
    QRandomGenerator m_random;
    std::deque<ScriptedDelivery> m_upcoming;
    quint64 m_planned = 0; ///< things that happened, the one under way included
};

} // namespace kaunt
