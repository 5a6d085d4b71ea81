// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype digestBytes = 32;
constexpr qsizetype hexDigits = 64;
constexpr qsizetype base64Characters = 43; ///< without padding
constexpr QByteArrayView prefix("sha256=");

constexpr std::array<std::pair<Verdict, const char*>, 5> verdictCodes{{{Verdict::Verified, "verified"},
                                                                       {Verdict::Mismatch, "mismatch"},
                                                                       {Verdict::Missing, "missing"},
                                                                       {Verdict::Malformed, "malformed"},
                                                                       {Verdict::NoSecret, "no-secret"}}};

constexpr std::array<std::pair<SignatureEncoding, const char*>, 3> encodingCodes{
    {{SignatureEncoding::Hex, "hex"},
     {SignatureEncoding::Base64, "base64"},
     {SignatureEncoding::Base64Url, "base64url"}}};

template <typename Codes, typename Value>
QString codeOf(const Codes& codes, Value value)
{
    const auto found =
        std::find_if(codes.begin(), codes.end(), [value](const auto& code) { return code.first == value; });
    return found == codes.end() ? QString() : QString::fromLatin1(found->second);
}

template <typename Codes>
auto valueOf(const Codes& codes, QStringView text) -> std::optional<decltype(codes.front().first)>
{
    const auto found = std::find_if(codes.begin(), codes.end(),
                                    [text](const auto& code) { return text == QLatin1String(code.second); });
    if (found == codes.end())
        return std::nullopt;
    return found->first;
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::optional<DecodedSignature> decodeHex(QByteArrayView text)
{
    if (!std::all_of(text.begin(), text.end(), isHexDigit))
        return std::nullopt;
    return DecodedSignature{QByteArray::fromHex(text.toByteArray()), SignatureEncoding::Hex};
}

std::optional<DecodedSignature> decodeBase64(QByteArrayView text)
{
    const bool isUrl = text.contains('-') || text.contains('_');
    const QByteArray::Base64Options alphabet =
        (isUrl ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding) | QByteArray::OmitTrailingEquals;
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), alphabet | QByteArray::AbortOnBase64DecodingErrors);
    // Printing it again shows a foreign alphabet and bits that the digest does not have (RFC 4648 section 3.5).
    if (!decoded || (*decoded).size() != digestBytes || (*decoded).toBase64(alphabet) != text)
        return std::nullopt;
    return DecodedSignature{*decoded, isUrl ? SignatureEncoding::Base64Url : SignatureEncoding::Base64};
}

struct MacDeleter {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

/// Fetching it searches the providers, which costs more than the HMAC of a webhook. Read-only once made.
EVP_MAC* hmacAlgorithm()
{
    static const std::unique_ptr<EVP_MAC, MacDeleter> algorithm(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    return algorithm.get();
}

const uchar* bytes(QByteArrayView view)
{
    // A null key means to OpenSSL that the key is set already.
    return reinterpret_cast<const uchar*>(view.isEmpty() ? "" : view.data());
}

} // namespace

QString verdictCode(Verdict verdict)
{
    return codeOf(verdictCodes, verdict);
}

std::optional<Verdict> verdictFromCode(QStringView code)
{
    return valueOf(verdictCodes, code);
}

QString encodingCode(SignatureEncoding encoding)
{
    return codeOf(encodingCodes, encoding);
}

std::optional<SignatureEncoding> encodingFromCode(QStringView code)
{
    return valueOf(encodingCodes, code);
}

std::optional<DecodedSignature> decodeSignature(QByteArrayView headerValue)
{
    if (headerValue.first(std::min(headerValue.size(), prefix.size())).compare(prefix, Qt::CaseInsensitive) == 0)
        headerValue = headerValue.sliced(prefix.size());
    if (headerValue.size() == hexDigits)
        return decodeHex(headerValue);
    if (headerValue.size() == base64Characters + 1 && headerValue.endsWith('='))
        headerValue = headerValue.chopped(1);
    if (headerValue.size() == base64Characters)
        return decodeBase64(headerValue);
    return std::nullopt;
}

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    char digest[] = "SHA256";
    const std::array<OSSL_PARAM, 2> parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                               OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_MAC_CTX, MacDeleter> context(EVP_MAC_CTX_new(hmacAlgorithm()));
    QByteArray result(digestBytes, Qt::Uninitialized);
    size_t length = 0;
    const bool done =
        context != nullptr &&
        EVP_MAC_init(context.get(), bytes(key), static_cast<size_t>(key.size()), parameters.data()) == 1 &&
        EVP_MAC_update(context.get(), bytes(message), static_cast<size_t>(message.size())) == 1 &&
        EVP_MAC_final(context.get(), reinterpret_cast<uchar*>(result.data()), &length, digestBytes) == 1 &&
        length == digestBytes;
    return done ? result : QByteArray();
}

} // namespace kaunt
