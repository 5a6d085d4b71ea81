// SPDX-License-Identifier: MIT
#include "core/http/responder.h"

#include "core/http/connection.h"
#include "core/http/responsewriter.h"

#include <utility>

namespace kaunt::http {

Responder::Responder(Connection* connection, quint64 request)
    : m_connection(connection)
    , m_request(request)
{
}

Responder::Responder(Responder&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_request(other.m_request)
{
}

Responder& Responder::operator=(Responder&& other) noexcept
{
    if (this != &other) {
        const Responder dropped(std::move(*this));
        m_connection.swap(other.m_connection);
        m_request = other.m_request;
    }
    return *this;
}

Responder::~Responder()
{
    if (m_connection)
        respond(refusal(500));
}

bool Responder::isAwaited() const
{
    return m_connection && m_connection->isAwaited(m_request);
}

bool Responder::respond(const Response& response)
{
    Connection* const connection = m_connection;
    m_connection.clear();
    return connection && connection->answer(m_request, response);
}

void Responder::hangUp()
{
    Response nothing;
    nothing.isNone = true;
    respond(nothing);
}

} // namespace kaunt::http
