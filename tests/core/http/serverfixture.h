// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/server.h"

#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace kaunt::test {

/// A server that sends each body back, 404 before the body for /early, and no answer of its own for /drop. What goes
/// wrong fails the test that runs.
class ServerFixture : public QObject {
    Q_OBJECT

protected:
    /// A request whose body is "x".
    static inline const QByteArray post = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";

    void begin(); ///< with the limits that users have, before each test function
    void end();
    void listen(); ///< anew, with `m_limits`

    http::Limits m_limits;
    std::unique_ptr<http::Server> m_server;
    std::vector<http::Responder> m_kept; ///< those that wait while it answers late
    QList<QByteArray> m_bodies;          ///< of the requests, in their order
    bool m_answersLate = false;
};

} // namespace kaunt::test
