// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/textforms.h"

#include "core/webhook/doctor/charsetbytes.h"
#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/widecharsets.h"
#include "core/webhook/jsonvalue.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace kaunt::textforms {

namespace {

/// Windows-1252 from 0x80 to 0x9f (WHATWG Encoding, index windows-1252); Qt knows Latin-1 only.
constexpr std::array<char16_t, 32> windows1252{0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                               0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                               0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                               0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};
constexpr int firstOfWindows1252 = 0x80;
constexpr char16_t firstBeyondAscii = 0x80;

/// What the charset doesn't have as `replacement`; nothing where there is none.
std::optional<QByteArray> toSingleBytes(const QString& text, Charset charset, std::optional<char> replacement = {})
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (const QChar c : text) {
        const auto* const found = std::find(windows1252.begin(), windows1252.end(), c.unicode());
        if (charset == Charset::Windows1252 && found != windows1252.end())
            bytes.append(static_cast<char>(firstOfWindows1252 + (found - windows1252.begin())));
        else if (c.unicode() < 0x100)
            bytes.append(static_cast<char>(c.unicode()));
        else if (!replacement)
            return {};
        else if (!c.isLowSurrogate())
            bytes.append(*replacement);
    }
    return bytes;
}

QString fromSingleBytes(const QByteArray& bytes, Charset charset)
{
    QString text = QString::fromLatin1(bytes);
    if (charset == Charset::Latin1)
        return text;
    for (QChar& c : text) {
        const int index = c.unicode() - firstOfWindows1252;
        if (index >= 0 && index < static_cast<int>(windows1252.size()))
            c = QChar(windows1252[static_cast<size_t>(index)]);
    }
    return text;
}

std::optional<QString> decoded(const QByteArray& utf8)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(utf8);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

QByteArray asciiOnly(const QString& text, Charset charset)
{
    QByteArray ascii;
    for (const QChar c : text) {
        const bool isDropped =
            charset == Charset::AsciiDropped || (charset == Charset::AsciiReplacedWhole && c.isLowSurrogate());
        if (c.unicode() < firstBeyondAscii)
            ascii.append(static_cast<char>(c.unicode()));
        else if (!isDropped)
            ascii.append('?');
    }
    return ascii;
}

/// UTF-8 that was taken for single bytes; nothing where what comes out is no UTF-8.
std::optional<QByteArray> undoneTwice(const QString& text)
{
    for (const Charset charset : {Charset::Windows1252, Charset::Latin1}) {
        auto once = toSingleBytes(text, charset);
        if (once && once->isValidUtf8())
            return once;
    }
    return {};
}

bool isAscii(const QByteArray& bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<uchar>(c) < 0x80; });
}

/// Qt's takes the square of what it is given at once. No character before an ASCII one joins with it (UAX #15), so the
/// text may be cut there; nothing where it can't be cut finely.
std::optional<QByteArray> normalized(const QString& text, QString::NormalizationForm form)
{
    constexpr qsizetype longestAtOnce = 512;
    QByteArray made;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype marks = from;
        while (marks < text.size() && text[marks].unicode() < firstBeyondAscii)
            ++marks;
        qsizetype end = marks;
        while (end < text.size() && text[end].unicode() >= firstBeyondAscii)
            ++end;
        if (end - marks > longestAtOnce)
            return {};
        made += text.mid(from, end - from).normalized(form).toUtf8();
        from = end;
    }
    return made;
}

Console consoleOf(Charset charset)
{
    return charset == Charset::Ibm850 ? Console::Western : Console::Nordic;
}

BytesRead readAs(Charset charset)
{
    if (charset == Charset::BytesReplaced)
        return BytesRead::Questions;
    return charset == Charset::BytesCut ? BytesRead::Cut : BytesRead::Marks;
}

