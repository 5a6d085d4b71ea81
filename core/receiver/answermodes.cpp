// SPDX-License-Identifier: MIT
#include "core/receiver/answermodes.h"

#include "core/receiver/lookatsender.h"
#include "core/receiver/receiveranswers.h"
#include "core/storage/eventlog.h"
#include "core/webhook/answertime.h"
#include "core/webhook/passedanswer.h"
#include "core/webhook/probemark.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

http::Response onPurpose(int status)
{
    http::Response response = http::Response::json(status, R"({"status":"answer-mode"})");
    if (status == serviceUnavailable)
        response.headers.append(Header{"Retry-After", comeAgainAfter});
    addDemanded(response);
    return response;
}

} // namespace

AnswerModes::AnswerModes(EventLog& log, QObject* parent)
    : QObject(parent)
    , m_log(log)
    , m_look(this)
{
    m_look.setInterval(lookForSendersEvery);
    connect(&m_look, &QTimer::timeout, this, &AnswerModes::lookWhoLeft);
}

AnswerModes::~AnswerModes() = default;

void AnswerModes::set(const QString& path, const AnswerMode& mode)
{
    if (mode.isNormal()) {
        if (m_entries.erase(path) > 0)
            Q_EMIT changed(path, mode);
        return;
    }
    Entry& entry = m_entries[path];
    entry.mode = mode;
    entry.left = mode.count;
    entry.setting = ++m_lastSetting;
    entry.end = std::make_unique<QTimer>();
    entry.end->setSingleShot(true);
    // Queued, as it ends with the timer's own end.
    connect(
        entry.end.get(), &QTimer::timeout, this, [this, path, which = entry.setting] { end(path, which); },
        Qt::QueuedConnection);
    entry.end->start(mode.duration);
    Q_EMIT changed(path, mode);
}

/// Another may be set since the time of that one was up.
void AnswerModes::end(const QString& path, qint64 setting)
{
    const auto found = m_entries.find(path);
    if (found != m_entries.end() && found->second.setting == setting)
        set(path, {});
}

AnswerPlan AnswerModes::take(const QString& path, Delivery& delivery)
{
    if (m_entries.empty() || delivery.signature.verdict != Verdict::Verified) // as nearly always
        return {};
    if (isOurOwn(delivery.notes)) // what is rehearsed is Kaunt's
        return {};
    const auto found = m_entries.find(path);
    if (found == m_entries.end())
        return {};
    const QString text = answerModeText(found->second.mode);
    const AnswerPlan plan = planOf(found->second);
    if (plan.isSpecial())
        delivery.notes.append(QStringLiteral("answer-mode:") + text);
    if (plan.delay.count() > 0)
        delivery.notes.append(answerWaitNote(plan.delay));
    delivery.status = plan.isSilent ? 0 : plan.status.value_or(delivery.status);
    if (found->second.mode.kind == AnswerMode::Kind::FailNext && found->second.left == 0)
        set(path, {});
    return plan;
}

AnswerPlan AnswerModes::planOf(Entry& entry)
{
    constexpr int hundred = 100;
    AnswerPlan plan;
    switch (entry.mode.kind) {
    case AnswerMode::Kind::Normal:
        break;
    case AnswerMode::Kind::Status:
        plan.status = entry.mode.status;
        break;
    case AnswerMode::Kind::Delay:
        plan.delay = entry.mode.delay;
        break;
    case AnswerMode::Kind::FailNext:
        plan.status = entry.mode.status;
        --entry.left;
        break;
    case AnswerMode::Kind::Close:
        plan.isSilent = true;
        break;
    case AnswerMode::Kind::Random:
        if (QRandomGenerator::global()->bounded(hundred) < entry.mode.percent)
            plan.status = entry.mode.status;
        break;
    }
    return plan;
}

void AnswerModes::give(http::Responder responder, http::Response answer, const AnswerPlan& plan,
                       const DeliverySummary& delivery)
{
    if (plan.isSilent) {
        responder.hangUp();
        return;
    }
    if (plan.delay.count() == 0) {
        responder.respond(plan.status ? onPurpose(*plan.status) : std::move(answer));
        return;
    }
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer); // the usual one may be early by a twentieth
    connect(
        timer.get(), &QTimer::timeout, this, [this, which = timer.get()] { giveDelayed(which); }, Qt::QueuedConnection);
    timer->start(plan.delay);
    QElapsedTimer sinceStored;
    sinceStored.start();
    m_delayed.push_back({std::move(responder), std::move(answer), std::move(timer), delivery.number, delivery.status,
                         delivery.notes, plan.delay, sinceStored, std::nullopt});
    m_look.start();
}

void AnswerModes::lookWhoLeft()
{
    for (Delayed& one : m_delayed)
        one.leftAfter = leftAfter(one.leftAfter, one.responder, one.sinceStored);
    if (m_delayed.empty())
        m_look.stop();
}

void AnswerModes::giveDelayed(const QTimer* timer)
{
    const auto found = std::find_if(m_delayed.begin(), m_delayed.end(),
                                    [timer](const Delayed& one) { return one.timer.get() == timer; });
    if (found == m_delayed.end())
        return;
    Delayed due = std::move(*found);
    m_delayed.erase(found);
    give(std::move(due), false);
}

void AnswerModes::give(Delayed due, bool isEarly)
{
    const std::chrono::milliseconds waited(due.sinceStored.elapsed());
    due.leftAfter = leftAfter(due.leftAfter, due.responder, due.sinceStored);
    const bool isSent = due.responder.respond(due.answer); // also to one that may have ended its own side only
    const bool isAnswered = isSent && !due.leftAfter;
    if (isAnswered && !isEarly)
        return;
    due.notes.removeAll(answerWaitNote(due.delay));
    if (isAnswered)
        due.notes.append(answerWaitNote(waited));
    else
        noteSenderLeft(due.notes, due.leftAfter.value_or(waited));
    m_log.setAnswer(due.delivery, isAnswered ? due.status : 0, due.notes);
}

void AnswerModes::hurry()
{
    for (Delayed& due : std::exchange(m_delayed, {}))
        give(std::move(due), true);
}

} // namespace kaunt
