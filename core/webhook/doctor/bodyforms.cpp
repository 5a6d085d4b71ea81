// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/bodyforms.h"

#include "core/webhook/doctor/textforms.h"

#include <array>

namespace kaunt {

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

Finding newline(const char* change, const char* name)
{
    return {QStringLiteral("body-newline"),
            {{QStringLiteral("change"), QLatin1String(change)}, {QStringLiteral("newline"), QLatin1String(name)}}};
}

Finding lineEndings(const char* received, const char* wasSigned)
{
    return {
        QStringLiteral("body-line-endings"),
        {{QStringLiteral("received"), QLatin1String(received)}, {QStringLiteral("signed"), QLatin1String(wasSigned)}}};
}

Finding mark(const char* change)
{
    return {QStringLiteral("body-bom"), {{QStringLiteral("change"), QLatin1String(change)}}};
}

Finding charset(const char* wasSigned, const char* received)
{
    QJsonObject detail{{QStringLiteral("charset"), QLatin1String(wasSigned)}};
    if (received)
        detail.insert(QStringLiteral("received"), QLatin1String(received));
    return {QStringLiteral("body-charset"), detail};
}

Finding wrapping(const char* form, const char* change)
{
    return {QStringLiteral("body-reserialised"),
            {{QStringLiteral("form"), QLatin1String(form)}, {QStringLiteral("change"), QLatin1String(change)}}};
}

QByteArray withoutNewlinesAtEnd(QByteArray body)
{
    while (body.endsWith('\n') || body.endsWith('\r'))
        body.chop(1);
    return body;
}

bool offerNewlines(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    struct Newline {
        const char* name;
        const char* bytes;
    };
    constexpr std::array<Newline, 4> newlines{{{"CRLF", "\r\n"}, {"LF", "\n"}, {"CR", "\r"}, {"LF LF", "\n\n"}}};
    for (const Newline& each : newlines) {
        const QByteArrayView bytes(each.bytes);
        if (body.endsWith(bytes) && !sink(source.next(body.chopped(bytes.size()), newline("added", each.name), true)))
            return false;
        if (!sink(source.next(body + each.bytes, newline("removed", each.name), true)))
            return false;
        if (body.startsWith(bytes) && !sink(source.next(body.mid(bytes.size()), newline("added", each.name), true)))
            return false;
    }
    if (const QByteArray stripped = withoutNewlinesAtEnd(body);
        stripped.size() < body.size() && !sink(source.next(stripped, newline("added", "several"), true)))
        return false;
    return sink(source.next('\n' + body, newline("removed", "LF"), true));
}

bool offerLineEndings(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (!body.contains('\n') && !body.contains('\r'))
        return true;
    const bool hasPairs = body.contains("\r\n");
    const char* received = hasPairs ? "CRLF" : body.contains('\n') ? "LF" : "CR";
    const QByteArray withLf = QByteArray(body).replace("\r\n", "\n").replace('\r', '\n');
    const QByteArray doubled = QByteArray(body).replace('\n', "\r\n");
    const bool isDoubled = body.contains("\r\r\n");
    if (isDoubled &&
        !sink(source.next(QByteArray(body).replace("\r\r\n", "\r\n"), lineEndings("CR CR LF", "CRLF"), true)))
        return false;
    return sink(source.next(withLf, lineEndings(received, "LF"), true)) &&
           sink(source.next(QByteArray(withLf).replace('\n', "\r\n"), lineEndings(received, "CRLF"), true)) &&
           sink(source.next(QByteArray(withLf).replace('\n', '\r'), lineEndings(received, "CR"), true)) &&
           sink(source.next(QByteArray(withLf).replace('\n', ""), lineEndings(received, "none"), true)) &&
           sink(source.next(QByteArray(body).replace("\r\n", "\n"), lineEndings(received, "LF"), true)) &&
           (!hasPairs || sink(source.next(doubled, lineEndings(received, "CR CR LF"), true)));
}

bool offerMarks(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (body.startsWith(byteOrderMark))
        return sink(source.next(body.mid(byteOrderMark.size()), mark("added"), true));
    return sink(source.next(byteOrderMark.toByteArray() + body, mark("removed"), true));
}

} // namespace

