// SPDX-License-Identifier: MIT
#include "core/conformance/forgeries.h"

#include "core/simulator/samples.h"

#include <QMap>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

/// What an honest delivery would be, and what is needed to sign another.
struct Honest {
    QByteArray body;
    QByteArray secret;
    SignatureEncoding encoding;

    [[nodiscard]] HeaderList headers() const { return signedHeaders(body, secret, encoding); }
};

using Forge = std::function<OutgoingDelivery(const Honest&)>;

OutgoingDelivery forged(const QByteArray& body, const HeaderList& headers, bool isChunked = false)
{
    OutgoingDelivery made;
    made.body = body;
    made.headers = headers;
    made.chunked = isChunked;
    return made;
}

/// With another Content-Type, or none.
HeaderList unsignedHeaders(const Honest& honest, const QByteArray& contentType)
{
    HeaderList headers = honest.headers();
    removeHeaders(headers, signatureHeaderName);
    removeHeaders(headers, "Content-Type");
    if (!contentType.isEmpty())
        headers.prepend({"Content-Type", contentType});
    return headers;
}

Forge unsignedOfType(const QByteArray& contentType)
{
    return [contentType](const Honest& honest) { return forged(honest.body, unsignedHeaders(honest, contentType)); };
}

OutgoingDelivery withSignature(const Honest& honest, const QByteArray& value)
{
    HeaderList headers = honest.headers();
    removeHeaders(headers, signatureHeaderName);
    headers.append({signatureHeaderName, value});
    return forged(honest.body, headers);
}

/// Of the value and not of its text: some decoders pass over bits of the last letter.
Forge withSignatureByte(bool isLast)
{
    return [isLast](const Honest& honest) {
        QByteArray digest = hmacSha256(honest.secret, honest.body);
        char& byte = isLast ? digest.back() : digest.front();
        byte = static_cast<char>(byte ^ 0x11);
        return withSignature(honest, signatureText(digest, honest.encoding));
    };
}

/// Still JSON.
QByteArray withOtherEnd(const QByteArray& body)
{
    QByteArray altered = body;
    const qsizetype lastLetter = altered.lastIndexOf('"') - 1;
    altered[lastLetter] = altered.at(lastLetter) == 'x' ? 'y' : 'x';
    return altered;
}

OutgoingDelivery chunkedAltered(const Honest& honest)
{
    return forged(withOtherEnd(honest.body), honest.headers(), true);
}

/// Large, and yet below what endpoints refuse for its size: Express takes 100 kB.
OutgoingDelivery endAltered(const Honest& honest)
{
    constexpr qsizetype large = 65'536;
    Honest longer = honest;
    longer.body = honest.body.chopped(1) + R"(,"Padding":")" + QByteArray(large - honest.body.size(), 'x') + "\"}";
    return forged(withOtherEnd(longer.body), longer.headers());
}

/// A line for each member; a quote within a string would be escaped.
OutgoingDelivery printedAnew(const Honest& honest)
{
    return forged(QByteArray(honest.body).replace("\",\"", "\",\n  \""), honest.headers());
}

OutgoingDelivery signedWithDecoded(const Honest& honest)
{
    return forged(honest.body, signedHeaders(honest.body, QByteArray::fromBase64(honest.secret), honest.encoding));
}

const QMap<QString, Forge>& forgeriesByKind()
{
    static const QMap<QString, Forge> all{
        {u"unsigned-text"_s, unsignedOfType("text/plain")},
        {u"unsigned-form"_s, unsignedOfType("application/x-www-form-urlencoded")},
        {u"unsigned-untyped"_s, unsignedOfType({})},
        {u"unsigned-empty"_s, [](const Honest& honest) { return forged({}, unsignedHeaders(honest, {})); }},
        {u"header-empty"_s, [](const Honest& honest) { return withSignature(honest, {}); }},
        {u"signature-first-byte"_s, withSignatureByte(false)},
        {u"signature-last-byte"_s, withSignatureByte(true)},
        {u"chunked-altered"_s, chunkedAltered},
        {u"end-altered"_s, endAltered},
        {u"body-printed-anew"_s, printedAnew},
        {u"secret-decoded"_s, signedWithDecoded},
    };
    return all;
}

} // namespace

const QStringList& forgeryKinds()
{
    static const QStringList kinds = forgeriesByKind().keys();
    return kinds;
}

std::optional<OutgoingDelivery> forgery(const QString& kind, const WebhookEvent& event, const QByteArray& secret,
                                        SignatureEncoding encoding)
{
    const auto forge = forgeriesByKind().constFind(kind);
    if (forge == forgeriesByKind().constEnd())
        return std::nullopt;
    return (*forge)({webhookBody(event), secret, encoding});
}

} // namespace kaunt
