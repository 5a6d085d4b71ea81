// SPDX-License-Identifier: MIT
#include "core/webhook/formtext.h"

#include "core/hexdigits.h"

namespace kaunt {

QByteArray formDecoded(QByteArrayView text)
{
    constexpr qsizetype digits = 2;
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        const bool canBeEncoded = c == '%' && at + digits < text.size();
        if (const int byte = canBeEncoded ? hexNumber(text.sliced(at + 1, digits)) : -1; byte >= 0) {
            bytes += static_cast<char>(byte);
            at += digits;
        } else {
            bytes += c == '+' ? ' ' : c;
        }
    }
    return bytes;
}

} // namespace kaunt
