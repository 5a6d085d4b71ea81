// SPDX-License-Identifier: MIT
#include "core/randombytes.h"

#include <QRandomGenerator>

namespace kaunt {

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    for (char& byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->generate());
    return bytes;
}

QByteArray madeUpSecret()
{
    constexpr qsizetype bytes = 32;
    return randomBytes(bytes).toHex();
}

} // namespace kaunt
