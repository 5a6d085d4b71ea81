// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"
#include "ui/sentences.h"

#include <QList>
#include <QObject>

#include <array>
#include <optional>

class QTimer;

namespace kaunt {

class MonitorSession;
enum class ReceiverState;

/// A signed test event, sent to our own receiver over real HTTP and followed step by step until it can be read back
/// from the log. One at a time. Each step has a time-out. It says nothing about the way from Kaunt to this machine.
/// GUI thread; the session outlives it.
class ConnectionTest final : public QObject {
    Q_OBJECT

public:
    enum class Step {
        Listening, ///< the receiver accepts connections
        Sent,      ///< the test was sent and answered
        Verified,  ///< the answer, or where another answer is wanted the log, says that the signature is right
        Stored,    ///< the session told of it as recorded
        Shown,     ///< the list's reader finds it
    };
    static constexpr int stepCount = 5;
    enum class State { Waiting, Running, Passed, Failed };

    explicit ConnectionTest(MonitorSession& session, QObject* parent = nullptr);

    /// Begins anew, with the settings that the session has; the receiver is started where it is stopped.
    void start(const QString& endpoint);
    /// What the last one showed holds no more. Nothing while one runs.
    void forget();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] State state(Step step) const;

Q_SIGNALS:
    /// The sentence says what was seen, or what is wrong.
    void stepChanged(kaunt::ConnectionTest::Step step, kaunt::ConnectionTest::State state,
                     const kaunt::Sentence& sentence);
    void finished(bool hasPassed);

private:
    void takeReceiverState(ReceiverState state);
    void takeAnswer(const SendOutcome& outcome);
    void takeRecorded(const QList<DeliverySummary>& deliveries);
    void takeVerified();
    bool takeMetByMode();
    void askTheLog();
    void takeTimeout();
    void begin(Step step);
    void pass(const Sentence& sentence);
    void fail(const Sentence& sentence);
    [[nodiscard]] Sentence answered(const QString& why = {}) const;
    [[nodiscard]] QString whyPassedThrough() const;
    void set(State state, const Sentence& sentence);

    MonitorSession& m_session;
    QTimer* m_timer;
    QString m_endpoint;
    std::array<State, stepCount> m_states{};
    Step m_step = Step::Listening;
    qint64 m_delivery = 0;               ///< the number that the answer named
    QList<DeliverySummary> m_recorded;   ///< since the start
    std::optional<SendOutcome> m_answer; ///< to this one
    bool m_isRunning = false;
};

} // namespace kaunt
