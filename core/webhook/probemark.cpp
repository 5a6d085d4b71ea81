// SPDX-License-Identifier: MIT
#include "core/webhook/probemark.h"

#include "core/asciicharacters.h"
#include "core/webhook/replaymark.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace kaunt {

namespace {

constexpr QLatin1String probePrefix("probe:");
constexpr qsizetype longestName = 80;

bool isName(QByteArrayView name)
{
    const auto isAllowed = [](char one) { return isAsciiLetterOrDigit(one) || one == '-'; };
    return !name.isEmpty() && name.size() <= longestName && std::all_of(name.begin(), name.end(), isAllowed);
}

/// Of what no body is: the mark of a probe signs nothing else.
QByteArray signatureOf(const QByteArray& name, const QByteArray& secret)
{
    return hmacSha256(secret, QByteArray(probeHeaderName) + ": " + name).toHex();
}

} // namespace

QByteArray probeMark(const QByteArray& name, const QByteArray& secret)
{
    return name + ' ' + signatureOf(name, secret);
}

std::optional<QString> markedProbe(const HeaderList& headers, const QList<SigningSecret>& secrets,
                                   const QByteArray& key)
{
    const QList<QByteArray> values = headerValues(headers, probeHeaderName);
    if (values.size() != 1)
        return std::nullopt;
    const qsizetype blank = values.constFirst().indexOf(' ');
    const QByteArray name = values.constFirst().left(blank);
    const QByteArray signature = values.constFirst().mid(blank + 1);
    if (blank < 0 || !isName(name))
        return std::nullopt;
    const auto isBy = [&name, &signature](const QByteArray& signer) {
        const QByteArray right = signatureOf(name, signer);
        return !signer.isEmpty() && right.size() == signature.size() &&
               CRYPTO_memcmp(right.constData(), signature.constData(), static_cast<size_t>(right.size())) == 0;
    };
    const bool isSigned =
        isBy(key) || std::any_of(secrets.begin(), secrets.end(), [&isBy](const SigningSecret& secret) {
            return secret.isUsable() && isBy(secret.value);
        });
    return isSigned ? std::optional(QString::fromLatin1(name)) : std::nullopt;
}

QString probeNote(const QString& name)
{
    return probePrefix + name;
}

std::optional<QString> notedProbe(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (note.startsWith(probePrefix) && isName(note.mid(probePrefix.size()).toLatin1()))
            return note.mid(probePrefix.size());
    }
    return std::nullopt;
}

bool isOurOwn(const QStringList& notes)
{
    return replayedDelivery(notes) || notedProbe(notes);
}

} // namespace kaunt
