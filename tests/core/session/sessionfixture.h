// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/monitorsession.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

class QTcpServer;

namespace kaunt::test {

inline constexpr char sessionSecret[] = "s3cret";

/// A free port, one endpoint with `sessionSecret`.
[[nodiscard]] Settings sessionSettings();
/// A null pointer, and a warning that says why, where it can't be opened.
[[nodiscard]] std::unique_ptr<MonitorSession> openSession(const QString& directory, const Settings& settings,
                                                          const Clock& clock);
/// Starts the receiver and waits until it listens.
[[nodiscard]] bool listens(MonitorSession& session);
/// Waits for the state.
[[nodiscard]] bool reaches(const MonitorSession& session, ReceiverState state);

/// A body of an event with this id, and this Url.
[[nodiscard]] QByteArray eventBody(const QByteArray& id, const QByteArray& url = "https://api.kaunt.com/v1/x");
/// Posts it, signed with `secret` unless that is empty, and returns the answer's status; 0 where there is none. Blocks,
/// and so does the event loop of this thread.
[[nodiscard]] int post(const QUrl& url, const QByteArray& body, const QByteArray& secret = sessionSecret);

/// All that a spy on deliveriesRecorded has seen, in order.
[[nodiscard]] QList<DeliverySummary> recordedBy(const QSignalSpy& spy);

/// A TCP port on loopback that is taken for as long as this lives.
class TakenPort {
public:
    TakenPort();
    ~TakenPort();
    Q_DISABLE_COPY_MOVE(TakenPort)
    [[nodiscard]] quint16 port() const;

private:
    std::unique_ptr<QTcpServer> m_server;
};

} // namespace kaunt::test
