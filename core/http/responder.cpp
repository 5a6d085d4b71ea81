// SPDX-License-Identifier: MIT
#include "core/http/responder.h"

#include "core/http/responsewriter.h"

#include <utility>

namespace kaunt::http {

Responder::Responder(std::function<bool(Response)> answer, std::function<bool()> isAwaited)
    : m_answer(std::move(answer))
    , m_isAwaited(std::move(isAwaited))
{
}

Responder::Responder(Responder&& other) noexcept
    : m_answer(std::exchange(other.m_answer, nullptr))
    , m_isAwaited(std::exchange(other.m_isAwaited, nullptr))
{
}

Responder& Responder::operator=(Responder&& other) noexcept
{
    if (this != &other) {
        Responder dropped(std::move(*this));
        m_answer = std::exchange(other.m_answer, nullptr);
        m_isAwaited = std::exchange(other.m_isAwaited, nullptr);
    }
    return *this;
}

Responder::~Responder()
{
    if (m_answer)
        respond(refusal(500));
}

bool Responder::respond(Response response)
{
    const auto answer = std::exchange(m_answer, nullptr);
    return answer && answer(std::move(response));
}

void Responder::hangUp()
{
    Response nothing;
    nothing.isNone = true;
    respond(nothing);
}

} // namespace kaunt::http
