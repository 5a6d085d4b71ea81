// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretsteps.h"

#include "core/asciicharacters.h"
#include "core/hexdigits.h"
#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/secretlines.h"
#include "core/webhook/doctor/secretquotes.h"
#include "core/webhook/doctor/secretslips.h"
#include "core/webhook/doctor/secretwhitespace.h"
#include "core/webhook/doctor/textforms.h"
#include "core/webhook/formtext.h"

#include <QCryptographicHash>
#include <QUuid>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

using Bytes = const QByteArray&;
using Changed = std::optional<QByteArray>;

Finding encoded(const char* encoding, const char* change, const char* variant = nullptr)
{
    return findingOf("secret-encoded", {{"encoding", encoding}, {"change", change}, {"variant", variant}});
}

bool isHex(Bytes text)
{
    return isHexDigits(text) && text.size() % 2 == 0;
}

Changed fromBase64(Bytes text, QByteArray::Base64Options alphabet)
{
    auto decoded = QByteArray::fromBase64Encoding(text, alphabet | QByteArray::AbortOnBase64DecodingErrors);
    // A character too many is passed over: what it says is then not what came.
    QByteArray unpadded = text;
    while (unpadded.endsWith('='))
        unpadded.chop(1);
    if (!decoded || (*decoded).isEmpty() || (*decoded).toBase64(alphabet | QByteArray::OmitTrailingEquals) != unpadded)
        return {};
    return *decoded;
}

/// A text in base64, in the alphabet that it is not in.
Changed inOtherAlphabet(Bytes text, QByteArray::Base64Option padding)
{
    const bool isUrl = text.contains('-') || text.contains('_');
    const bool isStandard = text.contains('+') || text.contains('/');
    const auto own = isUrl ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    const auto other = isUrl ? QByteArray::Base64Encoding : QByteArray::Base64UrlEncoding;
    const Changed decoded = isUrl != isStandard ? fromBase64(text, own) : Changed();
    return decoded ? Changed(decoded->toBase64(other | padding)) : Changed();
}

/// Bytes that were taken for text on the way, as by Node's "utf8" and "binary".
Changed asText(const Changed& bytes, bool isLatin1)
{
    if (!bytes)
        return {};
    return (isLatin1 ? QString::fromLatin1(*bytes) : QString::fromUtf8(*bytes)).toUtf8();
}

/// Digits in pairs with something between them.
Changed withoutSeparators(Bytes text)
{
    QByteArray digits = text;
    for (const char between : {':', '-', ' '})
        digits.replace(between, "");
    const bool isBetween = digits.startsWith(text.left(2)) && digits.endsWith(text.right(2));
    return digits != text && isBetween && isHex(digits) ? Changed(digits) : Changed();
}

/// As "base64" in a shell prints it, once too often, each time with the newline that it ends with.
Changed fromBase64Repeatedly(Bytes text)
{
    constexpr int most = 3;
    QByteArray plain = text.trimmed();
    int rounds = 0;
    for (; rounds < most; ++rounds) {
        const Changed decoded = fromBase64(plain, QByteArray::Base64Encoding);
        const QByteArray inner = decoded ? decoded->trimmed() : QByteArray();
        if (inner.isEmpty() || !inner.isValidUtf8())
            break;
        plain = inner;
    }
    return rounds > 1 ? Changed(plain) : Changed();
}

/// A shell that knows wide characters only, as PowerShell's Unicode encoding.
QByteArray wideBase64(Bytes text)
{
    return textforms::fromUtf8(text, textforms::Charset::Utf16Le).value_or(text).toBase64();
}

/// Standard Webhooks: the key is what stands behind the prefix, decoded.
Changed fromStandardWebhooks(Bytes text)
{
    const qsizetype underscore = text.lastIndexOf('_');
    return underscore > 0 ? fromBase64(text.mid(underscore + 1), QByteArray::Base64Encoding) : Changed();
}

Changed uuidBytes(Bytes text)
{
    const QUuid uuid = QUuid::fromString(QLatin1String(text));
    return uuid.isNull() ? Changed() : Changed(uuid.toRfc4122());
}

/// As .NET's Guid.ToByteArray(): the first three numbers with their low byte first.
Changed guidBytes(Bytes text)
{
    Changed bytes = uuidBytes(text);
    if (bytes) {
        std::reverse(bytes->begin(), bytes->begin() + 4);
        std::reverse(bytes->begin() + 4, bytes->begin() + 6);
        std::reverse(bytes->begin() + 6, bytes->begin() + 8);
    }
    return bytes;
}

