// SPDX-License-Identifier: MIT
#include "core/simulator/eventscript.h"

#include "core/simulator/samples.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaunt {

namespace {

constexpr quint32 quickEvents = 3;
constexpr std::chrono::milliseconds quickPause{600};

// Of a hundred things that happen, each up to its bound; the rest are single completed proposals.
constexpr int documentThenProposal = 30;
constexpr int failedDocument = 40;
constexpr int failedProposal = 50;
constexpr int readyModel = 53;

const QString& typeOf(EventKind kind)
{
    return knownEventTypes().at(static_cast<qsizetype>(kind));
}

} // namespace

EventScript::EventScript(const Settings& settings, QUrl apiBase)
    : m_settings(settings)
    , m_apiBase(std::move(apiBase))
    , m_random(settings.seed)
{
}

ScriptedDelivery EventScript::next()
{
    if (m_upcoming.empty())
        plan();
    ScriptedDelivery delivery = std::move(m_upcoming.front());
    m_upcoming.pop_front();
    return delivery;
}

ScriptedDelivery EventScript::single(const QString& eventType)
{
    const quint32 seed = m_random.generate();
    return {{}, sampleEvent(eventType, m_apiBase, seed), seed, false, false};
}

void EventScript::plan()
{
    const quint32 seed = m_random.generate();
    if (++m_planned <= quickEvents) {
        const std::chrono::milliseconds wait = m_planned == 1 ? std::chrono::milliseconds(0) : quickPause;
        append(EventKind::ProposalCompleted, seed, std::min(wait, m_settings.meanPause));
        return;
    }
    const std::chrono::milliseconds wait = pause();
    const int share = m_random.bounded(100);
    if (share < documentThenProposal) {
        append(EventKind::DocumentReady, seed, wait);
        append(EventKind::ProposalCompleted, seed, pause(0.4));
    } else if (share < failedDocument) {
        append(EventKind::DocumentFailed, seed, wait);
    } else if (share < failedProposal) {
        append(EventKind::ProposalFailed, seed, wait);
    } else if (share < readyModel) {
        append(EventKind::ModelReady, seed, wait);
    } else {
        append(EventKind::ProposalCompleted, seed, wait);
    }
}

void EventScript::append(EventKind kind, quint32 seed, std::chrono::milliseconds wait)
{
    ScriptedDelivery delivery{wait, sampleEvent(typeOf(kind), m_apiBase, seed), seed, false, false};
    delivery.isWronglySigned = m_planned > quickEvents && happens(m_settings.wrongSignatureShare);
    m_upcoming.push_back(delivery);
    if (delivery.isWronglySigned || !happens(m_settings.repeatShare))
        return;
    delivery.isRepeat = true;
    delivery.pause = pause(0.3);
    m_upcoming.push_back(std::move(delivery));
}

/// Independent arrivals, so many short pauses and few long ones; none so long that it looks broken.
std::chrono::milliseconds EventScript::pause(double share)
{
    const double times = std::clamp(-std::log(1.0 - m_random.generateDouble()), 0.1, 3.0);
    return std::chrono::milliseconds(
        static_cast<qint64>(times * share * static_cast<double>(m_settings.meanPause.count())));
}

bool EventScript::happens(double share)
{
    return m_random.generateDouble() < share;
}

} // namespace kaunt
