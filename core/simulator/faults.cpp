// SPDX-License-Identifier: MIT
#include "core/simulator/faults.h"

#include "core/sending/deliverysender.h"
#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/textforms.h"

#include <QCryptographicHash>
#include <QMap>
#include <QMessageAuthenticationCode>

#include <functional>

namespace kaunt {

namespace {

/// Who signs, and how.
struct Signer {
    QByteArray secret;
    SignatureEncoding encoding;

    [[nodiscard]] HeaderList sign(const QByteArray& body) const { return signedHeaders(body, secret, encoding); }
};

using Change = std::function<QByteArray(const QByteArray&)>;
using Spoil = std::function<FaultyDelivery(const QByteArray& body, const Signer& signer)>;

/// The body as it is, the signature of something else.
Spoil signedOtherwise(const Change& signedBody)
{
    return [signedBody](const QByteArray& body, const Signer& signer) {
        return FaultyDelivery{body, signer.sign(signedBody(body))};
    };
}

Spoil withSecret(const Change& otherSecret)
{
    return [otherSecret](const QByteArray& body, const Signer& signer) {
        return FaultyDelivery{body, Signer{otherSecret(signer.secret), signer.encoding}.sign(body)};
    };
}

qsizetype signatureIn(const HeaderList& headers)
{
    qsizetype at = 0;
    while (!isNamed(headers.at(at), signatureHeaderName))
        ++at;
    return at;
}

/// The headers of a right delivery with the signature field changed.
Spoil withHeader(const std::function<void(HeaderList&, qsizetype)>& change)
{
    return [change](const QByteArray& body, const Signer& signer) {
        HeaderList headers = signer.sign(body);
        change(headers, signatureIn(headers));
        return FaultyDelivery{body, headers};
    };
}

FaultyDelivery withSha1(const QByteArray& body, const Signer& signer)
{
    HeaderList headers = signer.sign(body);
    headers[signatureIn(headers)].value =
        QMessageAuthenticationCode::hash(body, signer.secret, QCryptographicHash::Sha1).toHex();
    return {body, headers};
}

FaultyDelivery withAlteredByte(const QByteArray& body, const Signer& signer)
{
    QByteArray altered = body;
    if (!altered.isEmpty())
        altered.back() = static_cast<char>(altered.back() ^ 1);
    return {altered, signer.sign(body)};
}

QByteArray printedOnLines(const QByteArray& body)
{
    const auto json = parseJson(body);
    JsonStyle style;
    style.indent = "  ";
    style.isMultiLine = true;
    style.colon = ": ";
    return json ? printJson(*json, style) : body;
}

/// With line ends, where it has none.
FaultyDelivery withLineEndings(const QByteArray& body, const Signer& signer)
{
    const QByteArray sent = body.contains('\n') ? body : printedOnLines(body) + '\n';
    return {sent, signer.sign(QByteArray(sent).replace('\n', "\r\n"))};
}

/// As providers sign whose deliveries carry the time.
FaultyDelivery withTimestamp(const QByteArray& body, const Signer& signer)
{
    const QByteArray time = "1767225600";
    HeaderList headers = signer.sign(time + '.' + body);
    headers.append({"X-Timestamp", time});
    return {body, headers};
}

QByteArray inUtf16(const QByteArray& body)
{
    return textforms::fromUtf8(body, textforms::Charset::Utf16Le).value_or(body + '\0');
}

/// RFC 1950; Qt puts the length in front.
QByteArray deflated(const QByteArray& body)
{
    return qCompress(body).mid(sizeof(quint32));
}

QMap<QString, Spoil> headerFaults()
{
    return {
        {QStringLiteral("header-missing"), withHeader([](HeaderList& list, qsizetype i) { list.removeAt(i); })},
        {QStringLiteral("header-similar"),
         withHeader([](HeaderList& list, qsizetype i) { list[i].name = "X-Signature-SHA-256"; })},
        {QStringLiteral("header-malformed"),
         withHeader([](HeaderList& list, qsizetype i) { list[i].value = "not a signature"; })},
        {QStringLiteral("header-repeated"),
         withHeader([](HeaderList& list, qsizetype i) { list.insert(i, Header(list.at(i))); })},
        {QStringLiteral("header-truncated"), withHeader([](HeaderList& list, qsizetype i) { list[i].value.chop(24); })},
    };
}

QMap<QString, Spoil> signingFaults()
{
    using Bytes = const QByteArray&;
    return {
        {QStringLiteral("wrong-secret"), withSecret([](Bytes secret) { return secret + "-of-somebody-else"; })},
        {QStringLiteral("secret-whitespace"), withSecret([](Bytes secret) { return secret + "\n"; })},
        {QStringLiteral("secret-quoted"), withSecret([](Bytes secret) { return '"' + secret + '"'; })},
        {QStringLiteral("secret-encoded"), withSecret([](Bytes secret) { return secret.toBase64(); })},
        {QStringLiteral("other-algorithm"), withSha1},
        {QStringLiteral("signed-string"), withTimestamp},
    };
}

QMap<QString, Spoil> bodyFaults()
{
    using Bytes = const QByteArray&;
    return {
        {QStringLiteral("altered-byte"), withAlteredByte},
        {QStringLiteral("body-newline"), signedOtherwise([](Bytes body) { return body + "\n"; })},
        {QStringLiteral("body-line-endings"), withLineEndings},
        {QStringLiteral("body-bom"), signedOtherwise([](Bytes body) { return "\xef\xbb\xbf" + body; })},
        {QStringLiteral("body-reserialised"), signedOtherwise(printedOnLines)},
        {QStringLiteral("body-charset"), signedOtherwise(inUtf16)},
        {QStringLiteral("body-compressed"), signedOtherwise(deflated)},
        {QStringLiteral("body-empty-signed"), signedOtherwise([](Bytes) { return QByteArray(); })},
    };
}

const QMap<QString, Spoil>& faults()
{
    static const QMap<QString, Spoil> all = [] {
        QMap<QString, Spoil> made = headerFaults();
        made.insert(signingFaults());
        made.insert(bodyFaults());
        return made;
    }();
    return all;
}

} // namespace

const QStringList& faultKinds()
{
    static const QStringList kinds = faults().keys();
    return kinds;
}

std::optional<FaultyDelivery> faultyDelivery(const QString& kind, const QByteArray& body, const QByteArray& secret,
                                             SignatureEncoding encoding)
{
    const auto fault = faults().constFind(kind);
    if (fault == faults().constEnd())
        return std::nullopt;
    return (*fault)(body, Signer{secret, encoding});
}

} // namespace kaunt
