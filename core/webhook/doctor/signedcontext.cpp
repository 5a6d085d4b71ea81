// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signedcontext.h"

#include "core/webhook/signature.h"

namespace kaunt {

namespace {

QByteArray firstValue(const HeaderList& headers, const char* name)
{
    return headerValues(headers, name).value(0);
}

} // namespace

QList<RequestAddress> addressesOf(const SignedContext& context)
{
    const QByteArray& target = context.target;
    if (target.isEmpty())
        return {};
    const qsizetype query = target.indexOf('?');
    const QByteArray path = query < 0 ? target : target.left(query);
    const QByteArray own = firstValue(context.headers, "Host");
    const QByteArray forwarded = firstValue(context.headers, "X-Forwarded-Host");
    QList<RequestAddress> addresses{{target, QStringLiteral("path")}};
    if (path != target)
        addresses.append({path, QStringLiteral("path")});
    for (const QByteArray& host : {own, forwarded == own ? QByteArray() : forwarded}) {
        if (host.isEmpty())
            continue;
        addresses.append({"https://" + host + target, QStringLiteral("url")});
        addresses.append({"http://" + host + target, QStringLiteral("url")});
        addresses.append({host + target, QStringLiteral("host+path")});
    }
    return addresses;
}

} // namespace kaunt
