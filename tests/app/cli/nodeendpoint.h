// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QProcess>

namespace kaunt::test {

/// An integrator's endpoint in Node, on a free loopback port: answers 200 "seen by node", 503 on /busy (with
/// Retry-After: 77), NNN on /status/NNN, nothing on /silent; it closes the connection on /hang-up and keeps what comes
/// to /held waiting for release(). It keeps its port when it is started again.
class NodeEndpoint {
public:
    struct Request {
        QString method;
        QString target;
        QJsonArray headers; ///< names and values in turn, as they came
        QByteArray body;

        [[nodiscard]] QString header(const QString& name) const; ///< the first value; null where there is none
    };

    NodeEndpoint() { start(); }
    ~NodeEndpoint() { kill(); }
    Q_DISABLE_COPY_MOVE(NodeEndpoint)

    void start();
    void kill();
    /// Answers what waits at /held.
    void release();
    [[nodiscard]] QString url(const QString& path = QStringLiteral("/")) const;
    [[nodiscard]] Request nextRequest();

private:
    QProcess m_node;
    int m_port = 0;
};

} // namespace kaunt::test