Changed withDashes(Bytes text)
{
    constexpr qsizetype digits = 32;
    const QByteArray raw = text.size() == digits ? QByteArray::fromHex(text) : QByteArray();
    return raw.toHex() == text.toLower() && !raw.isEmpty()
               ? Changed(QUuid::fromRfc4122(raw).toByteArray(QUuid::WithoutBraces))
               : Changed();
}

/// The bytes of a GUID, however it is written; empty where it is none.
QByteArray guidOf(Bytes text)
{
    QByteArray digits = text.toLower();
    if (digits.startsWith("urn:uuid:"))
        digits = digits.mid(QByteArrayView("urn:uuid:").size());
    if (digits.startsWith('{') && digits.endsWith('}'))
        digits = digits.mid(1).chopped(1);
    constexpr qsizetype dashed = 36;
    if (digits.size() == dashed)
        digits.replace('-', "");
    constexpr qsizetype length = 32;
    return digits.size() == length && isHex(digits) ? QByteArray::fromHex(digits) : QByteArray();
}

/// As .NET's formats D, N and B and others print one.
void addGuidWritings(std::vector<SecretStep>& steps)
{
    using Write = QByteArray (*)(const QByteArray& dashed, const QByteArray& bytes);
    constexpr std::array<std::pair<const char*, Write>, 5> writings{
        {{"dashed", [](const QByteArray& dashed, const QByteArray&) { return dashed; }},
         {"digits", [](const QByteArray&, const QByteArray& bytes) { return bytes.toHex(); }},
         {"braces", [](const QByteArray& dashed, const QByteArray&) { return '{' + dashed + '}'; }},
         {"urn", [](const QByteArray& dashed, const QByteArray&) { return "urn:uuid:" + dashed; }},
         {"base64", [](const QByteArray&, const QByteArray& bytes) { return bytes.toBase64(); }}}};
    for (const bool isUpper : {false, true}) {
        for (const auto& [name, write] : writings) {
            const bool hasCase = qstrcmp(name, "base64") != 0;
            if (isUpper && !hasCase)
                continue;
            steps.push_back({encoded("uuid", "encoded", name), [isUpper, write = write](Bytes s) {
                                 const QByteArray bytes = guidOf(s);
                                 if (bytes.isEmpty())
                                     return Changed();
                                 const QByteArray dashed = QUuid::fromRfc4122(bytes).toByteArray(QUuid::WithoutBraces);
                                 const QByteArray written = write(dashed, bytes);
                                 return Changed(isUpper ? written.toUpper() : written);
                             }});
        }
    }
}

/// As .NET's HttpUtility writes them.
QByteArray lowerEscapes(QByteArray text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        const QByteArray digits = text.mid(at + 1, 2).toLower();
        text.replace(at + 1, digits.size(), digits);
    }
    return text;
}

/// What each language leaves as it is.
void addUrlEncodings(std::vector<SecretStep>& steps)
{
    const Finding url = encoded("url", "encoded");
    steps.push_back({url, [](Bytes s) { return s.toPercentEncoding(); }});
    steps.push_back({url, [](Bytes s) { return lowerEscapes(s.toPercentEncoding()); }});
    steps.push_back({url, [](Bytes s) { return lowerEscapes(s.toPercentEncoding("!*() ", "~")).replace(' ', '+'); }});
    steps.push_back({url, [](Bytes s) { return s.toPercentEncoding("/"); }});                         // Python's quote
    steps.push_back({url, [](Bytes s) { return s.toPercentEncoding(";,/?:@&=+$!*'()#"); }});          // encodeURI
    steps.push_back({url, [](Bytes s) { return s.toPercentEncoding("* ", "~").replace(' ', '+'); }}); // forms
    steps.push_back({url, [](Bytes s) { return s.toPercentEncoding(" ").replace(' ', '+'); }});
}

QByteArray escapedAsJson(Bytes text, JsonStyle::Escapes escapes)
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.text = QString::fromUtf8(text);
    JsonStyle style;
    style.escapes = escapes;
    return printJson(value, style).mid(1).chopped(1);
}

QByteArray inSwappedCase(Bytes text)
{
    QByteArray swapped = text;
    for (char& c : swapped) {
        constexpr char bit = 'a' ^ 'A';
        c = isAsciiLetter(c) ? static_cast<char>(c ^ bit) : c;
    }
    return swapped;
}