std::optional<QByteArray> written(const QByteArray& utf8, const QString& text, Charset charset)
{
    switch (charset) {
    case Charset::Latin1:
    case Charset::Windows1252:
        return toSingleBytes(text, charset);
    case Charset::Utf16Le:
    case Charset::Utf16LeWithMark:
    case Charset::Utf16Be:
    case Charset::Utf16BeWithMark:
    case Charset::Utf32Le:
    case Charset::Utf32LeWithMark:
    case Charset::Utf32Be:
        return toWide(text, charset);
    case Charset::Utf8Twice:
        return fromSingleBytes(utf8, Charset::Windows1252).toUtf8();
    case Charset::Latin1Replaced:
        return toSingleBytes(text, charset, '?');
    case Charset::AsciiReplaced:
    case Charset::AsciiReplacedWhole:
    case Charset::AsciiDropped:
        return asciiOnly(text, charset);
    case Charset::Composed:
        return normalized(text, QString::NormalizationForm_C);
    case Charset::BytesReplaced:
    case Charset::BytesCut:
    case Charset::BytesMarked:
        return bytesRead(utf8, readAs(charset));
    case Charset::Utf8Thrice:
        return fromSingleBytes(fromSingleBytes(utf8, Charset::Windows1252).toUtf8(), Charset::Windows1252).toUtf8();
    case Charset::Ibm850:
    case Charset::Ibm865:
        return toConsole(text, consoleOf(charset));
    case Charset::Cesu8:
        return asCesu8(text);
    case Charset::PlanesReplaced:
        return withPlanesAs(text, "?");
    case Charset::PlanesMarked:
        return withPlanesAs(text, "????");
    case Charset::PlanesDropped:
        return withPlanesAs(text, "");
    case Charset::References:
        return withReferences(text);
    case Charset::Decomposed:
        break;
    }
    return normalized(text, QString::NormalizationForm_D);
}

} // namespace

const QList<Charset>& charsets()
{
    static const QList<Charset> all{Charset::Latin1,
                                    Charset::Windows1252,
                                    Charset::Utf16Le,
                                    Charset::Utf16LeWithMark,
                                    Charset::Utf16Be,
                                    Charset::Utf16BeWithMark,
                                    Charset::Utf8Twice,
                                    Charset::AsciiReplaced,
                                    Charset::AsciiDropped,
                                    Charset::Composed,
                                    Charset::Decomposed,
                                    Charset::Latin1Replaced,
                                    Charset::AsciiReplacedWhole,
                                    Charset::BytesReplaced,
                                    Charset::BytesMarked,
                                    Charset::BytesCut,
                                    Charset::Utf32Le,
                                    Charset::Utf32Be,
                                    Charset::Utf32LeWithMark,
                                    Charset::Ibm850,
                                    Charset::Ibm865,
                                    Charset::Utf8Thrice,
                                    Charset::PlanesReplaced,
                                    Charset::PlanesMarked,
                                    Charset::PlanesDropped,
                                    Charset::Cesu8,
                                    Charset::References};
    return all;
}

const char* charsetName(Charset charset)
{
    switch (charset) {
    case Charset::Latin1:
    case Charset::Latin1Replaced:
        return "iso-8859-1";
    case Charset::Windows1252:
        return "windows-1252";
    case Charset::Utf16Le:
    case Charset::Utf16LeWithMark:
        return "utf-16le";
    case Charset::Utf16Be:
    case Charset::Utf16BeWithMark:
        return "utf-16be";
    case Charset::Utf8Twice:
        return "utf-8-twice";
    case Charset::AsciiReplaced:
    case Charset::AsciiReplacedWhole:
    case Charset::AsciiDropped:
    case Charset::BytesReplaced:
    case Charset::BytesCut:
    case Charset::BytesMarked:
    case Charset::References:
        return "us-ascii";
    case Charset::Utf8Thrice:
        return "utf-8-thrice";
    case Charset::Utf32Le:
    case Charset::Utf32LeWithMark:
        return "utf-32le";
    case Charset::Utf32Be:
        return "utf-32be";
    case Charset::Ibm850:
        return "ibm850";
    case Charset::Ibm865:
        return "ibm865";
    case Charset::Cesu8:
        return "cesu-8";
    case Charset::PlanesReplaced:
    case Charset::PlanesMarked:
    case Charset::PlanesDropped:
        return "utf8mb3";
    case Charset::Composed:
        return "utf-8-nfc";
    case Charset::Decomposed:
        break;
    }
    return "utf-8-nfd";
}

