// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/messageforms.h"

#include "core/utf8text.h"
#include "core/webhook/doctor/bodycodings.h"
#include "core/webhook/doctor/bodyedges.h"
#include "core/webhook/doctor/bodyforms.h"
#include "core/webhook/doctor/bodyframes.h"
#include "core/webhook/doctor/embeddedbodies.h"
#include "core/webhook/doctor/literalforms.h"
#include "core/webhook/doctor/memberstrings.h"
#include "core/webhook/doctor/rarewrappings.h"

#include <algorithm>

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
    static const Finding newline = edgeFinding("removed", "LF", "end");
    static const Finding windowsNewline = edgeFinding("removed", "CRLF", "end");
    if (!sink(ended.next(ended.bytes + '\n', newline)))
        return false;
    if (!isLikely && !ended.bytes.contains('\n'))
        return true;
    static const Finding pairs = findingOf("body-line-endings", {{"received", "LF"}, {"signed", "CRLF"}});
    const QByteArray windows = QByteArray(ended.bytes).replace('\n', "\r\n");
    if (windows != ended.bytes &&
        (!sink(ended.next(windows, pairs)) || !sink(ended.next(windows, pairs).next(windows + "\r\n", windowsNewline))))
        return false;
    return !isLikely || ended.bytes.size() > largeBody || offerEndings(ended, sink);
}

} // namespace

MessageForms::MessageForms(const QByteArray& body, const SignedContext& context, const DiagnosisLimits& limits,
                           WorkBudget* budget)
    : m_raw{body, {}}
    , m_context(context)
    , m_limits(limits)
    , m_budget(budget)
{
}

bool MessageForms::offer(Stage stage, const FormSink& sink) const
{
    switch (stage) {
    case Stage::Edges:
        return sink(Form(m_raw)) && offerEndings(m_raw, sink) && offerConstants(sink);
    case Stage::Usual:
        // Of a large body only what may be taken for a printing: all of it would use up what is left for one.
        return (m_raw.bytes.size() > largeBody ? offerWithoutBlanks(m_raw, sink)
                                               : offerOtherEdges(m_raw, sink) && offerEndingPairs(m_raw, sink)) &&
               offerOtherEscapes(m_raw, sink) && offerReprinted(m_raw, Reprintings::Common, sink);
    case Stage::Others:
        break;
    }
    const bool isLarge = m_raw.bytes.size() > largeBody;
    return (!isLarge || (offerOtherEdges(m_raw, sink) && offerEndingPairs(m_raw, sink))) &&
           offerCharsets(m_raw, sink) && offerReadings(sink) && offerReprinted(m_raw, Reprintings::Others, sink) &&
           offerSigned(sink) && offerRest(sink);
}

bool MessageForms::offerAll(const FormSink& sink) const
{
    return offer(Stage::Edges, sink) && offer(Stage::Usual, sink) && offer(Stage::Others, sink);
}

bool MessageForms::offerOrders(const FormSink& sink) const
{
    if (m_raw.bytes.size() > largeBody)
        return true;
    const auto value = read(withinEdges(m_raw.bytes));
    return !value || offerReordered(m_raw, *value, sink);
}

bool MessageForms::offerSigned(const FormSink& sink) const
{
    const SignedParts parts = m_raw.bytes.size() > largeBody ? SignedParts::Stamps : SignedParts::All;
    return offerSignedStrings(m_raw, m_context, parts, sink);
}

/// What is signed in place of a body that was used up, or that was never read into a text.
bool MessageForms::offerConstants(const FormSink& sink) const
{
    for (const char* text : {"",
                             "{}",
                             "\"\"",
                             "[]",
                             "null",
                             "undefined",
                             "[object Object]",
                             "System.Byte[]",
                             "Array",
                             "None",
                             "nil",
                             "NULL",
                             "false",
                             "0",
                             "\n",
                             "\r\n",
                             " ",
                             "b''",
                             "[object Promise]",
                             "[object ReadableStream]",
                             "System.IO.MemoryStream",
                             "System.IO.Stream",
                             "Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpRequestStream",
                             "System.String",
                             "<Buffer >",
                             "map[]"}) {
        if (withinEdges(m_raw.bytes) == text)
            continue; // it is the body, but for what stands around it
        QJsonObject detail;
        if (*text != '\0')
            detail.insert(QStringLiteral("signed"), QLatin1String(text));
        if (!sink(m_raw.next(text, {QStringLiteral("body-empty-signed"), detail}, *text == '\0')))
            return false;
    }
    return true;
}

