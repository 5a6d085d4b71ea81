// SPDX-License-Identifier: MIT
#include "core/webhook/bodycontent.h"

#include "core/asciicharacters.h"
#include "core/utf8text.h"
#include "core/webhook/brotlicoding.h"
#include "core/webhook/formparts.h"
#include "core/webhook/formtext.h"
#include "core/webhook/inflated.h"
#include "core/webhook/zstandardcoding.h"

#include <QStringDecoder>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kaunt {

namespace {

using Unpacking = BodyContent::Unpacking;

constexpr qsizetype mostFields = 1'000;

struct Magic {
    QByteArrayView bytes;
    const char* kind;
};

/// The beginnings of what people send by mistake. Facts of the formats, not words of a language.
constexpr std::array<Magic, 9> magics{{
    {"%PDF-", "PDF"},
    {"\x89PNG\r\n\x1a\n", "PNG"},
    {"\xff\xd8\xff", "JPEG"},
    {"GIF8", "GIF"},
    {"PK\x03\x04", "ZIP"},
    {"BZh", "bzip2"},
    {"\xfd\x37zXZ", "xz"},
    {zstandardMark, "zstd"},
    {"\x1f\x8b", "gzip"},
}};

QByteArray mediaType(const HeaderList& headers)
{
    const QList<QByteArray> values = headerValues(headers, "content-type");
    return values.isEmpty() ? QByteArray() : values.first().split(';').first().trimmed().toLower();
}

QString magicKind(const QByteArray& bytes)
{
    const auto* found =
        std::find_if(magics.begin(), magics.end(), [&bytes](const Magic& one) { return bytes.startsWith(one.bytes); });
    return found == magics.end() ? QString() : QString::fromLatin1(found->kind);
}

/// What is unpacked where nothing says so; brotli is by nothing to be known.
QByteArray codingByMark(const QByteArray& body)
{
    const QString kind = magicKind(body);
    return kind == u"gzip" || kind == u"zstd" ? kind.toLatin1() : QByteArray();
}

bool isUndone(const Inflated& plain)
{
    return plain.state == Inflated::State::Whole || plain.state == Inflated::State::TooLong;
}

/// Empty where the coding is not undone here.
std::optional<Inflated> undone(const QByteArray& coding, const QByteArray& body, qsizetype longest)
{
    if (coding == "br")
        return unpackedBrotli(body, longest);
    if (coding == "zstd")
        return unpackedZstandard(body, longest);
    if (coding != "gzip" && coding != "deflate")
        return {};
    Inflated plain = inflated(body, DeflateFormat::ZlibOrGzip, longest);
    return isUndone(plain) ? plain : inflated(body, DeflateFormat::Raw, longest);
}

void unpack(const QByteArray& body, const HeaderList& headers, qsizetype mostUnpacked, BodyContent& content)
{
    content.bytes = body;
    content.coding = contentCoding(headers);
    if (content.coding.isEmpty())
        content.coding = codingByMark(body);
    if (content.coding.isEmpty() || body.isEmpty())
        return;
    const std::optional<Inflated> plain = undone(content.coding, body, mostUnpacked);
    if (!plain || !isUndone(*plain)) {
        content.unpacking = plain ? Unpacking::Damaged : Unpacking::Unknown;
        return;
    }
    content.unpacking = plain->state == Inflated::State::Whole ? Unpacking::Whole : Unpacking::Cut;
    content.bytes = plain->bytes;
}

/// NUL and its like never stand in text; broken UTF-8 alone makes no binary, for people send Latin-1 too.
bool looksBinary(const QByteArray& bytes)
{
    constexpr qsizetype looked = 4'096;
    constexpr qsizetype oneIn = 10;
    const QByteArrayView head = QByteArrayView(bytes).first(std::min(bytes.size(), looked));
    const auto isControl = [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    };
    const auto controls = std::count_if(head.begin(), head.end(), isControl);
    if (controls > head.size() / oneIn)
        return true;
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8.decode(head);
    return controls > 0 && text.count(QChar::ReplacementCharacter) > text.size() / oneIn;
}

/// WHATWG URL, application/x-www-form-urlencoded parsing.
QList<FormField> formFields(const QByteArray& bytes)
{
    QList<FormField> fields;
    qsizetype from = 0;
    while (from <= bytes.size() && fields.size() < mostFields) {
        const qsizetype ampersand = bytes.indexOf('&', from);
        const qsizetype end = ampersand < 0 ? bytes.size() : ampersand;
        const QByteArray pair = bytes.sliced(from, end - from);
        const qsizetype equals = pair.indexOf('=');
        if (!pair.isEmpty())
            fields.append({utf8Text(formDecoded(pair.first(equals < 0 ? pair.size() : equals))),
                           equals < 0 ? QString() : utf8Text(formDecoded(pair.sliced(equals + 1)))});
        from = end + 1;
    }
    return fields;
}

bool looksLikeFormParts(const QByteArray& bytes, const QByteArray& type, const QByteArray& delimiter)
{
    constexpr qsizetype looked = 1'000;
    if (delimiter.isEmpty() || type == "multipart/form-data")
        return !delimiter.isEmpty();
    const auto first = nextDelimiter(bytes, 0, delimiter);
    const QByteArrayView behind = first ? QByteArrayView(bytes).sliced(first->end) : QByteArrayView();
    const QByteArrayView near = behind.first(std::min(behind.size(), looked));
    const qsizetype value = beginOfPartValue(near, 0);
    return !partName(value < 0 ? near : near.first(value)).isEmpty();
}

/// RFC 7578, section 4; nothing is expected of what has been cut off.
QList<FormField> formParts(const QByteArray& bytes, const QByteArray& delimiter)
{
    QList<FormField> fields;
    auto line = nextDelimiter(bytes, 0, delimiter);
    while (line && !line->isClosing && fields.size() < mostFields) {
        const auto next = nextDelimiter(bytes, line->end, delimiter);
        const QByteArrayView part = QByteArrayView(bytes).first(next ? next->begin : bytes.size());
        const qsizetype begin = beginOfPartValue(part, line->end - 1);
        if (begin >= 0)
            fields.append({utf8Text(partName(part.sliced(line->end, begin - line->end))),
                           utf8Text(part.sliced(begin).toByteArray())});
        line = next;
    }
    return fields;
}

bool looksLikeFormData(const QByteArray& bytes)
{
    constexpr qsizetype longestName = 200;
    const qsizetype equals = bytes.indexOf('=');
    if (equals <= 0 || equals > longestName)
        return false;
    const auto isAllowed = [](char byte) {
        return isAsciiLetterOrDigit(byte) || QByteArrayView("%+-_.~*&=[]!$'(),;:@/?").contains(byte);
    };
    return std::all_of(bytes.begin(), bytes.end(), isAllowed);
}

QString rootElement(const QByteArray& bytes)
{
    constexpr qsizetype looked = 16'384; // thousands of attributes take their time
    constexpr int longestEntity = 64;    // else those of a declaration make megabytes of it
    QXmlStreamReader reader(bytes.first(std::min(bytes.size(), looked)));
    reader.setEntityExpansionLimit(longestEntity);
    return reader.readNextStartElement() ? reader.qualifiedName().toString() : QString();
}

/// Tells the form. What parts it, of a form in parts.
QByteArray readForm(const HeaderList& headers, BodyContent& content)
{
    QByteArray delimiter;
    const QByteArray type = mediaType(headers);
    constexpr qsizetype looked = 256;
    const qsizetype mark = content.bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    const QByteArray start = content.bytes.mid(mark, looked).trimmed();
    content.kind = magicKind(content.bytes);
    if (content.bytes.isEmpty())
        content.form = BodyContent::Form::Empty;
    else if (!content.kind.isEmpty() || looksBinary(content.bytes))
        content.form = BodyContent::Form::Binary;
    else if (start.startsWith('{') || start.startsWith('['))
        content.form = BodyContent::Form::Json;
    else if (start.startsWith('<') || type.endsWith("/xml") || type.endsWith("+xml"))
        content.form = BodyContent::Form::Xml;
    else if (delimiter = partDelimiter(content.bytes, headerValues(headers, "content-type").value(0));
             looksLikeFormParts(content.bytes, type, delimiter))
        content.form = BodyContent::Form::FormParts;
    else if (type == "application/x-www-form-urlencoded" || looksLikeFormData(content.bytes))
        content.form = BodyContent::Form::FormData;
    else
        content.form =
            type.endsWith("/json") || type.endsWith("+json") ? BodyContent::Form::Json : BodyContent::Form::Text;
    return delimiter;
}

/// In lower case; empty where there is none. Some write it without its semicolon, or with half of its quotes.
QByteArray charsetName(const HeaderList& headers)
{
    constexpr QByteArrayView key("charset=");
    const QByteArray type = headerValues(headers, "content-type").value(0).toLower();
    QByteArray name = headerParameter(type, "charset");
    const qsizetype at = name.isEmpty() ? type.indexOf(key) : -1;
    if (at >= 0)
        name = type.sliced(at + key.size()).split(';').constFirst().trimmed();
    return name.replace('"', QByteArray());
}

/// That of an XML declaration (XML 1.0, section 4.3.3), which is ASCII in all charsets that need it said; empty where
/// there is none.
QByteArray xmlCharsetName(const QByteArray& bytes)
{
    constexpr qsizetype longestDeclaration = 200;
    constexpr QByteArrayView key("encoding=");
    const QByteArray start = bytes.left(longestDeclaration).toLower();
    const qsizetype end = start.startsWith("<?xml") ? start.indexOf("?>") : -1;
    const qsizetype at = end < 0 ? -1 : start.first(end).indexOf(key);
    if (at < 0)
        return {};
    const QByteArray value = start.sliced(at + key.size(), end - at - key.size());
    const qsizetype close = value.isEmpty() ? -1 : value.indexOf(value.front(), 1);
    return close < 0 ? QByteArray() : value.sliced(1, close - 1);
}

/// That of text which is no UTF-8. A charset that is said by mistake is none: text in UTF-16 has NULs.
std::optional<QStringConverter::Encoding> otherCharset(const QByteArray& bytes, const HeaderList& headers)
{
    using Encoding = QStringConverter::Encoding;
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return marked == Encoding::Utf8 ? std::nullopt : marked;
    const QByteArray said = charsetName(headers);
    const QByteArray name = said.isEmpty() ? xmlCharsetName(bytes) : said;
    const auto named = QStringConverter::encodingForName(name.constData());
    if (!named || named == Encoding::Utf8 || named == Encoding::System)
        return std::nullopt;
    const bool isMeant = named == Encoding::Latin1 ? !bytes.isValidUtf8() : bytes.contains('\0');
    return isMeant ? named : std::nullopt;
}

void decode(const HeaderList& headers, BodyContent& content)
{
    const bool isUnread = content.unpacking == Unpacking::Damaged || content.unpacking == Unpacking::Unknown;
    const auto charset = isUnread ? std::nullopt : otherCharset(content.bytes, headers);
    if (!charset || !magicKind(content.bytes).isEmpty())
        return;
    QStringDecoder decoder(*charset, QStringConverter::Flag::Stateless);
    const QString text = decoder.decode(content.bytes);
    QByteArray utf8 = text.toUtf8();
    if (decoder.hasError() || looksBinary(utf8))
        return;
    content.bytes = std::move(utf8);
    content.charset = QStringConverter::nameForEncoding(*charset);
}

void readParts(const HeaderList& headers, BodyContent& content)
{
    const QByteArray delimiter = readForm(headers, content);
    if (content.form == BodyContent::Form::Xml)
        content.kind = rootElement(content.bytes);
    else if (content.form == BodyContent::Form::FormData)
        content.fields = formFields(content.bytes);
    else if (content.form == BodyContent::Form::FormParts)
        content.fields = formParts(content.bytes, delimiter);
}

} // namespace