std::optional<QByteArray> fromUtf8(const QByteArray& text, Charset charset)
{
    if (!isWide(charset) && isAscii(text))
        return {};
    const auto read = decoded(text);
    const auto bytes = read ? written(text, *read, charset) : std::nullopt;
    return bytes == text ? std::nullopt : bytes;
}

std::optional<QByteArray> toUtf8(const QByteArray& bytes, Charset charset)
{
    switch (charset) {
    case Charset::Latin1:
    case Charset::Windows1252:
        if (bytes.isValidUtf8()) // ASCII, or Charset::Utf8Twice
            return {};
        return fromSingleBytes(bytes, charset).toUtf8();
    case Charset::Utf16Le:
    case Charset::Utf16Be:
    case Charset::Utf32Le:
    case Charset::Utf32Be: {
        const auto text = fromWide(bytes, charset);
        return text ? std::optional(text->toUtf8()) : std::nullopt;
    }
    case Charset::Ibm850:
    case Charset::Ibm865:
        return bytes.isValidUtf8() ? std::nullopt : std::optional(fromConsole(bytes, consoleOf(charset)).toUtf8());
    case Charset::Utf8Twice: {
        const auto text = isAscii(bytes) ? std::nullopt : decoded(bytes);
        return text ? undoneTwice(*text) : std::nullopt;
    }
    default:
        return {};
    }
}

std::optional<QString> textOf(const QByteArray& utf8)
{
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    const QString text = decoder(utf8);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

bool isUuid(const QString& text)
{
    constexpr qsizetype length = 36;
    static const QRegularExpression uuid(QStringLiteral("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"));
    return text.size() == length && uuid.match(text).hasMatch();
}

std::optional<QByteArray> fromBase32(const QByteArray& text)
{
    QByteArray digits = text.toUpper();
    while (digits.endsWith('='))
        digits.chop(1);
    QByteArray bytes;
    quint32 bits = 0;
    int count = 0;
    for (const char digit : std::as_const(digits)) {
        static constexpr QByteArrayView alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
        const qsizetype value = alphabet.indexOf(digit);
        if (value < 0)
            return {};
        bits = (bits << 5 | static_cast<quint32>(value)) & 0xffff;
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.append(static_cast<char>(bits >> count & 0xff));
        }
    }
    return bytes.isEmpty() ? std::nullopt : std::optional(bytes);
}

std::optional<QByteArray> fromHtml(const QByteArray& text)
{
    if (!text.contains('&'))
        return {};
    QByteArray plain = text;
    constexpr std::array<std::pair<const char*, const char*>, 10> entities{{{"&lt;", "<"},
                                                                            {"&gt;", ">"},
                                                                            {"&quot;", "\""},
                                                                            {"&#34;", "\""},
                                                                            {"&#x22;", "\""},
                                                                            {"&#39;", "'"},
                                                                            {"&#039;", "'"},
                                                                            {"&#x27;", "'"},
                                                                            {"&#x2F;", "/"},
                                                                            {"&amp;", "&"}}};
    for (const auto& [entity, character] : entities)
        plain.replace(entity, character);
    return plain == text ? std::nullopt : std::optional(plain);
}

QByteArray toHtml(const QByteArray& text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

std::optional<QByteArray> fromJsonString(const QByteArray& literal)
{
    const auto value = parseJson(literal);
    return value && value->isString() ? std::optional(value->text.toUtf8()) : std::nullopt;
}

QByteArray toJsonString(const QByteArray& text)
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.text = QString::fromUtf8(text);
    return printJson(value, {});
}

} // namespace kaunt::textforms
