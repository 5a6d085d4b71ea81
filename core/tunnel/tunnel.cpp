// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnel.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace kaunt {

using std::chrono::milliseconds;
using Phase = TunnelState::Phase;
using Reason = TunnelState::Reason;

namespace {

constexpr milliseconds tellOutputAfter{100};
constexpr milliseconds quietAfter{1'000};

/// A name with a slash is a path, as for a shell: from the working directory where it is relative.
bool isThere(const QString& program)
{
    if (!program.contains(u'/'))
        return !QStandardPaths::findExecutable(program).isEmpty();
    const QFileInfo file(program);
    return file.isFile() && file.isExecutable();
}

} // namespace

QString tunnelPhaseCode(Phase phase)
{
    switch (phase) {
    case Phase::Stopped:
        break;
    case Phase::Starting:
        return QStringLiteral("starting");
    case Phase::Up:
        return QStringLiteral("up");
    case Phase::Down:
        return QStringLiteral("down");
    }
    return QStringLiteral("stopped");
}

QString tunnelReasonCode(Reason reason)
{
    switch (reason) {
    case Reason::None:
        break;
    case Reason::ProgramNotFound:
        return QStringLiteral("program-not-found");
    case Reason::NotStarted:
        return QStringLiteral("not-started");
    case Reason::Exited:
        return QStringLiteral("exited");
    case Reason::Killed:
        return QStringLiteral("killed");
    case Reason::NoUrl:
        return QStringLiteral("no-url");
    }
    return {};
}

Tunnel::Tunnel(const TunnelTimes& times, QObject* parent)
    : QObject(parent)
    , m_times(times)
{
    for (QTimer* timer : {&m_urlDue, &m_retry, &m_grown, &m_quiet})
        timer->setSingleShot(true);
    m_grown.setInterval(tellOutputAfter);
    m_quiet.setInterval(quietAfter);
    connect(&m_urlDue, &QTimer::timeout, this, &Tunnel::missUrl);
    connect(&m_retry, &QTimer::timeout, this, &Tunnel::launch);
    connect(&m_grown, &QTimer::timeout, this, &Tunnel::outputGrown);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        m_output.showBegun();
        if (!m_urlDue.isActive())
            countBegun();
        Q_EMIT outputGrown();
    });
}

void Tunnel::start(const TunnelPlan& plan, const QUrl& receiver)
{
    m_plan = plan;
    m_receiver = receiver;
    m_isWanted = true;
    m_wasUp = false;
    m_failures = 0;
    m_retry.stop();
    if (!m_process) {
        launch();
        return;
    }
    m_isReplaced = true; // this one follows when that has ended
    m_urlDue.stop();
    m_process->stop();
    setState({.phase = Phase::Starting, .program = tunnelCommand(plan, receiver).program});
}

void Tunnel::stop()
{
    m_isWanted = false;
    m_retry.stop();
    m_urlDue.stop();
    if (m_process)
        m_process->stop();
    setState({});
}

void Tunnel::end()
{
    m_isWanted = false;
    m_retry.stop();
    m_urlDue.stop();
    m_isReplaced = false;
    m_process.reset();
    setState({});
}

void Tunnel::launch()
{
    const TunnelCommand command = tunnelCommand(m_plan, m_receiver);
    m_output = TunnelOutput(m_plan);
    m_upFor.invalidate();
    setState({.phase = Phase::Starting, .program = command.program});
    if (!isThere(command.program)) {
        fail(Reason::ProgramNotFound, 0);
        return;
    }
    m_process = std::make_unique<TunnelProcess>(m_times.terminateWithin);
    connect(m_process.get(), &TunnelProcess::received, this, &Tunnel::take);
    connect(m_process.get(), &TunnelProcess::notStarted, this,
            [this](const QString& systemText) { fail(Reason::NotStarted, 0, systemText); });
    connect(m_process.get(), &TunnelProcess::exited, this,
            [this](int code, bool isBySignal) { fail(isBySignal ? Reason::Killed : Reason::Exited, code); });
    const bool isTakenAsGiven = m_plan.way == TunnelPlan::Way::Command && !m_plan.publicUrl.isEmpty();
    m_urlDue.start(isTakenAsGiven ? m_times.settle : m_times.urlWithin);
    m_process->start(command);
}

void Tunnel::take(const QByteArray& bytes)
{
    m_output.append(bytes);
    if (m_output.hasBegunLine())
        m_quiet.start();
    else
        m_quiet.stop();
    if (!m_grown.isActive())
        m_grown.start();
    takeUrl();
}

void Tunnel::takeUrl()
{
    if (!m_isWanted || m_isReplaced)
        return;
    if (m_plan.publicUrl.isEmpty() && !m_output.url().isEmpty())
        reach(m_output.url());
    else if (m_output.isForwarded() && !m_plan.publicUrl.isEmpty())
        reach(m_plan.publicUrl);
    else if (m_plan.publicUrl.isEmpty() && m_state.phase == Phase::Up)
        loseUrl(); // a line went on that had only begun
}

/// Once it is due: better the URL of a line that may be cut than none.
void Tunnel::countBegun()
{
    m_output.countBegun();
    takeUrl();
}

void Tunnel::reach(const QUrl& url)
{
    m_urlDue.stop();
    if (!m_upFor.isValid())
        m_upFor.start();
    setState({.phase = Phase::Up, .url = url, .program = m_state.program});
}

void Tunnel::missUrl()
{
    if (m_plan.way == TunnelPlan::Way::Command && !m_plan.publicUrl.isEmpty())
        reach(m_plan.publicUrl);
    else
        countBegun();
    if (m_state.phase == Phase::Starting)
        loseUrl();
}

void Tunnel::loseUrl()
{
    setState({.phase = Phase::Down, .reason = Reason::NoUrl, .program = m_state.program});
}

void Tunnel::fail(Reason reason, int code, const QString& systemText)
{
    m_urlDue.stop();
    m_quiet.stop();
    m_output.endLine();
    if (m_process) {
        m_process->disconnect(this);
        m_process.release()->deleteLater(); // it is its own signal that this comes from
    }
    Q_EMIT outputGrown();
    const bool isReplaced = std::exchange(m_isReplaced, false);
    if (!m_isWanted)
        return;
    if (isReplaced) {
        launch();
        return;
    }
    const auto wait = waitAfter(reason);
    if (wait)
        m_retry.start(*wait);
    setState({.phase = Phase::Down,
              .reason = reason,
              .code = code,
              .program = m_state.program,
              .systemText = systemText,
              .retryIn = wait});
}

std::optional<milliseconds> Tunnel::waitAfter(Reason reason)
{
    // A program that fails may print a URL on its way out, that of its documentation for one.
    const milliseconds upFor(m_upFor.isValid() ? m_upFor.elapsed() : -1);
    if (upFor >= m_times.settle)
        m_wasUp = true;
    if (upFor >= m_times.steadyAfter)
        m_failures = 0;
    ++m_failures;
    if (reason == Reason::ProgramNotFound || (!m_wasUp && m_failures >= m_times.triesBeforeUp))
        return std::nullopt;
    constexpr int mostDoublings = 16;
    return std::min(m_times.longestRetry, m_times.firstRetry * (1 << std::min(m_failures - 1, mostDoublings)));
}

void Tunnel::setState(const TunnelState& state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(m_state);
}

} // namespace kaunt
