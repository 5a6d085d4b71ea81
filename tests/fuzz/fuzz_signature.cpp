// SPDX-License-Identifier: MIT
#include "core/webhook/diagnosis.h"
#include "core/webhook/signatureverifier.h"
#include "tests/fuzz/fuzztarget.h"

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qsizetype digestBytes = 32;

bool isFormOf(QByteArray value, const DecodedSignature& decoded)
{
    constexpr qsizetype prefixBytes = 7;
    if (value.toLower().startsWith("sha256="))
        value.remove(0, prefixBytes);
    const QByteArray& digest = decoded.digest;
    if (decoded.encoding == SignatureEncoding::Hex)
        return value.toLower() == digest.toHex();
    const auto alphabet =
        decoded.encoding == SignatureEncoding::Base64 ? QByteArray::Base64Encoding : QByteArray::Base64UrlEncoding;
    return value == digest.toBase64(alphabet) || value == digest.toBase64(alphabet | QByteArray::OmitTrailingEquals);
}

} // namespace

/// A header value that a stranger sends: read as 32 bytes in a form that is known, or not at all, and never verified.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray value = viewOf(data, size).toByteArray();
    const std::optional<DecodedSignature> decoded = decodeSignature(value);
    if (decoded) {
        require(decoded->digest.size() == digestBytes);
        require(isFormOf(value, *decoded));
    }
    const QList<SigningSecret> secrets{{QStringLiteral("current"), "s3cret", false}};
    const SignatureCheck check = verifySignature("{}", {value}, secrets);
    require(check.verdict == (decoded ? Verdict::Mismatch : Verdict::Malformed));
    return 0;
}
