// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/bodyforms.h"

#include "core/utf8text.h"
#include "core/webhook/doctor/bodyedges.h"
#include "core/webhook/doctor/textforms.h"
#include "core/webhook/formtext.h"

#include <algorithm>
#include <vector>

namespace kaunt {

namespace {

/// What is met at an end of a body, and what it means where it came or went there. Made once: there are many forms.
struct Edge {
    QByteArray bytes;
    Finding addedAtEnd;
    Finding removedAtEnd;
    Finding addedAtStart;
    Finding removedAtStart;

    Edge(const char* name, QByteArray edge)
        : bytes(std::move(edge))
        , addedAtEnd(edgeFinding("added", name, "end"))
        , removedAtEnd(edgeFinding("removed", name, "end"))
        , addedAtStart(edgeFinding("added", name, "start"))
        , removedAtStart(edgeFinding("removed", name, "start"))
    {
    }
};

const std::vector<Edge>& newlines()
{
    static const std::vector<Edge> all{{"CRLF", "\r\n"}, {"LF", "\n"}, {"CR", "\r"}, {"LF LF", "\n\n"}};
    return all;
}

const std::vector<Edge>& otherEdges()
{
    static const std::vector<Edge> all{{"SPACE", " "},  {"TAB", "\t"},  {"NUL", QByteArray(1, '\0')},
                                       {"SUB", "\x1a"}, {"COMMA", ","}, {"SEMICOLON", ";"}};
    return all;
}

/// What of it the body has and the signed one had not.
bool offerWithoutEdge(const Form& source, const Edge& edge, bool isLikely, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const qsizetype size = edge.bytes.size();
    return (!body.endsWith(edge.bytes) || sink(source.next(body.chopped(size), edge.addedAtEnd, isLikely))) &&
           (!body.startsWith(edge.bytes) || sink(source.next(body.mid(size), edge.addedAtStart, isLikely)));
}

Finding lineEndings(const char* received, const char* wasSigned)
{
    return findingOf("body-line-endings", {{"received", received}, {"signed", wasSigned}});
}

/// What becomes of characters that the charset lacks: a text that was signed so tells nothing of them, nor whether
/// there were any.
const char* lossOf(textforms::Charset charset)
{
    using Charset = textforms::Charset;
    switch (charset) {
    case Charset::AsciiDropped:
    case Charset::PlanesDropped:
        return "dropped";
    case Charset::Latin1Replaced:
    case Charset::AsciiReplaced:
    case Charset::AsciiReplacedWhole:
    case Charset::BytesReplaced:
    case Charset::BytesMarked:
    case Charset::PlanesReplaced:
    case Charset::PlanesMarked:
        return "replaced";
    default:
        return nullptr;
    }
}

Finding charset(const char* wasSigned, const char* received)
{
    return findingOf("body-charset", {{"charset", wasSigned}, {"received", received}});
}

Finding wrapping(const char* form, const char* change)
{
    return findingOf("body-reserialised", {{"form", form}, {"change", change}});
}

/// Without what `isEdge` takes, at the end and, where wanted, at the start.
QByteArray stripped(const QByteArray& body, bool (*isEdge)(char), bool atStart)
{
    qsizetype end = body.size();
    while (end > 0 && isEdge(body[end - 1]))
        --end;
    qsizetype from = 0;
    while (atStart && from < end && isEdge(body[from]))
        ++from;
    return body.mid(from, end - from);
}

bool isNewline(char c)
{
    return c == '\n' || c == '\r';
}

bool isBlank(char c)
{
    constexpr char substitute = '\x1a';
    return isNewline(c) || c == ' ' || c == '\t' || c == '\0' || c == substitute;
}

bool offerNewlines(const Form& source, const FormSink& sink)
{
    static const Finding several = edgeFinding("added", "several", "end");
    for (const Edge& edge : newlines()) {
        if (!offerWithoutEdge(source, edge, true, sink) ||
            !sink(source.next(source.bytes + edge.bytes, edge.removedAtEnd, true)))
            return false;
    }
    const QByteArray plain = stripped(source.bytes, isNewline, false);
    if (plain.size() < source.bytes.size() && !sink(source.next(plain, several, true)))
        return false;
    const Edge& lf = newlines().at(1);
    return sink(source.next(lf.bytes + source.bytes, lf.removedAtStart, true));
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
    const bool isWithin = withLf.trimmed().contains('\n'); // at an edge it is a newline too many
    if (isDoubled &&
        !sink(source.next(QByteArray(body).replace("\r\r\n", "\r\n"), lineEndings("CR CR LF", "CRLF"), true)))
        return false;
    return sink(source.next(withLf, lineEndings(received, "LF"), true)) &&
           sink(source.next(QByteArray(withLf).replace('\n', "\r\n"), lineEndings(received, "CRLF"), true)) &&
           sink(source.next(QByteArray(withLf).replace('\n', '\r'), lineEndings(received, "CR"), true)) &&
           (!isWithin ||
            sink(source.next(QByteArray(withLf).replace('\n', ""), lineEndings(received, "none"), true))) &&
           sink(source.next(QByteArray(body).replace("\r\n", "\n"), lineEndings(received, "LF"), true)) &&
           (!hasPairs || sink(source.next(doubled, lineEndings(received, "CR CR LF"), true)));
}

bool offerMarks(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    static const Finding added = markFinding("added");
    static const Finding removed = markFinding("removed");
    if (body.startsWith(utf8ByteOrderMark) && !sink(source.next(body.mid(utf8ByteOrderMark.size()), added, true)))
        return false;
    return sink(source.next(utf8ByteOrderMark.toByteArray() + body, removed, true));
}

bool offerStripped(const Form& source, const FormSink& sink)
{
    static const Finding atStart = edgeFinding("added", "several", "start");
    static const Finding atEnd = edgeFinding("added", "several", "end");
    static const Finding atBoth = edgeFinding("added", "several", "both");
    const QByteArray& body = source.bytes;
    const QByteArray plain = stripped(body, isBlank, true);
    const qsizetype front = body.indexOf(plain);
    const qsizetype end = front + plain.size();
    return (front == 0 || sink(source.next(body.mid(front), atStart))) &&
           (end == body.size() || sink(source.next(body.first(end), atEnd))) &&
           (front == 0 || end == body.size() || sink(source.next(plain, atBoth)));
}

/// What shows nothing in a text, and is in no body that Kaunt prints: only where it came.
bool offerWithoutInvisible(const Form& source, const FormSink& sink)
{
    static const std::vector<Edge> all{{"NBSP", "\xc2\xa0"},
                                       {"NEL", "\xc2\x85"},
                                       {"LS", "\xe2\x80\xa8"},
                                       {"ZWSP", "\xe2\x80\x8b"},
                                       {"U+3000", "\xe3\x80\x80"}};
    const QByteArray& body = source.bytes;
    for (const Edge& edge : all) {
        if (!offerWithoutEdge(source, edge, false, sink))
            return false;
    }
    const auto withDetail = [](const char* key, const char* value) {
        return findingOf("body-bom", {{"change", "added"}, {key, value}});
    };
    // Files put together, and a mark that was read in another charset.
    constexpr QByteArrayView misread("\xc3\xaf\xc2\xbb\xc2\xbf");
    return (!body.endsWith(utf8ByteOrderMark) ||
            sink(source.next(body.chopped(utf8ByteOrderMark.size()), withDetail("at", "end")))) &&
           (!body.startsWith(misread) ||
            sink(source.next(body.mid(misread.size()), withDetail("received", "utf-8-twice"))));
}

/// Several of what is offered one by one, lost on the way. Hardly ever together with another fault.
bool offerLostRuns(const Form& source, const FormSink& sink)
{
    static const std::vector<Edge> all{{"CRLF CRLF", "\r\n\r\n"}, {"LF LF LF", "\n\n\n"},
                                       {"LF SPACE", "\n "},       {"SPACE LF", " \n"},
                                       {"SPACE SPACE", "  "},     {"NUL NUL", QByteArray(2, '\0')}};
    static const std::vector<Edge> inFront{{"CRLF", "\r\n"}, {"CR", "\r"}, {"LF LF", "\n\n"}, {"SPACE SPACE", "  "}};
    const auto offer = [&](const QByteArray& bytes, const Finding& finding) {
        Form form = source.next(bytes, finding);
        form.isRare = true;
        return sink(std::move(form));
    };
    return std::all_of(all.begin(), all.end(),
                       [&](const Edge& edge) { return offer(source.bytes + edge.bytes, edge.removedAtEnd); }) &&
           std::all_of(inFront.begin(), inFront.end(),
                       [&](const Edge& edge) { return offer(edge.bytes + source.bytes, edge.removedAtStart); });
}

/// What a form of HTML makes of a body: its one value, its one name, or a field for each member.
bool offerForm(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (!body.contains('%') || body.startsWith('{') || body.startsWith('['))
        return true;
    const Finding form = wrapping("form-urlencoded", "added");
    const QByteArray name = body.endsWith('=') ? body.chopped(1) : body;
    const QByteArray value = body.mid(body.indexOf('=') + 1);
    if (!sink(source.next(QByteArray::fromPercentEncoding(body), form)) ||
        !sink(source.next(formDecoded(name), form)) || !sink(source.next(formDecoded(value), form)))
        return false;
    constexpr qsizetype mostFields = 64;
    if (body.count('&') >= mostFields)
        return true;
    QByteArray object;
    const QByteArrayList fields = body.split('&');
    for (const QByteArray& field : fields) {
        const qsizetype equals = field.indexOf('=');
        const QByteArray own = formDecoded(field.mid(equals + 1));
        if (own.startsWith('{') && !sink(source.next(own, form)))
            return false;
        object += (object.isEmpty() ? "" : ",") + textforms::toJsonString(formDecoded(field.left(equals))) + ':' +
                  textforms::toJsonString(own);
    }
    return sink(source.next('{' + object + '}', form));
}

} // namespace

bool offerEndings(const Form& source, const FormSink& sink)
{
    return offerNewlines(source, sink) && offerLineEndings(source, sink) && offerMarks(source, sink);
}

bool offerOtherEdges(const Form& source, const FormSink& sink)
{
    if (!offerWithoutBlanks(source, sink))
        return false;
    for (const Edge& edge : otherEdges()) {
        if (!sink(source.next(source.bytes + edge.bytes, edge.removedAtEnd)) ||
            !sink(source.next(edge.bytes + source.bytes, edge.removedAtStart)))
            return false;
    }
    return offerLostRuns(source, sink);
}

bool offerWithoutBlanks(const Form& source, const FormSink& sink)
{
    for (const Edge& edge : otherEdges()) {
        if (!offerWithoutEdge(source, edge, false, sink))
            return false;
    }
    return offerStripped(source, sink) && offerWithoutInvisible(source, sink);
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
        const bool wasTwice = isSingle && written->isValidUtf8();
        const Finding finding =
            wasTwice ? charset("utf-8", "utf-8-twice")
                     : findingOf("body-charset", {{"charset", textforms::charsetName(each)}, {"lost", lossOf(each)}});
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
        if (text.startsWith(utf8ByteOrderMark)) {
            text.remove(0, utf8ByteOrderMark.size());
            if (!sink(source.next(text, finding)))
                return false;
        }
        if (!sink(source.next(*read, finding)))
            return false;
    }
    if (source.bytes.isValidUtf8())
        return true;
    // What a decoder leaves where the bytes were none of its charset.
    return sink(source.next(QString::fromUtf8(source.bytes).toUtf8(), charset("utf-8", "invalid-utf-8")));
}

