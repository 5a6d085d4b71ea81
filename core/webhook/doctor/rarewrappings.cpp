// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/rarewrappings.h"

#include "core/webhook/doctor/textforms.h"

#include <utility>

namespace kaunt {

namespace {

Finding signedAs(const char* form)
{
    return findingOf("body-reserialised", {{"form", form}, {"change", "removed"}});
}

/// In a form by itself.
bool offerNamedFields(const Form& source, const FormSink& sink)
{
    const QByteArray written = source.bytes.toPercentEncoding(" ").replace(' ', '+');
    for (const char* name : {"data=", "body=", "json="}) {
        Form form = source.next(name + written, signedAs("form-urlencoded"));
        form.isRare = true;
        if (!sink(std::move(form)))
            return false;
    }
    return true;
}

/// As programs for mail break it, with a line end behind the last one too.
QByteArray base64Lines(const QByteArray& body, qsizetype width, const char* lineEnd)
{
    const QByteArray whole = body.toBase64();
    QByteArray lines;
    for (qsizetype at = 0; at < whole.size(); at += width)
        lines += whole.mid(at, width) + lineEnd;
    return lines;
}

bool offerLinesAndTexts(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const auto offer = [&](const QByteArray& bytes, const char* form) {
        Form wrapped = source.next(bytes, signedAs(form));
        wrapped.isRare = true;
        return sink(std::move(wrapped));
    };
    // RFC 2045's lines, which base64(1) ends so, PHP otherwise, and Ruby's; bytes as Go and .NET print them in JSON.
    constexpr qsizetype mimeLine = 76;
    constexpr qsizetype rubyLine = 60;
    return offer(base64Lines(body, mimeLine, "\n"), "base64") && offer(base64Lines(body, mimeLine, "\r\n"), "base64") &&
           offer(base64Lines(body, rubyLine, "\n"), "base64") && offer('"' + body.toBase64() + '"', "base64") &&
           offer(body.toHex().toUpper(), "hex");
}

} // namespace

bool offerRareWrappings(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    const auto offer = [&](const QByteArray& bytes, const char* form) {
        Form wrapped = source.next(bytes, signedAs(form));
        wrapped.isRare = true;
        return sink(std::move(wrapped));
    };
    // Blanks as +, as forms have them; PHP's; Java's; Python's quote; encodeURI.
    const QByteArray html = textforms::toHtml(body);
    const QByteArray bare = QByteArray(body).replace(' ', "").replace('\t', "").replace('\n', "").replace('\r', "");
    return offer(body.toPercentEncoding(" ").replace(' ', '+'), "form-urlencoded") &&
           offer(body.toPercentEncoding(" ", "~").replace(' ', '+'), "form-urlencoded") &&
           offer(body.toPercentEncoding("* ", "~").replace(' ', '+'), "form-urlencoded") &&
           offer(body.toPercentEncoding("/"), "form-urlencoded") &&
           offer(body.toPercentEncoding(";,/?:@&=+$!*'()#"), "form-urlencoded") && offerNamedFields(source, sink) &&
           offer(QByteArray(html).replace("'", "&#039;"), "html-escaped") &&
           offer(QByteArray(html).replace("'", "&#x27;"), "html-escaped") &&
           offer(QByteArray(html).replace("'", "&#39;"), "html-escaped") &&
           offer(QByteArray(html).replace("'", "&#39;").replace("&quot;", "&#34;"), "html-escaped") &&
           offerLinesAndTexts(source, sink) && offer(bare, "blanks-removed");
}

bool offerFormFields(const Form& source, const JsonValue& value, const FormSink& sink)
{
    QByteArray fields;
    for (const JsonMember& member : value.members) {
        if (member.value.isNull())
            continue; // which a form has no word for
        if (!member.value.isString() && !member.value.isNumber())
            return true;
        const auto written = [](const QString& text) { return text.toUtf8().toPercentEncoding(" ").replace(' ', '+'); };
        fields += (fields.isEmpty() ? "" : "&") + written(member.key) + '=' + written(member.value.text);
    }
    Form form = source.next(fields, signedAs("form-fields"));
    form.isRare = true;
    return fields.isEmpty() || sink(std::move(form));
}

} // namespace kaunt
