// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/server.h"
#include "core/receiver/answermode.h"
#include "core/webhook/delivery.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace kaunt {

class EventLog;

/// What is to become of one answer.
struct AnswerPlan {
    std::optional<int> status; ///< in place of the right one
    bool isSilent = false;
    std::chrono::milliseconds delay{0};

    [[nodiscard]] bool isSpecial() const { return status || isSilent || delay.count() > 0; }
};

/// The answer modes of a receiver's endpoints, by path; each is off again by itself. Lives in the receiver's thread;
/// the log must outlive it.
class AnswerModes final : public QObject {
    Q_OBJECT

public:
    AnswerModes(EventLog& log, QObject* parent);
    ~AnswerModes() override;

    void set(const QString& path, const AnswerMode& mode);

    /// For the next delivery to this path: marks it with what it will be answered (status 0: nothing) and with the note
    /// "answer-mode:<text>", lest it be taken for a fault later, with its delay. Nothing special where it is ours or
    /// is not verified.
    [[nodiscard]] AnswerPlan take(const QString& path, Delivery& delivery);
    /// Gives the answer to a stored delivery as planned, now or later. Where it is given sooner after all, or its
    /// sender has hung up meanwhile, the log is told.
    void give(http::Responder responder, http::Response answer, const AnswerPlan& plan,
              const DeliverySummary& delivery);
    /// Gives now what was to be given later.
    void hurry();

Q_SIGNALS:
    /// It was set, or is over.
    void changed(const QString& path, const kaunt::AnswerMode& mode);

private:
    struct Entry {
        AnswerMode mode;
        int left = 0;       ///< of FailNext
        qint64 setting = 0; ///< which one it is of all that were made
        std::unique_ptr<QTimer> end;
    };
    struct Delayed {
        http::Responder responder;
        http::Response answer;
        std::unique_ptr<QTimer> timer;
        qint64 delivery = 0;
        int status = 0;
        QStringList notes;
        std::chrono::milliseconds delay{0}; ///< that is noted
        QElapsedTimer sinceStored;
        std::optional<std::chrono::milliseconds> leftAfter; ///< since it was stored, once its sender has hung up
    };

    [[nodiscard]] static AnswerPlan planOf(Entry& entry);
    void end(const QString& path, qint64 setting);
    void lookWhoLeft();
    void giveDelayed(const QTimer* timer);
    void give(Delayed due, bool isEarly);

    EventLog& m_log;
    std::unordered_map<QString, Entry> m_entries;
    qint64 m_lastSetting = 0;
    std::vector<Delayed> m_delayed; ///< bounded by the connections, which each have one request in hand
    QTimer m_look;                  ///< while there are any
};

} // namespace kaunt
