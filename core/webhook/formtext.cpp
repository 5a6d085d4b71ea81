// SPDX-License-Identifier: MIT
#include "core/webhook/formtext.h"

#include "core/hexdigits.h"

namespace kaunt {

QByteArray formDecoded(QByteArrayView text)
{
    constexpr int sixteen = 16;
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        const bool isEncoded =
            c == '%' && at + 2 < text.size() && isHexDigit(text.at(at + 1)) && isHexDigit(text.at(at + 2));
        if (isEncoded)
            bytes += static_cast<char>(hexValue(text.at(at + 1)) * sixteen + hexValue(text.at(at + 2)));
        else
            bytes += c == '+' ? ' ' : c;
        at += isEncoded ? 2 : 0;
    }
    return bytes;
}

} // namespace kaunt