void addCases(std::vector<SecretStep>& steps)
{
    steps.push_back({encoded("upper-case", "encoded"), [](Bytes s) { return s.toUpper(); }});
    steps.push_back({encoded("lower-case", "encoded"), [](Bytes s) { return s.toLower(); }});
    steps.push_back({encoded("swapped-case", "encoded"), inSwappedCase});
    steps.push_back({encoded("title-case", "encoded"), [](Bytes s) { return s.left(1).toUpper() + s.mid(1); }});
    steps.push_back(
        {encoded("title-case", "encoded"), [](Bytes s) { return s.left(1).toUpper() + s.mid(1).toLower(); }});
}

void addDecodings(std::vector<SecretStep>& steps)
{
    steps.push_back({encoded("hex", "decoded"),
                     [](Bytes s) { return isHex(s) ? Changed(QByteArray::fromHex(s)) : Changed(); }, true});
    steps.push_back(
        {encoded("base64", "decoded"), [](Bytes s) { return fromBase64(s, QByteArray::Base64Encoding); }, true});
    steps.push_back(
        {encoded("base64url", "decoded"), [](Bytes s) { return fromBase64(s, QByteArray::Base64UrlEncoding); }, true});
    steps.push_back({encoded("base64", "decoded", "standard-webhooks"), fromStandardWebhooks, true});
    steps.push_back({encoded("base64-twice", "decoded"), fromBase64Repeatedly});
    for (const bool isLatin1 : {false, true}) {
        const char* variant = isLatin1 ? "latin-1-text" : "utf-8-text";
        steps.push_back({encoded("base64", "decoded", variant),
                         [isLatin1](Bytes s) { return asText(fromBase64(s, QByteArray::Base64Encoding), isLatin1); }});
        steps.push_back({encoded("hex", "decoded", variant), [isLatin1](Bytes s) {
                             return isHex(s) ? asText(QByteArray::fromHex(s), isLatin1) : Changed();
                         }});
    }
    steps.push_back({encoded("base32", "decoded"), textforms::fromBase32});
    steps.push_back({encoded("url", "decoded"), [](Bytes s) { return QByteArray::fromPercentEncoding(s); }});
    steps.push_back({encoded("url", "decoded"), [](Bytes s) { return formDecoded(s); }});
    steps.push_back({encoded("html", "decoded"), [](Bytes s) { return textforms::fromHtml(s); }});
    steps.push_back({encoded("json", "decoded"), [](Bytes s) { return textforms::fromJsonString('"' + s + '"'); }});
    steps.push_back({encoded("uuid", "decoded", "bytes"), uuidBytes});
    steps.push_back({encoded("uuid", "decoded", "digits"),
                     [](Bytes s) { return uuidBytes(s) ? Changed(QByteArray(s).replace('-', "")) : Changed(); }});
    steps.push_back({encoded("uuid", "decoded", "guid-bytes"), guidBytes});
    steps.push_back({encoded("separators", "decoded"), withoutSeparators, true});
    steps.push_back({encoded("uuid", "encoded"), withDashes});
    steps.push_back({encoded("url", "decoded"), [](Bytes s) { return QByteArray(s).replace('+', ' '); }});
}

QByteArray hashed(Bytes text, QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(text, algorithm);
}

/// What is doubled to stand for itself, as $ in a Compose file.
void addDoubledMarks(std::vector<SecretStep>& steps)
{
    for (const auto& [name, mark] : {std::pair("doubled-dollar", '$'), std::pair("doubled-percent", '%')}) {
        const QByteArray once(1, mark);
        const QByteArray twice(2, mark);
        steps.push_back({encoded(name, "decoded"), [=](Bytes s) { return QByteArray(s).replace(twice, once); }});
        steps.push_back({encoded(name, "encoded"), [=](Bytes s) { return QByteArray(s).replace(once, twice); }});
    }
}

void addCharsets(std::vector<SecretStep>& steps)
{
    using textforms::Charset;
    // Before what it looks like: a sender who writes the secret in one of the single-byte charsets.
    steps.push_back({encoded(textforms::charsetName(Charset::Utf8Twice), "decoded"),
                     [](Bytes s) { return textforms::toUtf8(s, Charset::Utf8Twice); }});
    for (const Charset charset : textforms::charsets()) {
        const char* name = textforms::charsetName(charset);
        const bool isWide = charset == Charset::Utf16Le || charset == Charset::Utf16Be || charset == Charset::Utf32Le ||
                            charset == Charset::Utf32Be;
        steps.push_back({encoded(name, "encoded"), [charset](Bytes s) { return textforms::fromUtf8(s, charset); }});
        steps.push_back({encoded(name, "decoded"),
                         [charset, isWide](Bytes s) {
                             return isWide && !s.contains('\0') ? Changed() : textforms::toUtf8(s, charset);
                         },
                         isWide});
    }
    steps.push_back({encoded("base64-of-utf-16le", "encoded"), wideBase64});
}