bool offerWrapped(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const auto ofUrls = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return sink(source.next(body.toBase64(), wrapping("base64", "removed"))) &&
           sink(source.next(body.toBase64(ofUrls), wrapping("base64url", "removed"))) &&
           sink(source.next(textforms::toJsonString(body), wrapping("json-string", "removed"))) &&
           sink(source.next(body.toPercentEncoding(), wrapping("form-urlencoded", "removed"))) &&
           sink(source.next("payload=" + body.toPercentEncoding(), wrapping("form-urlencoded", "removed"))) &&
           sink(source.next("payload=" + body.toPercentEncoding(" ").replace(' ', '+'),
                            wrapping("form-urlencoded", "removed"))) &&
           sink(source.next(body.toHex(), wrapping("hex", "removed"))) &&
           sink(source.next(QByteArray(body).replace('"', "\\\""), wrapping("json-string", "removed"))) &&
           sink(source.next(textforms::toHtml(body), wrapping("html-escaped", "removed")));
}

bool offerUnwrapped(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const QByteArray trimmed = body.trimmed();
    const QByteArray joined = QByteArray(trimmed).replace("\r\n", "").replace('\n', ""); // lines of MIME
    const bool isOfUrls = joined.contains('-') || joined.contains('_');
    const auto alphabet = isOfUrls ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    const auto decoded = QByteArray::fromBase64Encoding(joined, alphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded && !(*decoded).isEmpty() && !sink(source.next(*decoded, wrapping("base64", "added"))))
        return false;
    const bool isHex = !joined.isEmpty() && QByteArray::fromHex(joined).toHex() == joined.toLower();
    if (isHex && !sink(source.next(QByteArray::fromHex(joined), wrapping("hex", "added"))))
        return false;
    const bool isEscaped = trimmed.startsWith('"') || trimmed.contains("\\\"");
    const auto text =
        isEscaped ? textforms::fromJsonString(trimmed.startsWith('"') ? trimmed : '"' + trimmed + '"') : std::nullopt;
    if (text && !sink(source.next(*text, wrapping("json-string", "added"))))
        return false;
    const auto plain = textforms::fromHtml(body);
    return (!plain || sink(source.next(*plain, wrapping("html-escaped", "added")))) && offerForm(source, sink);
}

} // namespace kaunt
