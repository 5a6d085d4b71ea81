// SPDX-License-Identifier: MIT
#include "core/simulator/faults.h"

#include "core/simulator/deliverysender.h"
#include "core/webhook/signature.h"

#include <QCryptographicHash>
#include <QMap>
#include <QMessageAuthenticationCode>

#include <functional>

namespace kaunt {

namespace {

using Spoil = std::function<FaultyDelivery(const QByteArray& body, const QByteArray& secret)>;

/// The body as it is, the signature of something else.
Spoil signedOtherwise(const std::function<QByteArray(const QByteArray&)>& signedBody)
{
    return [signedBody](const QByteArray& body, const QByteArray& secret) {
        return FaultyDelivery{body, signedHeaders(signedBody(body), secret)};
    };
}

Spoil withSecret(const std::function<QByteArray(const QByteArray&)>& otherSecret)
{
    return [otherSecret](const QByteArray& body, const QByteArray& secret) {
        return FaultyDelivery{body, signedHeaders(body, otherSecret(secret))};
    };
}

/// The headers of a right delivery with the signature field changed.
Spoil withHeader(const std::function<void(HeaderList&, qsizetype)>& change)
{
    return [change](const QByteArray& body, const QByteArray& secret) {
        HeaderList headers = signedHeaders(body, secret);
        for (qsizetype i = 0; i < headers.size(); ++i) {
            if (headers.at(i).name.compare(signatureHeaderName, Qt::CaseInsensitive) == 0) {
                change(headers, i);
                break;
            }
        }
        return FaultyDelivery{body, headers};
    };
}

FaultyDelivery withSha1(const QByteArray& body, const QByteArray& secret)
{
    HeaderList headers = signedHeaders(body, secret);
    for (Header& header : headers) {
        if (header.name.compare(signatureHeaderName, Qt::CaseInsensitive) == 0)
            header.value = QMessageAuthenticationCode::hash(body, secret, QCryptographicHash::Sha1).toHex();
    }
    return {body, headers};
}

FaultyDelivery withAlteredByte(const QByteArray& body, const QByteArray& secret)
{
    QByteArray altered = body;
    if (!altered.isEmpty())
        altered.back() = static_cast<char>(altered.back() ^ 1);
    return {altered, signedHeaders(body, secret)};
}

const QMap<QString, Spoil>& faults()
{
    using Bytes = const QByteArray&;
    static const QMap<QString, Spoil> all{
        {QStringLiteral("wrong-secret"), withSecret([](Bytes secret) { return secret + "-of-somebody-else"; })},
        {QStringLiteral("altered-byte"), withAlteredByte},
        {QStringLiteral("header-missing"), withHeader([](HeaderList& list, qsizetype i) { list.removeAt(i); })},
        {QStringLiteral("header-similar"),
         withHeader([](HeaderList& list, qsizetype i) { list[i].name = "X-Signature-SHA-256"; })},
        {QStringLiteral("header-malformed"),
         withHeader([](HeaderList& list, qsizetype i) { list[i].value = "not a signature"; })},
        {QStringLiteral("header-repeated"),
         withHeader([](HeaderList& list, qsizetype i) { list.insert(i, Header(list.at(i))); })},
        {QStringLiteral("header-truncated"), withHeader([](HeaderList& list, qsizetype i) { list[i].value.chop(24); })},
        {QStringLiteral("other-algorithm"), withSha1},
        {QStringLiteral("secret-whitespace"), withSecret([](Bytes secret) { return secret + "\n"; })},
        {QStringLiteral("secret-quoted"), withSecret([](Bytes secret) { return '"' + secret + '"'; })},
        {QStringLiteral("body-newline"), signedOtherwise([](Bytes body) { return body + "\n"; })},
        {QStringLiteral("body-bom"), signedOtherwise([](Bytes body) { return "\xef\xbb\xbf" + body; })},
        {QStringLiteral("body-empty-signed"), signedOtherwise([](Bytes) { return QByteArray(); })},
    };
    return all;
}

} // namespace

const QStringList& faultKinds()
{
    static const QStringList kinds = faults().keys();
    return kinds;
}

std::optional<FaultyDelivery> faultyDelivery(const QString& kind, const QByteArray& body, const QByteArray& secret)
{
    const auto fault = faults().constFind(kind);
    if (fault == faults().constEnd())
        return std::nullopt;
    return (*fault)(body, secret);
}

} // namespace kaunt
