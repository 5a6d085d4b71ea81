// SPDX-License-Identifier: MIT
#include "core/http/callableaddress.h"

namespace kaunt::http {

QHostAddress callableAddress(const QHostAddress& listening)
{
    if (listening == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::LocalHostIPv6);
    const bool isAll = listening == QHostAddress(QHostAddress::Any) || listening == QHostAddress(QHostAddress::AnyIPv4);
    return isAll ? QHostAddress(QHostAddress::LocalHost) : listening;
}

} // namespace kaunt::http
