// SPDX-License-Identifier: MIT
#include "core/webhook/replaymark.h"

#include "core/asciicharacters.h"
#include "core/webhook/signature.h"

#include <openssl/crypto.h>

namespace kaunt {

namespace {

constexpr QLatin1String replayPrefix("replay:");

/// Digits and nothing else: toLongLong() takes signs and white space too.
std::optional<qint64> deliveryNumber(const QByteArray& text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isAsciiDigits(text) && isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<qint64> replayedDelivery(const HeaderList& headers)
{
    const QList<QByteArray> values = headerValues(headers, replayHeaderName);
    for (const QByteArray& value : values) {
        if (const auto number = deliveryNumber(value))
            return number;
    }
    return std::nullopt;
}

QByteArray replayProof(qint64 delivery, const QByteArray& body, const QByteArray& key)
{
    return hmacSha256(key, QByteArray(replayHeaderName) + ": " + QByteArray::number(delivery) + "\r\n\r\n" + body)
        .toHex();
}

std::optional<qint64> provenReplay(const HeaderList& headers, const QByteArray& body, const QByteArray& key)
{
    const QList<QByteArray> proofs = headerValues(headers, replayProofName);
    const std::optional<qint64> number = replayedDelivery(headers);
    if (key.isEmpty() || !number || proofs.size() != 1)
        return std::nullopt;
    const QByteArray right = replayProof(*number, body, key);
    const QByteArray& proof = proofs.constFirst();
    const bool isRight = !right.isEmpty() && right.size() == proof.size() &&
                         CRYPTO_memcmp(right.constData(), proof.constData(), static_cast<size_t>(right.size())) == 0;
    return isRight ? number : std::nullopt;
}

QString replayNote(qint64 delivery)
{
    return replayPrefix + QString::number(delivery);
}

std::optional<qint64> replayedDelivery(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (note.startsWith(replayPrefix))
            return deliveryNumber(note.mid(replayPrefix.size()).toLatin1());
    }
    return std::nullopt;
}

} // namespace kaunt
