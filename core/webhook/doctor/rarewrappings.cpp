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
           offer(body.toPercentEncoding(";,/?:@&=+$!*'()#"), "form-urlencoded") &&
           offer(QByteArray(html).replace("'", "&#039;"), "html-escaped") &&
           offer(QByteArray(html).replace("'", "&#x27;"), "html-escaped") &&
           offer(QByteArray(html).replace("'", "&#39;"), "html-escaped") && offer(bare, "blanks-removed");
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
