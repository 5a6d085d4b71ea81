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

bool isLetterOfText(char c)
{
    constexpr char deleteCharacter = 0x7f;
    return c < 0 || (c >= ' ' && c != deleteCharacter) || c == '\t' || c == '\r' || c == '\n';
}

/// Chance hardly ever makes such a word of other text.
bool isEncodedText(const QByteArray& word)
{
    constexpr qsizetype lookedAtFirst = 64;
    const QByteArray start = decoded(word.left(lookedAtFirst));
    if (word.size() < shortestWord || !std::all_of(start.cbegin(), start.cend(), isLetterOfText))
        return false;
    const QByteArray bytes = decoded(word);
    return std::all_of(bytes.cbegin(), bytes.cend(), isLetterOfText) && QByteArrayView(bytes).isValidUtf8() &&
           encodedLike(word, bytes) == word;
}

/// By how a brace, a bracket or gzip begins.
bool isEncodedJsonOrGzip(const QByteArray& word)
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

/// Known secrets within it are found as it stands, wherever they begin (encodingsOf()).
QByteArray redactedTextWord(const QByteArray& word, TextRedaction& redaction, int layers)
{
    const QByteArray bytes = decoded(word);
    QByteArray left = bytes;
    TextRedaction within;
    redactText(left, within, layers - 1);
    redaction.found.unite(within.found);
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
        const bool isPacked = isEncodedJsonOrGzip(word);
        if (isPacked || isEncodedText(word)) {
            out.append(done, std::distance(done, start));
            out.append(isPacked ? redactedWord(word, redaction, layers) : redactedTextWord(word, redaction, layers));
            done = end;
        }
        at = end;
    }
    if (done != text.cbegin())
        text = out.append(done, std::distance(done, text.cend()));
}

} // namespace kaunt
