// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunneloutput.h"
#include "core/tunnel/tunnelprocess.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace kaunt {

/// How a tunnel is. A plain value.
struct TunnelState {
    enum class Phase {
        Stopped,  ///< nobody wants it
        Starting, ///< it runs and has told no URL yet
        Up,
        Down,
    };
    enum class Reason {
        None,
        ProgramNotFound,
        NotStarted, ///< `systemText` says why
        Exited,     ///< with the status `code`
        Killed,     ///< by the signal `code`
        NoUrl,      ///< it runs on, but told no URL within the time; it is up as soon as it does
    };

    Phase phase = Phase::Stopped;
    QUrl url = {}; ///< of Up: what leads to the receiver's root
    Reason reason = Reason::None;
    int code = 0;
    QString program = {};
    QString systemText = {};
    std::optional<std::chrono::milliseconds> retryIn = {}; ///< of Down: nothing where it is given up, or NoUrl

    /// Nothing runs, and nothing is tried again.
    [[nodiscard]] bool isGivenUp() const { return phase == Phase::Down && !retryIn && reason != Reason::NoUrl; }
    bool operator==(const TunnelState&) const = default;
};

/// "stopped", "starting", "up", "down"; "program-not-found", "not-started", "exited", "killed", "no-url", empty for
/// none.
[[nodiscard]] QString tunnelPhaseCode(TunnelState::Phase phase);
[[nodiscard]] QString tunnelReasonCode(TunnelState::Reason reason);

/// How long things may take.
struct TunnelTimes {
    std::chrono::milliseconds urlWithin{30'000};
    /// So long a command with a URL of the user's own has run when it is up; what was up for less counts as never up.
    std::chrono::milliseconds settle{2'000};
    std::chrono::milliseconds terminateWithin{3'000};
    std::chrono::milliseconds firstRetry{1'000}; ///< doubles each time
    std::chrono::milliseconds longestRetry{60'000};
    std::chrono::milliseconds steadyAfter{60'000}; ///< up for so long, the next failure is a first one again
    int triesBeforeUp = 5;                         ///< what was never up is given up after so many
};

/// The user's own tunnel as a child process: started, read for its public URL (of whole lines; of one that has only
/// begun where no other told one in time, until it goes on), watched, started again when it ends, and stopped with this
/// object. What was up once is tried again for good, once a minute at the longest; a program that is not there is not
/// tried again. Lives in the thread that made it, which must live on as long as the program runs (see TunnelProcess).
class Tunnel final : public QObject {
    Q_OBJECT

public:
    explicit Tunnel(const TunnelTimes& times = {}, QObject* parent = nullptr);

    /// Runs the plan's program for the receiver at `receiver`; another one is stopped first. The plan has no flaw.
    void start(const TunnelPlan& plan, const QUrl& receiver);
    void stop();
    /// As stop(), but it is over when this returns: blocks for TunnelTimes::terminateWithin, twice at the most.
    void end();

    [[nodiscard]] const TunnelState& state() const { return m_state; }
    [[nodiscard]] const QStringList& lines() const { return m_output.lines(); } ///< see TunnelOutput

Q_SIGNALS:
    /// Another state, or another URL: quick tunnels have a new one each time.
    void stateChanged(const kaunt::TunnelState& state);
    void outputGrown(); ///< a few times a second at the most

private:
    void launch();
    void take(const QByteArray& bytes);
    void takeUrl();
    void countBegun();
    void reach(const QUrl& url);
    void fail(TunnelState::Reason reason, int code, const QString& systemText = {});
    [[nodiscard]] std::optional<std::chrono::milliseconds> waitAfter(TunnelState::Reason reason);
    void missUrl();
    void loseUrl();
    void setState(const TunnelState& state);

    TunnelTimes m_times;
    TunnelPlan m_plan;
    QUrl m_receiver;
    TunnelOutput m_output;
    std::unique_ptr<TunnelProcess> m_process;
    TunnelState m_state;
    QTimer m_urlDue; ///< that it is told, or taken as the user gave it
    QTimer m_retry;
    QTimer m_grown;
    QTimer m_quiet;        ///< nothing comes any more, be it that a line has not ended
    QElapsedTimer m_upFor; ///< invalid while it was not up since it was started last
    bool m_isWanted = false;
    bool m_isReplaced = false; ///< what runs is to end, and another to begin then
    bool m_wasUp = false;      ///< with this plan, and for as long as TunnelTimes::settle
    int m_failures = 0;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::TunnelState)