/// A body that had to be read first, and all that may have come on top.
bool MessageForms::offerAround(const Form& source, const FormSink& sink) const
{
    return sink(Form(source)) && offerEndings(source, sink) && offerReprinted(source, Reprintings::Common, sink) &&
           offerReprinted(source, Reprintings::Others, sink);
}

/// Nothing where it is too long, has too many values or is no JSON.
std::optional<JsonValue> MessageForms::read(QByteArrayView json) const
{
    if (json.size() > m_limits.reprintedBytes)
        return {};
    if (m_budget) {
        m_budget->charge(json.size());
        if (m_budget->isExhausted())
            return {};
    }
    auto value = parseJson(json, deepestJson, mostValues);
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

bool MessageForms::offerReprinted(const Form& source, Reprintings which, const FormSink& sink) const
{
    const auto value = read(withinEdges(source.bytes));
    return !value || offerReprintings(source, *value, which, m_limits.reprintedBytes,
                                      [&sink](Form&& form) { return offerEnded(std::move(form), sink); });
}

bool MessageForms::offerInner(QList<Form> unwrapped, const FormSink& sink) const
{
    constexpr qsizetype mostUnwrapped = 48;
    constexpr qsizetype mostLayers = 3;
    const FormSink next = [&](Form&& read) {
        if (unwrapped.size() < mostUnwrapped && read.findings.size() < mostLayers)
            unwrapped.append(read);
        return sink(Form(read)) && offerEndings(read, sink);
    };
    for (qsizetype i = 0; i < std::min(unwrapped.size(), mostUnwrapped); ++i) {
        const Form source = unwrapped.value(i); // which may move while the list grows
        if (source.bytes.size() > largeBody)
            continue;
        const QByteArrayView json = withoutByteOrderMark(source.bytes);
        const auto value = read(json);
        if (!offerDecompressed(source, m_limits.inflatedBytes, next) || !offerUnwrapped(source, next) ||
            (value && !offerEmbedded(source, json, *value, next)))
            return false;
    }
    return true;
}

bool MessageForms::offerReadings(const FormSink& sink) const
{
    QList<Form> unwrapped;
    const FormSink around = [this, &unwrapped, &sink](Form&& read) {
        unwrapped.append(read);
        return offerAround(read, sink);
    };
    const FormSink closely = [this, &unwrapped, &sink](Form&& read) { // there may be many
        unwrapped.append(read);
        constexpr qsizetype mostCloser = 2;
        return sink(Form(read)) && offerEndings(read, sink) && offerReprinted(read, Reprintings::Common, sink) &&
               (unwrapped.size() > mostCloser || offerReprinted(read, Reprintings::Others, sink));
    };
    const QByteArrayView json = withoutByteOrderMark(m_raw.bytes);
    const auto value = read(json);
    return offerDecompressed(m_raw, m_limits.inflatedBytes, around) && offerUnwrapped(m_raw, around) &&
           (!value || offerEmbedded(m_raw, json, *value, closely)) && offerUnframed(m_raw, sink) &&
           offerFromLiterals(m_raw, around) &&
           offerReadCharsets(m_raw, [this, &sink](Form&& read) { return offerAround(read, sink); }) &&
           offerInner(unwrapped, sink);
}

bool MessageForms::offerRareForms(const FormSink& sink) const
{
    if (m_raw.bytes.size() > largeBody)
        return true;
    const auto value = read(withinEdges(m_raw.bytes));
    return offerRareWrappings(m_raw, sink) &&
           (!value || (offerFormFields(m_raw, *value, sink) && offerLiterals(m_raw, *value, sink) &&
                       offerMemberStrings(m_raw, *value, m_context, sink)));
}

bool MessageForms::offerRest(const FormSink& sink) const
{
    const FormSink stamped = [this, &sink](Form&& form) {
        const QJsonObject& detail = form.findings.constLast().detail;
        const bool isOneNewline =
            detail.value(u"newline") == QLatin1String("LF") && detail.value(u"at") == QLatin1String("end");
        return !isOneNewline || offerSignedStrings(form, m_context, SignedParts::Stamps, sink);
    };
    const FormSink encoded = [&sink](Form&& form) { return offerCharsets(form, sink); };
    return offerWrapped(m_raw, sink) && offerFramed(m_raw, sink) &&
           offerCompressed(m_raw, m_limits.reprintedBytes, sink) && offerEndings(m_raw, encoded) &&
           offerEndings(m_raw, stamped) && offerRareForms(sink);
}

} // namespace kaunt
