// SPDX-License-Identifier: MIT
#include "core/http/syntax.h"

#include "core/areall.h"
#include "core/asciicharacters.h"
#include "core/hexdigits.h"

#include <QByteArray>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <string_view>

namespace kaunt::http {

namespace {

using ByteClass = std::array<bool, 256>;

constexpr ByteClass alphaNumericAnd(std::string_view others)
{
    ByteClass bytes{};
    for (int byte = 0; byte < 128; ++byte) {
        const auto c = static_cast<char>(byte);
        bytes.at(static_cast<std::size_t>(byte)) = isAsciiLetterOrDigit(c) || others.find(c) != std::string_view::npos;
    }
    return bytes;
}

constexpr ByteClass tokenBytes = alphaNumericAnd(tokenMarks);
constexpr ByteClass uriBytes = alphaNumericAnd("-._~!$&'()*+,;=");

bool isIn(const ByteClass& bytes, char c)
{
    return bytes[static_cast<unsigned char>(c)];
}

bool isIpLiteral(QByteArrayView text)
{
    if (text.startsWith('v') || text.startsWith('V')) {
        const auto dot = text.indexOf('.');
        return dot > 1 && dot + 1 < text.size() && std::all_of(text.begin() + 1, text.begin() + dot, isHexDigit) &&
               !text.contains('%') && isUriText(text.sliced(dot + 1), ":");
    }
    // Not QHostAddress, which takes eight groups and "::".
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return isHexDigit(c) || c == ':' || c == '.'; });
    in6_addr address{};
    return plain && ::inet_pton(AF_INET6, text.toByteArray().constData(), &address) == 1;
}

bool isPort(QByteArrayView text)
{
    constexpr int highestPort = 65535;
    if (text.isEmpty())
        return true;
    bool isNumber = false;
    const int port = text.toInt(&isNumber); // of any number of digits
    return isAsciiDigits(text) && isNumber && port <= highestPort;
}

} // namespace

bool isTokenChar(char c)
{
    return isIn(tokenBytes, c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return isIn(tokenBytes, c); });
}

bool areFieldBytes(QByteArrayView text)
{
    return areAll<unsigned char>(text, isFieldByte);
}

QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

bool isUriText(QByteArrayView text, QByteArrayView extra)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2]))
                return false;
            i += 2;
        } else if (!isIn(uriBytes, c) && !extra.contains(c)) {
            return false;
        }
    }
    return true;
}

bool equalsIgnoringCase(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && (left == right || left.compare(right, Qt::CaseInsensitive) == 0);
}

bool isAuthority(QByteArrayView text, bool needsPort)
{
    QByteArrayView rest;
    if (text.startsWith('[')) {
        const auto end = text.indexOf(']');
        if (end < 0 || !isIpLiteral(text.sliced(1, end - 1)))
            return false;
        rest = text.sliced(end + 1);
    } else {
        const auto colon = text.indexOf(':');
        const QByteArrayView host = colon < 0 ? text : text.first(colon);
        if (host.isEmpty() || !isUriText(host, {}))
            return false;
        rest = text.sliced(host.size());
    }
    if (rest.isEmpty())
        return !needsPort;
    return rest.startsWith(':') && isPort(rest.sliced(1)) && (!needsPort || rest.size() > 1);
}

} // namespace kaunt::http
