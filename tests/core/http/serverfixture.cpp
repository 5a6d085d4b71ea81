// SPDX-License-Identifier: MIT
#include "tests/core/http/serverfixture.h"

#include <QTest>

#include <optional>
#include <utility>

using namespace kaunt::http;

namespace kaunt::test {

void ServerFixture::begin()
{
    m_limits = {};
    m_answersLate = false;
    m_bodies.clear();
    listen();
}

void ServerFixture::end()
{
    m_server.reset();
    m_kept.clear();
}

void ServerFixture::listen()
{
    const auto check = [](const RequestHead& head, const QHostAddress&) -> std::optional<Response> {
        if (head.path() != "/early")
            return std::nullopt;
        return Response::json(404, "{}");
    };
    const auto handle = [this](const Request& request, Responder responder) {
        m_bodies.append(request.body);
        if (request.head.path() == "/drop")
            return;
        if (m_answersLate)
            m_kept.push_back(std::move(responder));
        else
            responder.respond(Response::json(200, request.body));
    };
    m_server = std::make_unique<Server>(m_limits, check, handle);
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
}

} // namespace kaunt::test
