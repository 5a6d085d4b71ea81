// SPDX-License-Identifier: MIT
#include "core/http/message.h"

#include <algorithm>

namespace kaunt::http {

QByteArray RequestHead::path() const
{
    qsizetype start = 0;
    if (!target.startsWith('/')) {
        const auto schemeEnd = target.indexOf("://");
        if (schemeEnd < 0)
            return {}; // asterisk-form and authority-form have none
        const auto isPathStart = [](char c) { return c == '/' || c == '?'; };
        start = std::find_if(target.cbegin() + schemeEnd + 3, target.cend(), isPathStart) - target.cbegin();
    }
    const auto question = target.indexOf('?', start);
    const QByteArray path = target.mid(start, question < 0 ? -1 : question - start);
    return path.isEmpty() ? QByteArrayLiteral("/") : path;
}

Response Response::json(int status, const QByteArray& body)
{
    Response response;
    response.status = status;
    response.headers = {{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    response.body = body;
    return response;
}

} // namespace kaunt::http
