// SPDX-License-Identifier: MIT
#include "core/receiver/passedanswers.h"

#include "core/receiver/lookatsender.h"
#include "core/receiver/receiveranswers.h"
#include "core/storage/eventlog.h"
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "core/webhook/probemark.h"

#include <utility>
#include <vector>

namespace kaunt {

PassedAnswers::PassedAnswers(EventLog& log, QObject* parent)
    : QObject(parent)
    , m_log(log)
    , m_look(this)
    , m_drain(this)
{
    m_look.setInterval(lookForSendersEvery);
    connect(&m_look, &QTimer::timeout, this, &PassedAnswers::lookWhoLeft);
    m_drain.setSingleShot(true);
    connect(&m_drain, &QTimer::timeout, this, &PassedAnswers::giveUp);
    connect(&log, &EventLog::answerRecorded, this, &PassedAnswers::finish);
}

PassedAnswers::~PassedAnswers() = default;

bool PassedAnswers::take(Delivery& delivery) const
{
    if (m_targets.isEmpty() || delivery.signature.verdict != Verdict::Verified || isForwarded(delivery.headers) ||
        isOurOwn(delivery.notes))
        return false;
    const QString target = m_targets.value(delivery.endpoint, m_targets.value(QString()));
    if (target.isEmpty())
        return false;
    delivery.status = 0;
    delivery.notes.append(passThroughNote(target));
    return true;
}

void PassedAnswers::ask(http::Responder responder, RefusalDiagnosis::Stored stored)
{
    const DeliverySummary summary = stored.summary;
    InHand inHand{std::move(responder), std::move(stored), {}, {}, {}};
    inHand.sinceAsked.start();
    m_inHand.insert_or_assign(summary.number, std::move(inHand));
    if (!m_look.isActive())
        m_look.start();
    if (m_isHurried && !m_drain.isActive())
        give({summary.number, serviceUnavailable, comeAgainAfter});
    else
        Q_EMIT wanted(summary);
}

void PassedAnswers::lookWhoLeft()
{
    for (auto& [number, inHand] : m_inHand)
        inHand.leftAfter = leftAfter(inHand.leftAfter, inHand.responder, inHand.sinceAsked);
    if (m_inHand.empty())
        m_look.stop();
}

void PassedAnswers::give(const PassedAnswer& answer)
{
    const auto found = m_inHand.find(answer.delivery);
    if (found == m_inHand.end() || found->second.answer)
        return;
    InHand& inHand = found->second;
    DeliverySummary& summary = inHand.stored.summary;
    inHand.answer = answer;
    summary.status = answer.status;
    if (answer.status == 0) {
        summary.status = statusOf(summary.verdict);
        summary.notes.removeIf([](const QString& note) { return notedPassThrough({note}).has_value(); });
    }
    inHand.leftAfter = leftAfter(inHand.leftAfter, inHand.responder, inHand.sinceAsked);
    if (inHand.leftAfter) {
        summary.status = 0; // it is sent its answer all the same: it may have ended its own side only
        noteSenderLeft(summary.notes, *inHand.leftAfter);
    } else if (answer.status != 0) {
        summary.notes.append(answerWaitNote(std::chrono::milliseconds(inHand.sinceAsked.elapsed())));
    }
    m_log.setAnswer(answer.delivery, summary.status, QStringList(summary.notes));
}

void PassedAnswers::finish(qint64 delivery)
{
    const auto found = m_inHand.find(delivery);
    if (found == m_inHand.end() || !found->second.answer)
        return;
    const PassedAnswer answer = *found->second.answer;
    const RefusalDiagnosis::Stored stored = found->second.stored;
    http::Responder responder = std::move(found->second.responder);
    responder.respond(answer.status == 0 ? answerTo(stored.summary)
                                         : passedOn(answer.status, answer.retryAfter, stored.summary));
    Q_EMIT given(stored);
    m_inHand.erase(delivery);
    if (m_inHand.empty())
        Q_EMIT idle();
}

void PassedAnswers::hurry()
{
    if (std::exchange(m_isHurried, true))
        return;
    m_drain.start(drainPatience);
}

void PassedAnswers::calm()
{
    m_isHurried = false;
    m_drain.stop();
}

void PassedAnswers::giveUp()
{
    std::vector<qint64> numbers;
    for (const auto& one : m_inHand)
        numbers.push_back(one.first);
    for (const qint64 number : numbers)
        give({number, serviceUnavailable, comeAgainAfter});
}

} // namespace kaunt
