// SPDX-License-Identifier: MIT
#include "core/http/message.h"

#include "core/urltext.h"

namespace kaunt::http {

QByteArray RequestHead::path() const
{
    const QByteArray origin = originForm(target);
    const auto question = origin.indexOf('?');
    return question < 0 ? origin : origin.left(question);
}

Response Response::json(int status, const QByteArray& body)
{
    static const HeaderList headers{{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    Response response;
    response.status = status;
    response.headers = headers;
    response.body = body;
    return response;
}

} // namespace kaunt::http
