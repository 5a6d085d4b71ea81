// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/messageforms.h"

#include "core/webhook/doctor/bodycodings.h"
#include "core/webhook/doctor/bodyforms.h"
#include "core/webhook/doctor/reprintings.h"

namespace kaunt {

namespace {

constexpr int deepestJson = 128;

/// What may end a body besides its JSON.
bool offerEnded(Form&& form, const FormSink& sink)
{
    if (form.isRare)
        return sink(std::move(form));
    const bool isLikely = form.isLikely;
    const Form ended = form;
    if (!sink(std::move(form)))
        return false;
    const Finding newline{
        QStringLiteral("body-newline"),
        {{QStringLiteral("change"), QStringLiteral("removed")}, {QStringLiteral("newline"), QStringLiteral("LF")}}};
    if (!sink(ended.next(ended.bytes + '\n', newline)))
        return false;
    if (!isLikely && !ended.bytes.contains('\n'))
        return true;
    const Finding pairs{
        QStringLiteral("body-line-endings"),
        {{QStringLiteral("received"), QStringLiteral("LF")}, {QStringLiteral("signed"), QStringLiteral("CRLF")}}};
    const QByteArray windows = QByteArray(ended.bytes).replace('\n', "\r\n");
    if (windows != ended.bytes &&
        (!sink(ended.next(windows, pairs)) || !sink(ended.next(windows, pairs).next(windows + "\r\n", newline))))
        return false;
    return !isLikely || offerEndings(ended, sink);
}

} // namespace

MessageForms::MessageForms(const QByteArray& body, const SignedContext& context, const DiagnosisLimits& limits)
    : m_raw{body, {}}
    , m_context(context)
    , m_limits(limits)
{
}

bool MessageForms::offerAll(const FormSink& sink) const
{
    return sink(Form(m_raw)) && sink(m_raw.next({}, {QStringLiteral("body-empty-signed"), {}}, true)) &&
           offerEndings(m_raw, sink) && offerCharsets(m_raw, sink) && offerSignedStrings(m_raw, m_context, sink) &&
           offerOtherEscapes(m_raw, sink) && offerEndingPairs(m_raw, sink) && offerReprinted(m_raw, sink) &&
           offerReadings(sink) && offerRest(sink);
}

/// A body that had to be read first, and all that may have come on top.
bool MessageForms::offerAround(const Form& source, const FormSink& sink) const
{
    return sink(Form(source)) && offerEndings(source, sink) && offerReprinted(source, sink);
}

bool MessageForms::offerReprinted(const Form& source, const FormSink& sink) const
{
    if (source.bytes.size() > m_limits.reprintedBytes)
        return true;
    QByteArrayView json(source.bytes);
    if (json.startsWith("\xef\xbb\xbf"))
        json = json.sliced(3);
    const auto value = parseJson(json, deepestJson);
    return !value ||
           offerReprintings(source, *value, [&sink](Form&& form) { return offerEnded(std::move(form), sink); });
}

bool MessageForms::offerReadings(const FormSink& sink) const
{
    const FormSink around = [this, &sink](Form&& read) { return offerAround(read, sink); };
    return offerDecompressed(m_raw, m_limits.inflatedBytes, around) && offerUnwrapped(m_raw, around) &&
           offerReadCharsets(m_raw, around);
}

bool MessageForms::offerRest(const FormSink& sink) const
{
    const FormSink stamped = [this, &sink](Form&& form) {
        const bool isOneNewline = form.findings.constLast().detail.value(u"newline") == QLatin1String("LF");
        return !isOneNewline || offerSignedStrings(form, m_context, sink);
    };
    const FormSink encoded = [&sink](Form&& form) { return offerCharsets(form, sink); };
    return offerWrapped(m_raw, sink) && offerCompressed(m_raw, m_limits.reprintedBytes, sink) &&
           offerEndings(m_raw, encoded) && offerEndings(m_raw, stamped);
}

} // namespace kaunt
