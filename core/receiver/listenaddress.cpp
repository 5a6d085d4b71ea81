// SPDX-License-Identifier: MIT
#include "core/receiver/listenaddress.h"

#include "core/http/callableaddress.h"

namespace kaunt {

namespace {

std::optional<quint16> portOf(QStringView text)
{
    constexpr qsizetype longest = 5;
    if (text.isEmpty() || text.size() > longest)
        return {};
    uint port = 0;
    for (const QChar digit : text) {
        if (digit < u'0' || digit > u'9')
            return {};
        port = port * 10 + static_cast<uint>(digit.unicode() - u'0');
    }
    return port > 0xffff ? std::nullopt : std::optional<quint16>(static_cast<quint16>(port));
}

QHostAddress addressOf(QStringView text)
{
    const bool isBracketed = text.size() > 2 && text.startsWith(u'[') && text.endsWith(u']');
    if (text.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    if (text == u"*")
        return QHostAddress(QHostAddress::Any);
    const QHostAddress address((isBracketed ? text.mid(1, text.size() - 2) : text).toString());
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return isIPv6 == isBracketed ? address : QHostAddress();
}

} // namespace

bool isEveryAddress(const QHostAddress& address)
{
    return http::callableAddress(address) != address;
}

std::optional<ListenAddress> parseListenAddress(QStringView text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return {};
    const QHostAddress address = addressOf(text.first(colon));
    const std::optional<quint16> port = portOf(text.mid(colon + 1));
    if (address.isNull() || !port)
        return {};
    return ListenAddress{address, *port};
}

} // namespace kaunt