bool offerEndings(const Form& source, const FormSink& sink)
{
    return offerNewlines(source, sink) && offerLineEndings(source, sink) && offerMarks(source, sink);
}

bool offerEndingPairs(const Form& source, const FormSink& sink)
{
    const FormSink again = [&sink](Form&& first) { return offerEndings(first, sink); };
    // Which of two comes first makes no difference, but that the end of a line is changed before one is added.
    return offerLineEndings(source, [&sink](Form&& first) { return offerNewlines(first, sink); }) &&
           offerMarks(source, again) && offerLineEndings(source, [&sink](Form&& first) {
               return offerMarks(first, [&sink](Form&& second) { return offerNewlines(second, sink); });
           });
}

bool offerCharsets(const Form& source, const FormSink& sink)
{
    for (const textforms::Charset each : textforms::charsets()) {
        const auto written = textforms::fromUtf8(source.bytes, each);
        if (!written)
            continue;
        const bool isSingle = each == textforms::Charset::Latin1 || each == textforms::Charset::Windows1252;
        const bool wasTwice = isSingle && textforms::isUtf8(*written);
        const Finding finding =
            wasTwice ? charset("utf-8", "utf-8-twice") : charset(textforms::charsetName(each), nullptr);
        if (!sink(source.next(*written, finding)))
            return false;
    }
    return true;
}

bool offerReadCharsets(const Form& source, const FormSink& sink)
{
    for (const textforms::Charset each : textforms::charsets()) {
        const auto read = textforms::toUtf8(source.bytes, each);
        if (!read)
            continue;
        const Finding finding = charset("utf-8", textforms::charsetName(each));
        QByteArray text = *read;
        if (text.startsWith(byteOrderMark)) {
            text.remove(0, byteOrderMark.size());
            if (!sink(source.next(text, finding)))
                return false;
        }
        if (!sink(source.next(*read, finding)))
            return false;
    }
    if (textforms::isUtf8(source.bytes))
        return true;
    // What a decoder leaves where the bytes were none of its charset.
    return sink(source.next(QString::fromUtf8(source.bytes).toUtf8(), charset("utf-8", "invalid-utf-8")));
}

bool offerWrapped(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    return sink(source.next(body.toBase64(), wrapping("base64", "removed"))) &&
           sink(source.next(textforms::toJsonString(body), wrapping("json-string", "removed"))) &&
           sink(source.next(body.toPercentEncoding(), wrapping("form-urlencoded", "removed"))) &&
           sink(source.next("payload=" + body.toPercentEncoding(), wrapping("form-urlencoded", "removed"))) &&
           sink(source.next(body.toHex(), wrapping("hex", "removed"))) &&
           sink(source.next(textforms::toHtml(body), wrapping("html-escaped", "removed")));
}

bool offerUnwrapped(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const QByteArray trimmed = body.trimmed();
    const auto decoded = QByteArray::fromBase64Encoding(trimmed, QByteArray::AbortOnBase64DecodingErrors);
    if (decoded && !(*decoded).isEmpty() && !sink(source.next(*decoded, wrapping("base64", "added"))))
        return false;
    if (const auto text = textforms::fromJsonString(trimmed);
        text && !sink(source.next(*text, wrapping("json-string", "added"))))
        return false;
    if (const auto text = textforms::fromHtml(body);
        text && !sink(source.next(*text, wrapping("html-escaped", "added"))))
        return false;
    if (!body.contains('%') || body.startsWith('{') || body.startsWith('['))
        return true;
    const qsizetype equals = body.indexOf('=');
    const QByteArray value = QByteArray(body).mid(equals + 1).replace('+', ' ');
    return sink(source.next(QByteArray::fromPercentEncoding(body), wrapping("form-urlencoded", "added"))) &&
           sink(source.next(QByteArray::fromPercentEncoding(value), wrapping("form-urlencoded", "added")));
}

} // namespace kaunt
