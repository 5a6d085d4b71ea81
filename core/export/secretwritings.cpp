// SPDX-License-Identifier: MIT
#include "core/export/secretwritings.h"

#include "core/asciicharacters.h"
#include "core/hexdigits.h"

#include <QList>
#include <QStringEncoder>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype percentDigits = 2;
constexpr qsizetype escapeDigits = 4;
constexpr qsizetype mostBackslashes = 63; ///< JSON within JSON five times over

/// Of so many hexadecimal digits in front.
std::optional<char16_t> hexAt(QByteArrayView text, qsizetype digits)
{
    const int number = text.size() < digits ? -1 : hexNumber(text.first(digits));
    return number < 0 ? std::nullopt : std::optional(static_cast<char16_t>(number));
}

/// These tell how many bytes in front stand for what is asked for; 0 for none.
qsizetype percentEncoded(QByteArrayView text, char byte)
{
    qsizetype at = 1; // "%2F", "%252F" …
    while (const auto code = hexAt(text.sliced(std::min(at, text.size())), percentDigits)) {
        if (*code == static_cast<uchar>(byte))
            return at + percentDigits;
        if (*code != '%')
            break;
        at += percentDigits;
    }
    return 0;
}

qsizetype backslashesOf(QByteArrayView text)
{
    const QByteArrayView near = text.first(std::min(text.size(), mostBackslashes));
    return std::distance(near.begin(), std::find_if(near.begin(), near.end(), [](char c) { return c != '\\'; }));
}

qsizetype escaped(QByteArrayView text, QStringView units)
{
    qsizetype at = 0;
    for (const QChar unit : units) {
        const qsizetype backslashes = backslashesOf(text.sliced(at));
        at += backslashes + 1;
        if (backslashes == 0 || at > text.size() || text.at(at - 1) != 'u' ||
            hexAt(text.sliced(at), escapeDigits) != unit.unicode())
            return 0;
        at += escapeDigits;
    }
    return at;
}

/// As C and many loggers write it.
qsizetype hexEscaped(QByteArrayView text, char byte)
{
    const qsizetype at = backslashesOf(text) + 1;
    const bool isMarked = at <= text.size() && text.at(at - 1) == 'x';
    return isMarked && hexAt(text.sliced(at), percentDigits) == static_cast<uchar>(byte) ? at + percentDigits : 0;
}

qsizetype numberedInMarkup(QByteArrayView text, char32_t character)
{
    constexpr qsizetype longest = 12;
    constexpr int decimal = 10;
    constexpr int hexadecimal = 16;
    const QByteArrayView near = text.first(std::min(text.size(), longest));
    const qsizetype end = near.indexOf(';');
    const bool isHex = near.startsWith("&#x") || near.startsWith("&#X");
    const qsizetype begin = isHex ? 3 : 2;
    if (!near.startsWith("&#") || end <= begin)
        return 0;
    const QByteArrayView digits = near.sliced(begin, end - begin);
    const bool isNumber = isHex ? isHexDigits(digits) : isAsciiDigits(digits);
    return isNumber && digits.toUInt(nullptr, isHex ? hexadecimal : decimal) == character ? end + 1 : 0;
}

/// In HTML and XML.
qsizetype namedInMarkup(QByteArrayView text, char byte)
{
    static constexpr std::array<std::pair<char, const char*>, 5> names{
        {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}}};
    for (const auto& [letter, name] : names) {
        const QByteArrayView written(name);
        if (byte == letter && text.startsWith(written))
            return written.size();
    }
    return numberedInMarkup(text, static_cast<uchar>(byte));
}

/// For Latin 1.
qsizetype misread(QByteArrayView text, char byte)
{
    const QByteArray utf8 = QString(QLatin1Char(byte)).toUtf8();
    return text.startsWith(utf8) ? utf8.size() : 0;
}

qsizetype backslashed(QByteArrayView text, char byte)
{
    const QChar latin = QLatin1Char(byte);
    if (const qsizetype length = escaped(text, QStringView(&latin, 1)))
        return length;
    if (const qsizetype length = hexEscaped(text, byte))
        return length;
    if (byte == '\\')
        return text.startsWith("\\\\") ? 2 : 0;
    const qsizetype backslashes = backslashesOf(text);
    return (byte == '/' || byte == '"') && text.sliced(backslashes).startsWith(byte) ? backslashes + 1 : 0;
}

char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The longer ways first: a percent sign or a backslash may be itself, too.
qsizetype writtenByte(QByteArrayView text, char byte, LetterCase letterCase)
{
    if (text.isEmpty())
        return 0;
    qsizetype length = 0;
    constexpr uchar lastAscii = 0x7f;
    if (text.front() == '%')
        length = percentEncoded(text, byte);
    else if (text.front() == '\\')
        length = backslashed(text, byte);
    else if (text.front() == '&')
        length = namedInMarkup(text, byte);
    else if (static_cast<uchar>(byte) > lastAscii)
        length = misread(text, byte);
    const char given = letterCase == LetterCase::Either ? lowerCase(text.front()) : text.front();
    const bool isItself = given == byte || (byte == ' ' && given == '+');
    return length > 0 ? length : isItself ? 1 : 0;
}

qsizetype writtenBytes(QByteArrayView text, const QByteArray& bytes, LetterCase letterCase)
{
    qsizetype at = 0;
    for (const char byte : bytes) {
        const qsizetype length = writtenByte(text.sliced(at), byte, letterCase);
        if (length == 0)
            return 0;
        at += length;
    }
    return at;
}

