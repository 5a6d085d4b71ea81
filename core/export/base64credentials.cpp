// SPDX-License-Identifier: MIT
#include "core/export/base64credentials.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/export/textcredentials.h"
#include "core/webhook/contentchange.h"

#include <algorithm>

namespace kaunt {

namespace {

/// A shorter one has no room for a member that is a credential.
constexpr qsizetype shortestWord = 20;

bool isOfBase64(char c)
{
    return isAsciiLetterOrDigit(c) || QByteArrayView("+/-_").contains(c);
}

bool isOfUrl(const QByteArray& word)
{
    return word.contains('-') || word.contains('_');
}

QByteArray decoded(const QByteArray& word)
{
    return QByteArray::fromBase64(word, isOfUrl(word) ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding);
}

QByteArray encodedLike(const QByteArray& word, const QByteArray& bytes)
{
    QByteArray::Base64Options options = QByteArray::Base64Encoding;
    if (isOfUrl(word))
        options |= QByteArray::Base64UrlEncoding;
    const bool isWithoutPadding = word.size() % 4 != 0 || (isOfUrl(word) && !word.endsWith('='));
    if (isWithoutPadding)
        options |= QByteArray::OmitTrailingEquals;
    return bytes.toBase64(options);
}

/// By how a brace, a bracket or gzip begins: words of a language are not decoded.
bool isWorthDecoding(const QByteArray& word)
{
    if (word.size() < shortestWord || !QByteArrayView("eWH").contains(word.front()))
        return false;
    const QByteArray start = decoded(word.left(4));
    constexpr QByteArrayView behindBrace("\"{[ \t\r\n\\");
    const bool isBegun = start.startsWith('{') || start.startsWith('[');
    const bool isJson = isBegun && start.size() > 1 && behindBrace.contains(start.at(1));
    return isJson || start.startsWith("\x1f\x8b");
}

QByteArray redactedWord(const QByteArray& word, TextRedaction& redaction, int layers)
{
    constexpr qsizetype mostPacked = 50; // times its size: many small words shall not cost more than a large one
    const QByteArray bytes = decoded(word);
    const auto change = [&redaction, layers](QByteArray& content, BodyContent::Form /*form*/) {
        redactText(content, redaction, layers - 1);
    };
    const auto changed = withChangedContent(bytes, {}, change, mostPacked * bytes.size());
    if (!changed)
        redaction.found.insert(QStringLiteral("packed body"));
    const QByteArray left = changed.value_or(redactedText);
    return left == bytes ? word : encodedLike(word, left);
}

} // namespace

void redactBase64(QByteArray& text, TextRedaction& redaction, int layers)
{
    QByteArray out;
    auto done = text.cbegin();
    for (auto at = text.cbegin(); at != text.cend();) {
        const auto start = std::find_if(at, text.cend(), isOfBase64);
        auto end = std::find_if_not(start, text.cend(), isOfBase64);
        for (int padding = 0; padding < 2 && end != text.cend() && *end == '='; ++padding)
            ++end;
        const QByteArray word(start, std::distance(start, end));
        if (isWorthDecoding(word)) {
            out.append(done, std::distance(done, start)).append(redactedWord(word, redaction, layers));
            done = end;
        }
        at = end;
    }
    if (done != text.cbegin())
        text = out.append(done, std::distance(done, text.cend()));
}

} // namespace kaunt