void addHashes(std::vector<SecretStep>& steps)
{
    using Hash = QCryptographicHash;
    steps.push_back({encoded("sha256-hex", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha256).toHex(); }});
    steps.push_back({encoded("sha256", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha256); }});
    steps.push_back({encoded("sha256-base64", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha256).toBase64(); }});
    steps.push_back({encoded("sha256-hex", "encoded", "upper-case"),
                     [](Bytes s) { return hashed(s, Hash::Sha256).toHex().toUpper(); }});
    steps.push_back({encoded("md5-hex", "encoded"), [](Bytes s) { return hashed(s, Hash::Md5).toHex(); }});
    steps.push_back({encoded("md5", "encoded"), [](Bytes s) { return hashed(s, Hash::Md5); }});
    steps.push_back({encoded("sha1-hex", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha1).toHex(); }});
    steps.push_back({encoded("sha1", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha1); }});
    steps.push_back({encoded("sha512", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha512); }});
    steps.push_back({encoded("sha512-hex", "encoded"), [](Bytes s) { return hashed(s, Hash::Sha512).toHex(); }});
}

void addEncodings(std::vector<SecretStep>& steps)
{
    const auto base64url = QByteArray::Base64UrlEncoding;
    const auto unpadded = QByteArray::OmitTrailingEquals;
    steps.push_back({encoded("base64", "encoded"), [](Bytes s) { return s.toBase64(); }, true});
    steps.push_back({encoded("base64", "encoded"), [=](Bytes s) { return s.toBase64(unpadded); }});
    steps.push_back(
        {encoded("base64-twice", "encoded"), [](Bytes s) { return ((s + '\n').toBase64() + '\n').toBase64(); }});
    steps.push_back({encoded("base64url", "encoded"), [=](Bytes s) { return s.toBase64(base64url); }});
    steps.push_back({encoded("base64url", "encoded"), [=](Bytes s) { return s.toBase64(base64url | unpadded); }});
    for (const auto padding : {QByteArray::KeepTrailingEquals, unpadded})
        steps.push_back({encoded("base64-alphabet", "encoded"), [=](Bytes s) { return inOtherAlphabet(s, padding); }});
    steps.push_back({encoded("hex", "encoded"), [](Bytes s) { return s.toHex(); }, true});
    steps.push_back({encoded("hex", "encoded"), [](Bytes s) { return s.toHex().toUpper(); }});
    addUrlEncodings(steps);
    steps.push_back({encoded("html", "encoded"), [](Bytes s) { return textforms::toHtml(s); }});
    for (const char* apostrophe : {"&#39;", "&#x27;"})
        steps.push_back({encoded("html", "encoded"),
                         [apostrophe](Bytes s) { return textforms::toHtml(s).replace("'", apostrophe); }});
    steps.push_back({encoded("json", "encoded"), [](Bytes s) { return textforms::toJsonString(s).mid(1).chopped(1); }});
    steps.push_back({encoded("json", "encoded"), [](Bytes s) { return textforms::toJsonString(s); }});
    for (const auto escapes : {JsonStyle::Escapes::Slashes, JsonStyle::Escapes::DotNet, JsonStyle::Escapes::AsciiLower})
        steps.push_back({encoded("json", "encoded"), [escapes](Bytes s) { return escapedAsJson(s, escapes); }});
    addCases(steps);
    addHashes(steps);
    addGuidWritings(steps);
}

std::vector<SecretStep> allSteps()
{
    std::vector<SecretStep> steps;
    addWhiteSpace(steps);
    addDoublings(steps);
    addDecodings(steps);
    addQuotes(steps);
    addSurplusCharacters(steps);
    addCharsets(steps);
    addEncodings(steps);
    addDoubledMarks(steps);
    addSecretSlips(steps);
    addSecretLines(steps);
    addLostCharacters(steps);
    return steps;
}

} // namespace

const std::vector<SecretStep>& secretSteps()
{
    static const std::vector<SecretStep> steps = allSteps();
    return steps;
}

} // namespace kaunt