/// What stands for it alone where `before` bytes are encoded in front: the digits at either end are of others, too.
QByteArray base64Within(const QByteArray& secret, qsizetype before, QByteArray::Base64Option alphabet)
{
    constexpr qsizetype bitsOfByte = 8;
    constexpr qsizetype bitsOfDigit = 6;
    const QByteArray digits = (QByteArray(before, '\0') + secret).toBase64(alphabet);
    const qsizetype begin = (before * bitsOfByte + bitsOfDigit - 1) / bitsOfDigit;
    const qsizetype end = (before + secret.size()) * bitsOfByte / bitsOfDigit;
    return digits.mid(begin, end - begin);
}

/// RFC 4648 section 6, without its padding.
QByteArray base32Of(const QByteArray& bytes)
{
    constexpr QByteArrayView alphabet("abcdefghijklmnopqrstuvwxyz234567");
    constexpr int bitsOfByte = 8;
    constexpr int bitsOfDigit = 5;
    constexpr uint digitMask = 0x1f;
    QByteArray digits;
    uint pending = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pending = pending << bitsOfByte | static_cast<uchar>(byte);
        for (bits += bitsOfByte; bits >= bitsOfDigit;) {
            bits -= bitsOfDigit;
            digits += alphabet.at(pending >> bits & digitMask);
        }
    }
    if (bits > 0)
        digits += alphabet.at(pending << (bitsOfDigit - bits) & digitMask);
    return digits;
}

void addEncoding(QList<QByteArray>& encodings, const QByteArray& one)
{
    if (!one.isEmpty() && !encodings.contains(one))
        encodings.append(one);
}

} // namespace

SecretWritings::SecretWritings(const QByteArray& secret, LetterCase letterCase)
    : m_secret(letterCase == LetterCase::Either ? secret.toLower() : secret)
    , m_letterCase(letterCase)
{
    setBeginnings();
    if (std::all_of(secret.cbegin(), secret.cend(), [](char c) { return c >= 0; }))
        return; // each byte is a letter
    if (!QByteArrayView(secret).isValidUtf8()) {
        for (const char byte : secret)
            m_letters.push_back({QByteArray(1, byte), QString(QLatin1Char(byte)), static_cast<uchar>(byte)});
        return;
    }
    for (const char32_t character : QString::fromUtf8(secret).toStdU32String()) {
        const QString letter = QString::fromUcs4(&character, 1);
        m_letters.push_back({letter.toUtf8(), letter, character});
    }
}

void SecretWritings::setBeginnings()
{
    const auto add = [this](char byte) { m_begins.at(static_cast<uchar>(byte)) = true; };
    if (m_secret.isEmpty())
        return;
    const char first = m_secret.front();
    add(first);
    if (m_letterCase == LetterCase::Either && isAsciiLetter(first))
        add(static_cast<char>(first - 'a' + 'A'));
    add('%');
    add('\\');
    add('&');
    add(QString(QLatin1Char(first)).toUtf8().front()); // misread
    if (first == ' ')
        add('+');
}

qsizetype SecretWritings::lengthAt(QByteArrayView text) const
{
    if (text.startsWith(m_secret))
        return m_secret.size();
    if (m_letters.empty())
        return writtenBytes(text, m_secret, m_letterCase);
    qsizetype at = 0;
    for (const Letter& letter : m_letters) {
        const QByteArrayView rest = text.sliced(at);
        const bool isItself = letter.bytes.size() > 1 && rest.startsWith(letter.bytes);
        qsizetype length = isItself ? letter.bytes.size() : writtenBytes(rest, letter.bytes, m_letterCase);
        if (length == 0)
            length = escaped(rest, letter.escaped);
        if (length == 0)
            length = numberedInMarkup(rest, letter.character);
        if (length == 0)
            return 0;
        at += length;
    }
    return at;
}

bool SecretWritings::replaceIn(QByteArray& text, QByteArrayView replacement) const
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size();) {
        const bool mayBegin = m_begins[static_cast<uchar>(text.at(at))];
        const qsizetype length = mayBegin ? lengthAt(QByteArrayView(text).sliced(at)) : 0;
        if (length == 0) {
            ++at;
            continue;
        }
        out += QByteArrayView(text).sliced(from, at - from);
        out += replacement;
        at += length;
        from = at;
    }
    if (from == 0)
        return false;
    text = out + text.mid(from);
    return true;
}

std::vector<SecretWritings> encodingsOf(const QByteArray& secret)
{
    constexpr qsizetype bytesInGroup = 3;
    QList<QByteArray> encodings;
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        addEncoding(encodings, secret.toBase64(alphabet));
        addEncoding(encodings, secret.toBase64(alphabet | QByteArray::OmitTrailingEquals));
        for (qsizetype before = 0; before < bytesInGroup; ++before)
            addEncoding(encodings, base64Within(secret, before, alphabet));
    }
    if (QByteArrayView(secret).isValidUtf8()) {
        for (const auto order : {QStringConverter::Utf16LE, QStringConverter::Utf16BE})
            addEncoding(encodings, QStringEncoder(order).encode(QString::fromUtf8(secret)));
    }
    std::vector<SecretWritings> writings(encodings.cbegin(), encodings.cend());
    for (const QByteArray& digits :
         {secret.toHex(), secret.toHex(':'), secret.toHex('-'), secret.toHex(' '), base32Of(secret)})
        writings.emplace_back(digits, LetterCase::Either);
    return writings;
}

} // namespace kaunt