QByteArray contentCoding(const HeaderList& headers)
{
    const QByteArray coding = headerValues(headers, "content-encoding").join(", ").trimmed().toLower();
    if (coding == "x-gzip")
        return "gzip";
    return coding == "identity" ? QByteArray() : coding;
}

BodyContent readBodyContent(const QByteArray& body, const HeaderList& headers, qsizetype mostUnpacked)
{
    BodyContent content;
    unpack(body, headers, mostUnpacked, content);
    readParts(headers, content);
    return content;
}

BodyContent readShownContent(const QByteArray& body, const HeaderList& headers, qsizetype mostUnpacked)
{
    BodyContent content;
    unpack(body, headers, mostUnpacked, content);
    decode(headers, content);
    readParts(headers, content);
    return content;
}

QByteArray textBesideBytes(const QByteArray& body, const HeaderList& headers, qsizetype mostUnpacked)
{
    BodyContent content;
    unpack(body, headers, mostUnpacked, content);
    decode(headers, content);
    readForm(headers, content);
    const bool isUnpacked = content.unpacking == Unpacking::Whole || content.unpacking == Unpacking::Cut;
    QByteArray text = isUnpacked || !content.charset.isEmpty() ? content.bytes : QByteArray();
    if (content.form != BodyContent::Form::FormData)
        return text;
    const QList<FormField> fields = formFields(content.bytes);
    for (const FormField& field : fields)
        text += '\n' + field.name.toUtf8() + '=' + field.value.toUtf8();
    return text;
}

} // namespace kaunt
